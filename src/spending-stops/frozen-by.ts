import { findLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { essentialLines, isHeldBy } from '../rules/concerns/freezes.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { findPlan } from '../support-plans/repository.ts'
import { listFrozen, listKinLines } from './frozen-repository.ts'

/** A payment or purchase that somebody is about to make or record. */
export interface WantedPayment {
  readonly caseId: string
  readonly planLineId: string
  /** Who is paid, by each name: as they are called there, and as they are registered. */
  readonly payees: readonly string[]
  /** Whom somebody types that was paid: nobody has looked at who that is, so that a name which could be of somebody else is held as theirs. */
  readonly typed?: string
}

/** Whether a payment is held today while a concern is looked into: whoever pays or records asks it, and says no more than that it cannot be made now. */
export async function frozenBy(
  reads: Reads,
  actor: Actor,
  { caseId, planLineId, payees, typed }: WantedPayment,
): Promise<boolean> {
  const freezes = await listFrozen(reads, actor, caseId)
  const essential = freezes.some(({ about }) => about !== 'payee') && (await isEssential(reads, actor, planLineId))
  const ofLine = !essential && freezes.some(({ about }) => about === 'line')
  const lines = ofLine ? await listKinLines(reads, actor, planLineId) : []
  return isHeldBy(freezes, { lines, payees: payees.map(foldName), typed: typed ?? null, essential })
}

/** Whether a line is one that is paid on: what keeps a crisis off, what there is for one, and what a crisis brought money to. */
export async function isEssential(reads: Reads, actor: Actor, planLineId: string): Promise<boolean> {
  const line = await findLine(reads, actor, planLineId)
  if (!line) return false
  const plan = await findPlan(reads, actor, line.supportPlanId)
  return plan !== undefined && (line.crisisPence > 0 || essentialLines(plan).includes(line.key))
}
