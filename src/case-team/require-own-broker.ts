import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { requireAnother } from '../staff/same-human.ts'
import type { CaseMember } from './schemas.ts'

/** Who coordinates brokers gives a person one of their own organisation, and not themselves: with that they would see the plan and the money. */
export async function requireOwnBroker(
  tx: Tx,
  actor: Actor,
  { actorId, organisationId }: Pick<CaseMember, 'actorId' | 'organisationId'>,
): Promise<void> {
  if (organisationId !== actor.organisationId) throw invalidAt('/organisationId', 'is the one that you coordinate for')
  await requireAnother(tx, actor, [actorId], 'Somebody else makes you the broker of a person')
}
