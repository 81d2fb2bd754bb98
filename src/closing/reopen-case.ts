import type { LockedCase } from '../case-access/case.ts'
import { setEnding } from '../case-access/kept-repository.ts'
import { restartClock } from '../clocks/running-repository.ts'
import { listLines, reopenLines } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { reopenReviews } from '../reviews/repository.ts'
import { londonDate } from '../shared/dates.ts'
import { findEndedPlan, redraftWithdrawn, reopenPlan } from '../support-plans/ending-repository.ts'

/**
 * Opens a case again that had ended, since an appeal was won: the plan that ended with it is in force again, its lines have what was
 * released, the reviews that were still open are to come, and a draft that was withdrawn by the end can be finished, save one that is agreed by the appeal. The days in between do not count.
 */
export async function reopenCase(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  agreedPlanId?: string,
): Promise<void> {
  const { actor, now } = context
  const today = londonDate(now)
  const [plan, lines, reviews] = await Promise.all([
    findEndedPlan(tx, actor, budgetCase.id),
    listLines(tx, actor, budgetCase.id),
    reopenReviews(tx, actor, budgetCase.id),
    setEnding(tx, actor, budgetCase.id, null),
    budgetCase.endedAt && redraftWithdrawn(tx, actor, budgetCase.id, budgetCase.endedAt, agreedPlanId),
  ])
  const waiting = reviews.filter(({ status }) => status === 'awaiting-decision')
  await Promise.all(waiting.map(({ id }) => restartClock(tx, actor, 'finding-decision', id, 'budget-ended', today)))
  if (!plan) return
  const own = lines.filter((line) => line.supportPlanId === plan.id)
  const spent = own.some((line) => line.spentPence > 0)
  await Promise.all([
    reopenPlan(tx, actor, plan.id, spent ? 'active' : 'agreed'),
    reopenLines(tx, actor, budgetCase.id, own, now),
    spent ? undefined : restartClock(tx, actor, 'first-payment', plan.id, 'budget-ended', today),
    record(tx, actor, {
      type: 'support-plan.reopened',
      subjectId: plan.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
    }),
  ])
}
