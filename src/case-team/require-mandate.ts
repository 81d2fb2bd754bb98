import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { covers, type Mandate, type RepresentativeAct } from '../rules/people/mandate.ts'
import { listMandates } from './mandates-repository.ts'

/** Refuses a representative whose ground does not cover the act; whoever acts in another role is asked nothing. */
export async function requireMandate(
  tx: Tx,
  actor: Actor,
  caseId: string,
  as: string,
  act: RepresentativeAct,
): Promise<Mandate | undefined> {
  if (as !== 'representative') return undefined
  const own = (await listMandates(tx, actor, caseId)).filter(({ actorId }) => actorId === actor.actorId)
  const fits = own.find((mandate) => covers(mandate, act) === true)
  if (!fits && own[0]) orThrow(covers(own[0], act))
  return fits
}
