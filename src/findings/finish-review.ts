import type { LockedCase } from '../case-access/case.ts'
import { closeCase } from '../closing/close-case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { insertReviewUnlessScheduled, setReview, type VersionedReview, withoutVersion } from '../reviews/repository.ts'
import type { ReviewResult } from '../reviews/schemas.ts'
import { nextReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { type FoundBy, keepFinding } from './keep-finding.ts'
import type { ReviewDone } from './schemas.ts'

/**
 * Keeps a review as done, with what it found and the decision where that takes something away, and schedules the next. An agreed end ends
 * the case, and a finding that asks for a change asks for a changed plan.
 */
export async function finishReview(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  review: VersionedReview,
  result: ReviewResult,
  by: FoundBy,
): Promise<typeof ReviewDone.static> {
  const { actor, now } = context
  const today = londonDate(now)
  const ends = result.finding === 'end'
  const dueOn = nextReviewDueOn(budgetCase.rules, today)
  const next = { caseId: budgetCase.id, kind: 'routine', dueOn } as const
  const done = { ...review, status: 'done', result, doneAt: now.toISOString() } as const
  const decision = await keepFinding(tx, context, budgetCase, review, result, by)
  // In this order: the review that is done makes room for the next of its kind.
  const [, nextReview] = await Promise.all([
    setReview(tx, actor, done),
    ends ? undefined : insertReviewUnlessScheduled(tx, actor, next, now),
    ends ? closeCase(tx, context, budgetCase, { ending: 'ended-at-review' }) : undefined,
    record(tx, actor, {
      type: 'review.done',
      subjectId: review.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: {
        kind: review.kind,
        finding: result.finding,
        reasons: result.reasons.map((reason) => reason.code),
        nextDueOn: ends ? null : dueOn,
      },
    }),
  ])
  return { review: withoutVersion(done), nextReview: nextReview ? withoutVersion(nextReview) : null, decision }
}
