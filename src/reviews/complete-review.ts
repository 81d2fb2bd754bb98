import type { Static } from '@sinclair/typebox'
import { needStanding, openForWriting } from '../cases/open-for-writing.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed, Problem } from '../platform/errors.ts'
import { type Answer, type Context, checkVersion, created, found } from '../platform/operation.ts'
import { reasonsFor } from '../rules/reasons.ts'
import { mayFind, missingRatings, nextReviewDueOn } from '../rules/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlan } from '../support-plans/repository.ts'
import { findReview, insertReviewUnlessScheduled, setReviewDone } from './repository.ts'
import type { Review, ReviewCompletion, ReviewDone } from './schemas.ts'

/** Records what a review found, with the person's own ratings, and schedules the next. A finding takes nothing away by itself. */
export async function completeReview(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ReviewCompletion>,
): Promise<Answer<Static<typeof ReviewDone>>> {
  const { actor, now } = context
  const [the, held] = await Promise.all([
    openForWriting(tx, context, { table: 'review', id }),
    findReview(tx, actor, id),
  ])
  const { version, ...review } = found(held)
  needStanding(the, actor, 'care-coordinator')
  checkVersion(context, version)
  if (review.status !== 'scheduled') throw new Problem('review-done')
  const plan = found(await findPlan(tx, actor, review.supportPlanId))
  const errors = missingRatings(plan.outcomes, input.outcomeRatings)
  if (errors.length > 0) throw new Problem('review-incomplete', undefined, { errors })
  agreed(mayFind(input.finding, plan.lines, input))
  const ends = input.finding === 'end'
  const result = { ...input, reasons: agreed(reasonsFor(the.rules, input.reasons, ends || input.finding === 'reduce')) }

  const dueOn = nextReviewDueOn(the.rules, londonDate(now))
  const next = { caseId: the.id, supportPlanId: plan.id, kind: 'routine', dueOn } as const
  const [, nextReview] = await Promise.all([
    setReviewDone(tx, actor, id, result, now),
    ends ? undefined : insertReviewUnlessScheduled(tx, actor, next, now),
    setCaseMoment(tx, actor, the.id, ends ? 'budget-ended' : 'review-done', ends ? { endedAt: now } : {}),
    record(tx, actor, {
      type: 'review.done',
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: {
        kind: review.kind,
        finding: input.finding,
        reasons: result.reasons.map((reason) => reason.code),
        nextDueOn: ends ? null : dueOn,
      },
    }),
  ])
  const done: Review = { ...review, status: 'done', result, doneAt: now.toISOString() }
  return created(
    { review: done, nextReview: nextReview ? withoutVersion(nextReview) : null },
    `/v1/reviews/${id}`,
    version + 1,
  )
}

/** The review for the wire: without what only the ETag tells. */
export function withoutVersion({ version: _, ...review }: Review & { version: number }): Review {
  return review
}
