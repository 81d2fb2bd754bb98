import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findIndependence, type MoneyOf } from './independence-repository.ts'
import { requireStaff } from './open-for-writing.ts'

/**
 * Refuses whoever is not registered as staff, so that two accounts of one human are not taken for two people, and whoever would act on money of their own case, a
 * relative's, or a payee to whom they declared a tie.
 */
export async function requireIndependent(reads: Reads, actor: Actor, of: MoneyOf): Promise<void> {
  const { registered, own } = await findIndependence(reads, actor, of)
  requireStaff({ writer: { humanId: actor.actorId, registered, own, conflicted: false } })
}
