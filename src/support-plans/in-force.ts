import { type AgreedLine, grantedOf, listActiveLines, listHeldPeriods } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { heldSince, type LineNow } from '../rules/planning/preventive.ts'
import { findAgreedPlan, type Plan } from './repository.ts'
import type { SupportPlan } from './schemas.ts'

/** The plan that a case spends under, and its lines as they were opened. */
export interface PlanInForce {
  readonly plan: Plan
  readonly opened: readonly AgreedLine[]
}

export async function findPlanInForce(reads: Reads, actor: Actor, caseId: string): Promise<PlanInForce | undefined> {
  const [plan, opened] = await Promise.all([
    findAgreedPlan(reads, actor, caseId),
    listActiveLines(reads, actor, caseId),
  ])
  return plan && { plan, opened: opened.filter((line) => line.supportPlanId === plan.id) }
}

/** The lines of a plan that the person has: one that was refused is in its text, and nothing that they have. */
export function linesOpened(plan: Pick<Plan, 'id' | 'lines'>, opened: readonly AgreedLine[]): PlanLine[] {
  return plan.lines.filter(({ key }) => opened.some((line) => line.supportPlanId === plan.id && line.key === key))
}

/**
 * The lines that the person has now, each with what is left of it and since when they have had it: what the guard looks at.
 */
export async function findLinesNow(reads: Reads, actor: Actor, caseId: string): Promise<LineNow[]> {
  const [inForce, periods] = await Promise.all([
    findPlanInForce(reads, actor, caseId),
    listHeldPeriods(reads, actor, caseId),
  ])
  if (!inForce) return []
  return inForce.opened.flatMap((opened) => {
    const { key, spentPence, deployment, instrument, holderId } = opened
    const line = inForce.plan.lines.find((one) => one.key === key)
    const since = heldSince(periods.filter((period) => period.key === key))
    // How it is held can have changed since it was agreed, at the person's word.
    const paidOutPence = opened.heldPence + opened.pendingPence
    const leftPence = grantedOf(opened) - spentPence
    const now = { deployment, instrument, holderId, leftPence, paidOutPence, spentPence, since }
    return line ? [{ ...line, ...now }] : []
  })
}

/** The plan for the wire: without its authors and what only the ETag tells. */
export function toSupportPlan(held: Plan): SupportPlan {
  const { version: _, authorIds: __, agreedLimitPence: ___, supersededBy: ____, ...plan } = held
  return plan
}
