import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../cases/case.ts'
import { needStanding, openForWriting } from '../cases/open-for-writing.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed, Problem } from '../platform/errors.ts'
import { type Answer, type Context, checkVersion, created, found } from '../platform/operation.ts'
import { defaultInstrument } from '../rules/instruments.ts'
import { unknownDomains } from '../rules/needs.ts'
import { isPlanning } from '../rules/progress.ts'
import { reasonsFor } from '../rules/reasons.ts'
import { mayFind, missingRatings, routeOfFinding } from '../rules/reviews.ts'
import { type Route, waitedForAt } from '../rules/sign-off.ts'
import { findPlan } from '../support-plans/repository.ts'
import { finishReview, withoutVersion } from './finish-review.ts'
import { findReview, setReview, type VersionedReview } from './repository.ts'
import type { ReviewCompletion, ReviewDone, ReviewResult } from './schemas.ts'

/**
 * Records what a review found, with the person's own ratings, and schedules the next. A finding takes nothing away by itself; one
 * that would reduce support which holds a need back waits for the tier that the scheme names.
 */
export async function completeReview(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ReviewCompletion>,
): Promise<Answer<Static<typeof ReviewDone>>> {
  const { actor } = context
  const [the, held] = await Promise.all([
    openForWriting(tx, context, { table: 'review', id }),
    findReview(tx, actor, id),
  ])
  const review = found(held)
  needStanding(the, actor, 'care-coordinator')
  checkVersion(context, review.version)
  if (review.status === 'done') throw new Problem('review-done')
  if (review.status !== 'scheduled') throw new Problem('wrong-state', 'The finding waits to be confirmed')
  const plan = found(await findPlan(tx, actor, review.supportPlanId))
  const errors = [
    ...missingRatings(plan.outcomes, input.outcomeRatings),
    ...unknownDomains(defaultInstrument, input.domainRatings, '/domainRatings'),
  ]
  if (errors.length > 0) throw new Problem('review-incomplete', undefined, { errors })
  agreed(mayFind(input.finding, plan.lines, input))
  const adverse = input.finding === 'end' || input.finding === 'reduce'
  const result = { ...input, reasons: agreed(reasonsFor(the.rules, input.reasons, adverse)) }
  const route = agreed(routeOfFinding(the.rules, input.finding, plan.lines, plan.agreedPence ?? plan.totalPence))
  if (route && isPlanning(the.moment))
    throw new Problem('wrong-state', 'A changed plan is on its way to its decision, which comes first')
  const done = route
    ? await sendUp(tx, context, the, review, result, route)
    : await finishReview(tx, context, the, review, result)
  return created(done, `/v1/reviews/${id}`, review.version + 1)
}

/** Sends a finding to the tier that confirms it, or does not. Nothing changes for the person meanwhile. */
async function sendUp(
  tx: Tx,
  { actor, now }: Context,
  the: LockedCase,
  review: VersionedReview,
  result: ReviewResult,
  route: Route,
): Promise<Static<typeof ReviewDone>> {
  const waiting = {
    ...review,
    status: 'awaiting-decision',
    result,
    route: { ...route, confirmed: null, words: null, byName: null },
  } as const
  await Promise.all([
    setReview(tx, actor, waiting),
    setCaseMoment(tx, actor, the.id, 'finding-to-confirm', {
      waitingFor: waitedForAt(the.rules, route.tier),
      tier: route.tier,
    }),
    record(tx, actor, {
      type: 'review.finding-routed',
      subjectId: review.id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { finding: result.finding, tier: route.tier, because: route.because },
    }),
  ])
  return { review: withoutVersion(waiting), nextReview: null }
}
