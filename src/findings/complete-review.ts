import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { startClock } from '../clocks/running-repository.ts'
import { requireUnannounced } from '../closing/announce-ending.ts'
import { findGuarded, requireDependencesKnown } from '../closing/guarded-ending.ts'
import { requireScores } from '../needs-assessments/open-assessment.ts'
import { findPersonSubject } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, created, orNotFound } from '../platform/http/operation.ts'
import { findReview, setReview, type VersionedReview, withoutVersion } from '../reviews/repository.ts'
import type { ReviewResult } from '../reviews/schemas.ts'
import { defaultInstrument } from '../rules/assessment/instruments.ts'
import { unknownDomains } from '../rules/assessment/needs.ts'
import { agreementFits, saidOnFits } from '../rules/people/recording.ts'
import { mayEndGuarded } from '../rules/planning/reductions.ts'
import { mayFind, missingRatings, outcomeOfFinding, routeOfFinding } from '../rules/reviews-and-appeals/reviews.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { daysAt, type Route } from '../rules/sign-off/sign-off.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlan } from '../support-plans/repository.ts'
import { routeSentence } from '../words/routes.ts'
import { finishReview } from './finish-review.ts'
import { requireUnfrozen } from './keep-finding.ts'
import type { ReviewCompletion, ReviewDone } from './schemas.ts'

/**
 * Records what a review found, with the person's own ratings, and schedules the next. A finding changes no line of the plan; one that
 * is to reduce or end is a decision, with its letter, and one that would reduce support which holds a need back waits first for the
 * tier that the scheme names.
 */
export async function completeReview(
  tx: Tx,
  context: Context,
  id: string,
  input: ReviewCompletion,
): Promise<Answer<Static<typeof ReviewDone>>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'review', id }),
    findReview(tx, actor, id),
  ])
  const review = orNotFound(held)
  requireCaseRole(budgetCase, actor, 'care-coordinator')
  checkVersion(context, review.version)
  if (review.status === 'done' || review.status === 'void') throw new Problem('review-done')
  if (review.status !== 'scheduled') throw new Problem('wrong-state', 'The finding waits to be confirmed')
  const plan = orNotFound(await findPlan(tx, actor, review.supportPlanId))
  const errors = [
    ...missingRatings(plan.outcomes, input.outcomeRatings),
    ...unknownDomains(defaultInstrument, input.domainRatings, '/domainRatings'),
  ]
  if (errors.length > 0) throw new Problem('review-incomplete', undefined, { errors })
  requireScores(input.measures)
  const [guarded, person] = await Promise.all([
    findGuarded(tx, context, budgetCase),
    findPersonSubject(tx, actor.commissionerId, budgetCase.personId),
  ])
  const signsIn = orNotFound(person).subject !== null
  orThrow(mayFind(input, guarded, signsIn, londonDate(now)))
  if (input.finding === 'end') await requireDependencesKnown(tx, context, budgetCase, input.dependenceKnown)
  if (input.finding === 'end') orThrow(mayEndGuarded(guarded, input.preventive ?? null, signsIn))
  const ends = input.finding === 'end' ? input.personAgreement : null
  const [since, today] = [londonDate(budgetCase.openedAt), londonDate(now)]
  const saidFor = input.finding === 'end' ? input.personAgreement.saidFor : input.saidFor
  if (ends) {
    orThrow(agreementFits(ends, 'care-coordinator', since, today))
    await requireUnannounced(tx, context, budgetCase.id)
  } else orThrow(saidOnFits(saidFor, since, today))
  await requireUnfrozen(tx, context, budgetCase, input.finding)
  const adverse = outcomeOfFinding(input.finding) !== undefined
  const { saidFor: _, dependenceKnown: __, ...found } = { saidFor, dependenceKnown: undefined, ...input }
  const result: ReviewResult = {
    personAgrees: true,
    preventiveEvidence: null,
    ...found,
    ...(ends ? { personAgreement: { on: ends.on, words: ends.words } } : {}),
    reasons: orThrow(reasonsFor(budgetCase.rules, input.reasons, adverse)),
  }
  const route = orThrow(routeOfFinding(budgetCase.rules, input.finding, guarded, plan.agreedPence ?? plan.totalPence))
  const done = route
    ? await sendUp(tx, context, budgetCase, review, result, route)
    : await finishReview(tx, context, budgetCase, review, result, { tier: 'care-coordinator' }, ends?.saidFor)
  // An end that takes its course is kept as an agreement of its own, which undoes more.
  const said = { kind: 'review', subjectId: id, as: 'care-coordinator', words: input.words, saidFor } as const
  if (!ends || route) await keepSaidFor(tx, context, budgetCase, said)
  return created(done, `/v1/reviews/${id}`, review.version + 1)
}

/** Sends a finding to the tier that confirms it, or does not, within the days of that tier. Nothing changes for the person meanwhile. */
async function sendUp(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  review: VersionedReview,
  result: ReviewResult,
  route: Route,
): Promise<Static<typeof ReviewDone>> {
  const { tier, because } = route
  const waiting = {
    ...review,
    status: 'awaiting-decision',
    result,
    route: { tier, because, sentence: routeSentence(route), confirmed: null, words: null, byName: null },
  } as const
  const workingDays = daysAt(budgetCase.rules, tier, 0)
  const clock = { caseId: budgetCase.id, kind: 'finding-decision', subjectId: review.id, workingDays } as const
  await Promise.all([
    setReview(tx, actor, waiting),
    startClock(tx, actor, clock, londonDate(now)),
    record(tx, actor, {
      type: 'review.finding-routed',
      subjectId: review.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { finding: result.finding, tier, because },
    }),
  ])
  return { review: withoutVersion(waiting), nextReview: null, decision: null }
}
