import type { LockedCase } from '../case-access/case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { firstReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import type { LocalDate } from '../shared/dates.ts'
import { insertReviewUnlessScheduled } from './repository.ts'

/** Sets the first review of a plan, counted from the day of its first payment, whenever that was written down. */
export async function scheduleFirstReview(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  paidOn: LocalDate,
): Promise<void> {
  const dueOn = firstReviewDueOn(budgetCase.rules, paidOn)
  const review = await insertReviewUnlessScheduled(tx, actor, { caseId: budgetCase.id, kind: 'first', dueOn }, now)
  if (review)
    await record(tx, actor, {
      type: 'review.scheduled',
      subjectId: review.id,
      caseId: budgetCase.id,
      at: now,
      facts: { kind: 'first', dueOn },
    })
}
