import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type BoundOperation, covers, type Mandate } from '../rules/people/mandate.ts'
import { listMandates } from './mandates-repository.ts'

/** Refuses a representative whose ground does not cover the operation; whoever acts in another role is asked nothing. */
export async function requireMandate(
  tx: Tx,
  actor: Actor,
  caseId: string,
  as: string,
  operation: BoundOperation,
): Promise<Mandate | undefined> {
  if (as !== 'representative') return undefined
  return requireReach(actor, await listMandates(tx, actor, caseId), operation)
}

/** The ground of these by which the actor may do the operation; refuses whoever acts on grounds that do not reach so far. */
export function requireReach(
  actor: Actor,
  mandates: readonly Mandate[],
  operation: BoundOperation,
): Mandate | undefined {
  const own = mandates.filter(({ actorId }) => actorId === actor.actorId)
  const fits = own.find((mandate) => covers(mandate, operation) === true)
  if (!fits && own[0]) orThrow(covers(own[0], operation))
  return fits
}
