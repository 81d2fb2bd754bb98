import type { Static } from '@sinclair/typebox'
import { requireIndependent } from '../case-access/require-independent.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { accountWaits, findAskedContact, setContact, setContactAsked } from './contact-repository.ts'
import { lockPayee } from './ending-repository.ts'
import { findPayee } from './repository.ts'
import { requireElsewhere } from './require-elsewhere.ts'
import type { Payee, PayeeContact } from './schemas.ts'

/**
 * Has a payee reached in another way, by the second who asks for the same: what is told there is what stops an account that is not theirs, so that whoever changed it alone could give another account unseen. They are told in the way that was known before, and neither of the two gives or confirms an account of theirs while the change is new.
 * Not while an account waits: its owner is told where they were known when it was given.
 */
export async function changePayeeContact(
  tx: Tx,
  { actor, now }: Context,
  payeeId: string,
  { contact, toldOn = null }: Static<typeof PayeeContact>,
): Promise<Answer<Payee>> {
  orNotFound(await lockPayee(tx, actor, payeeId))
  const [held, asked, waits] = await Promise.all([
    findPayee(tx, actor, payeeId, londonDate(now)),
    findAskedContact(tx, actor, payeeId),
    accountWaits(tx, actor, payeeId),
  ])
  const payee = orNotFound(held)
  if (payee.endedAt !== null) throw new Problem('wrong-state', 'This payee was ended')
  if (payee.contact === contact) throw new Problem('wrong-state', 'They are reached so already')
  if (waits) throw new Problem('wrong-state', 'An account of theirs waits: decide on it first')
  await requireElsewhere(tx, actor, payee, 'Somebody from elsewhere changes how your own organisation is reached')
  await requireIndependent(tx, actor, { payeeId })
  const happened = { subjectId: payeeId, caseId: null, at: now }
  if (asked?.contact !== contact) {
    if (toldOn !== null) throw invalidAt('/toldOn', 'The second who asks for it says when they were told')
    await setContactAsked(tx, actor, payeeId, contact, now)
    await record(tx, actor, { ...happened, type: 'payee.contact-asked' })
    return done({ ...payee, contactAskedAt: now.toISOString() })
  }
  await requireSecondPerson(tx, actor, [asked.askedBy], 'Another than who asked for it changes it')
  if ((payee.contact === null) !== (toldOn === null))
    throw invalidAt('/toldOn', 'Say on which day they were told in the way that was known before, where one was')
  if (toldOn !== null && (toldOn < londonDate(asked.askedAt) || toldOn > londonDate(now)))
    throw invalidAt('/toldOn', 'lies between the day on which it was asked for and today')
  const change = { contact, before: payee.contact, askedBy: asked.askedBy, toldOn }
  await setContact(tx, actor, payeeId, change, now)
  await record(tx, actor, { ...happened, type: 'payee.contact-changed' })
  return done(orNotFound(await findPayee(tx, actor, payeeId, londonDate(now))))
}
