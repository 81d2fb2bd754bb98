import type { LockedCase } from '../case-access/case.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { scheduleFirstReview } from '../reviews/schedule-what-follows.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'

/**
 * The first payment makes the plan active, and has its first review set where none is. Its clock stops on the day of the payment: one that
 * was made in time and written down late is no breach.
 */
export async function activatePlan(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  plan: Plan,
  paidOn: LocalDate,
): Promise<void> {
  if (plan.status !== 'agreed') return
  const { actor, now } = context
  await Promise.all([
    setPlan(tx, actor, { ...plan, status: 'active' }),
    stopClock(tx, actor, 'first-payment', plan.id, paidOn),
    record(tx, actor, { type: 'support-plan.active', subjectId: plan.id, caseId: budgetCase.id, at: now }),
    scheduleFirstReview(tx, context, budgetCase, paidOn),
  ])
}
