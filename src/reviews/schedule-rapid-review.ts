import type { LockedCase } from '../case-access/case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { rapidReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { insertReviewUnlessScheduled } from './repository.ts'

/** Sets a rapid review within the scheme's days, unless one is set already. */
export async function scheduleRapidReview(tx: Tx, { actor, now }: Context, budgetCase: LockedCase): Promise<void> {
  const { id: caseId, rules } = budgetCase
  const dueOn = rapidReviewDueOn(rules, londonDate(now))
  const review = await insertReviewUnlessScheduled(tx, actor, { caseId, kind: 'rapid', dueOn }, now)
  if (review)
    await record(tx, actor, {
      type: 'review.scheduled',
      subjectId: review.id,
      caseId,
      at: now,
      facts: { kind: 'rapid', dueOn },
    })
}
