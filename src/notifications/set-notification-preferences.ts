import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, done } from '../platform/http/operation.ts'
import { setAddresses } from './addresses-repository.ts'
import { findOwner, findPreferences, setPreferences } from './preferences-repository.ts'
import type { NotificationPreferences } from './schemas.ts'
import { withoutSpaces } from './set-safe-contact.ts'

/** Sets what the actor wants to be told of, how and how often; and, of whoever is not the person, where. */
export async function setNotificationPreferences(
  tx: Tx,
  context: Context,
  { email, phone, ...wanted }: NotificationPreferences,
): Promise<Answer<NotificationPreferences>> {
  const { actor, now } = context
  const owner = await findOwner(tx, actor)
  const { version } = await findPreferences(tx, actor, owner)
  checkVersion(context, version)
  const told = { email, phone: withoutSpaces(phone) }
  for (const [name, value] of Object.entries(told))
    if (owner.actorId === null && value !== null)
      throw invalidAt(
        `/${name}`,
        'Where you are reached is in your safe contact: POST /v1/people/{personId}/safe-contact',
      )
  if (!(await setPreferences(tx, actor, owner, { ...wanted, version }, now))) throw new Problem('precondition-failed')
  if (owner.actorId !== null) await setAddresses(tx, actor, owner, told)
  return done({ ...wanted, ...told }, version + 1)
}
