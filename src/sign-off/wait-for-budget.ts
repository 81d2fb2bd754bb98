import type { LockedCase } from '../case-access/case.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { shortOfElements } from '../rules/planning/elements.ts'
import { checkTotal, type PlanLine } from '../rules/planning/plan-checks.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import type { BudgetLeft } from '../support-plans/budget-left.ts'
import { findPlan, setPlan } from '../support-plans/repository.ts'

/** By how much lines come to more than is left, where the scheme has no tier for that, or than is left of their elements; nothing where they fit. */
export function shortOf(
  lines: readonly PlanLine[],
  { leftPence, elementsLeft }: Pick<BudgetLeft, 'leftPence' | 'elementsLeft'>,
  rules: SchemeRules,
): Pence {
  const isOver = checkTotal(lines, leftPence, rules).length > 0
  const ofAll = isOver ? sumPence(lines.map((line) => line.amountPence)) - leftPence : 0
  return Math.max(ofAll, rules.split.kind === 'layered' ? shortOfElements(lines, elementsLeft) : 0)
}

/**
 * Has a plan whose notice is over wait for the budget. Who plans with the person is waited for, and it is told once, however often it is looked at. It takes effect by itself on the day on which it fits.
 */
export async function waitForBudget(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, schemeVersion }: LockedCase,
  planId: string,
  shortPence: Pence,
): Promise<Escalation> {
  const today = londonDate(now)
  const plan = await findPlan(tx, actor, planId)
  if (plan?.status !== 'awaiting-notice') return 'reported'
  const { waitsForBudget } = plan
  if (waitsForBudget?.shortPence !== shortPence)
    await setPlan(tx, actor, { ...plan, waitsForBudget: { since: waitsForBudget?.since ?? today, shortPence } })
  if (!waitsForBudget) {
    const facts = { shortPence }
    await record(tx, actor, {
      type: 'support-plan.waits-for-budget',
      subjectId: planId,
      caseId,
      at: now,
      schemeVersion,
      facts,
    })
  }
  return { lookAgainAfter: today }
}
