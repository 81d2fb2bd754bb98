import type { LockedCase } from '../case-access/case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { insertReviewUnlessScheduled, voidReview } from '../reviews/repository.ts'
import { nextReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { findAgreedPlan } from '../support-plans/repository.ts'

/**
 * What the review found is void, and a case that it ended is open again: nothing of the budget has changed. Overturned: it goes on
 * as it was. Varied: the review is done again, as soon as a rapid one would be. A plan that is under way by now goes on.
 */
export async function followOnReview(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  reviewId: string,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const plan = await findAgreedPlan(tx, actor, budgetCase.id)
  const today = londonDate(now)
  const next =
    outcome === 'varied'
      ? ({
          kind: 'rapid',
          dueOn: workingDaysAfter(today, budgetCase.rules.reviews.rapidWithinWorkingDays),
          because: 'appeal',
        } as const)
      : ({ kind: 'routine', dueOn: nextReviewDueOn(budgetCase.rules, today) } as const)
  await Promise.all([
    voidReview(tx, actor, reviewId),
    plan && insertReviewUnlessScheduled(tx, actor, { caseId: budgetCase.id, ...next }, now),
    record(tx, actor, { type: 'review.void', subjectId: reviewId, caseId: budgetCase.id, at: now, facts: { outcome } }),
  ])
}
