import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { causeOf, mayBeDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { findAgreedPlan } from '../support-plans/repository.ts'
import { findScheduledReview, insertReview } from './repository.ts'
import type { NewReview, Review } from './schemas.ts'

/** Schedules a review. The person can ask for one at any time, and so can whoever works with them. */
export async function scheduleReview(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewReview>,
): Promise<Answer<Review>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([openForWriting(tx, context, caseId), findAgreedPlan(tx, actor, caseId)])
  const by = requireCaseRole(
    budgetCase,
    actor,
    'person',
    'representative',
    'care-coordinator',
    'broker',
    'commissioner-officer',
  )
  orNotFound(held, 'nothing-to-review')
  orThrow(mayBeDueOn(budgetCase.rules, input.kind, input.dueOn, londonDate(now)))
  const because = orThrow(causeOf(input.kind, input.because ?? null, by))
  const scheduled = await findScheduledReview(tx, actor, caseId, input.kind)
  if (scheduled) throw new Problem('review-scheduled', undefined, { conflict: { kind: 'review', id: scheduled } })
  const { version, ...review } = await insertReview(tx, actor, { caseId, ...input, because }, now)
  await record(tx, actor, {
    type: 'review.scheduled',
    subjectId: review.id,
    caseId,
    at: now,
    facts: { kind: input.kind, dueOn: input.dueOn, because },
  })
  return created(review, `/v1/reviews/${review.id}`, version)
}
