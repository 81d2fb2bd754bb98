import type { LockedCase } from '../case-access/case.ts'
import { announceEnding, endsAfter } from '../closing/announce-ending.ts'
import { endingNotice, findGuarded, lostByEnding } from '../closing/guarded-ending.ts'
import type { Decision } from '../decisions/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { insertReviewUnlessScheduled, setReview, type VersionedReview, withoutVersion } from '../reviews/repository.ts'
import type { ReviewResult } from '../reviews/schemas.ts'
import type { SaidFor } from '../rules/people/recording.ts'
import { nextReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { type FoundBy, keepFinding } from './keep-finding.ts'
import type { ReviewDone } from './schemas.ts'

/**
 * Keeps a review as done, with what it found and the decision where that takes something away, and schedules the next. An agreed end is
 * announced, and a finding that asks for a change asks for a changed plan.
 */
export async function finishReview(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  review: VersionedReview,
  result: ReviewResult,
  by: FoundBy,
  saidFor: SaidFor | null = null,
): Promise<typeof ReviewDone.static> {
  const { actor, now } = context
  const today = londonDate(now)
  const ends = result.finding === 'end'
  const dueOn = nextReviewDueOn(budgetCase.rules, today)
  const next = { caseId: budgetCase.id, kind: 'routine', dueOn } as const
  const done = { ...review, status: 'done', result, doneAt: now.toISOString() } as const
  const guarded = ends ? await findGuarded(tx, context, budgetCase) : []
  const notice = endingNotice(budgetCase.rules, guarded)
  const until = endsAfter(now, notice)
  const about = ends ? { endsAfter: until, ...lostByEnding(guarded, result.preventive ?? null, until) } : {}
  const decision = await keepFinding(tx, context, budgetCase, review, result, by, about)
  // In this order: the review that is done makes room for the next of its kind.
  const [, nextReview] = await Promise.all([
    setReview(tx, actor, done),
    insertReviewUnlessScheduled(tx, actor, next, now),
    ends ? announce(tx, context, budgetCase, review, result, { decision, saidFor, notice }) : undefined,
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
        nextDueOn: dueOn,
      },
    }),
  ])
  return { review: withoutVersion(done), nextReview: nextReview ? withoutVersion(nextReview) : null, decision }
}

/** The end that the care coordinator records as agreed takes effect later, so that the person can call it off: it was not their own act. */
async function announce(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  review: VersionedReview,
  { personAgreement }: ReviewResult,
  { decision, saidFor, notice }: { decision: Decision | null; saidFor: SaidFor | null; notice: number },
): Promise<void> {
  const words = personAgreement?.words ?? null
  const decisionId = decision?.id ?? null
  const end = { ending: 'ended-at-review', words, decisionId } as const
  const { id } = await announceEnding(tx, context, budgetCase, end, notice)
  const said = { kind: 'ending-agreement', subjectId: id, as: 'care-coordinator', words, saidFor } as const
  await keepSaidFor(tx, context, budgetCase, { ...said, before: { reviewId: review.id } })
}
