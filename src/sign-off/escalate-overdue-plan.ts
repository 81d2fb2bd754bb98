import { reportLate } from '../breaches/report-late.ts'
import type { LockedCase } from '../case-access/case.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { dueOn } from '../rules/progress/clocks.ts'
import { daysAt, nextTier } from '../rules/sign-off/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { isRefusal } from '../shared/outcome.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { countedPence, findBudgetLeft } from '../support-plans/budget-left.ts'
import { findPlan } from '../support-plans/repository.ts'
import { escalate } from './escalate.ts'

/**
 * Passes a plan up one tier because it was not decided on in time. The new tier has its own days before the plan goes up again, also
 * where the clock gives no more: the person was promised the first day, and sees that it is late. At the top it is reported, and waits.
 */
export async function escalateOverduePlan(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  clock: KeptClock,
): Promise<Escalation> {
  const { actor, now } = context
  const plan = await findPlan(tx, actor, clock.subjectId)
  if (plan?.status !== 'awaiting-decision' || plan.tier === null) return 'reported'
  const counted = countedPence(plan, await findBudgetLeft(tx, actor, plan.caseId, plan.id))
  const route = nextTier(budgetCase.rules, counted, plan.tier, 'breach')
  if (isRefusal(route)) return reportLate(tx, context, budgetCase, clock)
  const today = londonDate(now)
  const { clock: extended } = await escalate(tx, context, budgetCase, plan, route)
  const ownDays = workingDaysAfter(today, daysAt(budgetCase.rules, route.tier, 0))
  const due = extended ? dueOn(extended, today) : ownDays
  return { lookAgainAfter: [due, ownDays].sort().at(-1) ?? due }
}
