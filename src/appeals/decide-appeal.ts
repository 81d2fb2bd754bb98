import type { Static } from '@sinclair/typebox'
import { findRival } from '../case-access/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { findLessOpened } from '../closing/opened-again.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import type { ReachedService } from '../rules/planning/cover-sources.ts'
import { checkTotal } from '../rules/planning/plan-checks.ts'
import { takenAway } from '../rules/planning/reductions.ts'
import { type AppealOutcome, mayOverturn } from '../rules/reviews-and-appeals/appeals.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { decidedShares, strayReasons } from '../rules/sign-off/part-agreement.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { londonDate } from '../shared/dates.ts'
import { expectedRoute, findCircumstances, lessByPlan, type PlanCircumstances } from '../sign-off/circumstances.ts'
import { acceptedGaps, requireClear, wholeOf } from '../sign-off/decided-lines.ts'
import { listParts } from '../sign-off/parts-repository.ts'
import { isSignatureDisputed } from '../sign-off/repository.ts'
import { type BudgetLeft, countedPence } from '../support-plans/budget-left.ts'
import { findPlan, type Plan } from '../support-plans/repository.ts'
import type { About } from '../words/letters/facts.ts'
import { followOn, whyNothingFollows } from './follow-on.ts'
import { lookAtWon } from './look-at-won.ts'
import { openAppeal, withoutVersion } from './open-appeal.ts'
import { setAppeal } from './repository.ts'
import type { Restored } from './restore-taken.ts'
import { requireReviewer } from './reviewer.ts'
import type { AppealDecided, AppealDecision } from './schemas.ts'

/** Decides an appeal, by a reviewer who took no part in the decision, and starts what follows from it in the same transaction. */
export async function decideAppeal(
  tx: Tx,
  context: Context,
  id: string,
  input: AppealDecision,
): Promise<Answer<Static<typeof AppealDecided>>> {
  const { actor, now } = context
  const open = await openAppeal(tx, context, id, 'lodged')
  const { budgetCase, appeal, decision: against, rules } = open
  const tierRole = await requireReviewer(tx, actor, open)
  if (against.subject === 'health-need' && input.outcome === 'overturned')
    throw new Problem(
      'wrong-state',
      'Nobody agrees a health need in the place of a GP: vary, and the practice is asked again',
    )
  const [plan, rival, services] = await Promise.all([
    planOf(tx, actor, against, input.outcome),
    budgetCase.endedAt === null ? undefined : findRival(tx, actor, budgetCase),
    listServicesOf(tx, actor, budgetCase.id),
  ])
  const reasons = orThrow(reasonsFor(rules, input.reasons, input.outcome !== 'overturned'))
  const elsewhere = whyNothingFollows(budgetCase, rival, against)
  const keeps = against.outcome === 'agreed-with-reduction'
  const wins = plan && input.outcome === 'overturned' && !elsewhere && !keeps
  if (wins && (await isSignatureDisputed(tx, actor, plan.id)))
    throw new Problem(
      'wrong-state',
      'The person says that a signature on the plan is not theirs: vary, and it is signed and decided on again',
    )
  if (wins) {
    const [circumstances, taken] = await Promise.all([
      findCircumstances(tx, actor, plan, now),
      listParts(tx, actor, plan),
    ])
    const budget = orNotFound(circumstances.budget, 'budget-not-disclosed')
    const route = expectedRoute(rules, plan, { ...circumstances, taken })
    orThrow(mayOverturn(rules, tierRole, against.tier, countedPence(plan, budget), route))
    requireRoom(rules, budget, plan)
    requireNothingReduced(rules, plan, circumstances)
  }
  const agreesWhole = input.outcome === 'overturned' && !elsewhere && (wins || !plan)
  const inTheWay =
    agreesWhole && (await lookAtWon(tx, context, { ...budgetCase, rules }, against, wins ? plan : undefined))
  if (inTheWay) return refusedAfter(inTheWay)
  const terms = termsAgreed(rules, wins ? plan : undefined, services, input)
  const made = {
    caseId: budgetCase.id,
    subject: 'appeal',
    subjectId: id,
    subjectVersion: appeal.version,
    outcome: input.outcome,
    tier: 'reviewer',
    reasons,
    gapsAcceptedBecause: terms?.gapsAcceptedBecause ?? null,
    schemeVersion: against.schemeVersion,
    shares: terms?.shares ?? null,
  } as const
  const reopens = input.outcome !== 'upheld' && !elsewhere && against.subject !== 'waiting-claim'
  const leftPence = reopens ? await findLessOpened(tx, actor, budgetCase, wins ? plan.id : undefined) : undefined
  // Before the letter is written, which tells of it.
  const restored = await followOn(
    tx,
    context,
    budgetCase,
    { appealId: id, decision: against, plan, rival, shares: terms?.shares ?? null, tierRole },
    input.outcome,
  )
  const about = { appealed: against, elsewhere, leftPence, ...(wins ? { plan } : {}), ...aboutRestored(restored, now) }
  const decision = await keepDecision(tx, context, { ...budgetCase, rules }, { ...made, reasons }, about)
  await Promise.all([
    setAppeal(tx, actor, id, { status: input.outcome, outcomeDecisionId: decision.id, endedAt: now }),
    stopClock(tx, actor, 'appeal-decision', id, londonDate(now)),
    record(tx, actor, {
      type: toldAs[input.outcome],
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: against.schemeVersion,
      facts: { decisionId: against.id, reasons: reasons.map((reason) => reason.code) },
    }),
  ])
  const after = {
    ...appeal,
    status: input.outcome,
    dueOn: null,
    outcomeDecisionId: decision.id,
    endedAt: now.toISOString(),
  }
  return created({ appeal: withoutVersion(after), decision }, `/v1/decisions/${decision.id}`, appeal.version + 1)
}

const toldAs = { upheld: 'appeal.upheld', varied: 'appeal.varied', overturned: 'appeal.overturned' } as const

/** What the letter tells of what is given back, and the plan by which the person has it. */
function aboutRestored(restored: Restored | undefined, now: Date): Pick<About, 'plan' | 'replaced' | 'restored'> {
  if (!restored) return {}
  const { plan, replaced, lines } = restored
  return { ...(plan && replaced ? { plan, replaced } : {}), restored: { on: londonDate(now), lines } }
}

/** The plan that a decision was on. One that has gone on since is not agreed to by an appeal against what was decided before. */
async function planOf(tx: Tx, actor: Actor, decision: Decision, outcome: AppealOutcome): Promise<Plan | undefined> {
  if (decision.subject !== 'support-plan') return undefined
  const plan = orNotFound(await findPlan(tx, actor, decision.subjectId))
  if (decision.outcome === 'agreed-with-reduction') return plan
  const stands = plan.submittedVersion === decision.subjectVersion
  const onItsWay = plan.status === 'awaiting-signatures' || plan.status === 'awaiting-decision'
  if (outcome !== 'overturned' || (stands && !onItsWay && plan.status !== 'superseded')) return plan
  throw new Problem(
    'wrong-state',
    'The plan has gone on since the decision: vary, and what was not agreed is planned and decided on again',
  )
}

/** What goes with the agreement to a plan. Overturned is also what is no plan, or a plan of a case that goes on elsewhere: nothing goes with that. */
function termsAgreed(
  { split }: SchemeRules,
  plan: Plan | undefined,
  services: readonly ReachedService[],
  input: AppealDecision,
) {
  if (input.outcome !== 'overturned') return undefined
  const { gapsAcceptedBecause = null, shares = null, reasons } = input
  if (plan) {
    requireClear(strayReasons(plan.lines, [], reasons))
    return {
      gapsAcceptedBecause: acceptedGaps(plan, wholeOf(plan, 'agreed'), services, gapsAcceptedBecause),
      shares: orThrow(decidedShares(split, shares, plan.totalPence)),
    }
  }
  if (shares === null) return undefined
  const errors = [{ pointer: '/shares', code: 'shares-not-decided-here', detail: 'is for a plan that is agreed' }]
  throw new Problem('shares-not-decided-here', 'Shares are set where a plan is agreed', { errors })
}

/** Refuses to agree at once to what would take away what the person relies on: that has a notice, and a decision that can be appealed. */
function requireNothingReduced(rules: SchemeRules, plan: Plan, circumstances: PlanCircumstances): void {
  const [reduced] = takenAway(lessByPlan(rules, plan, circumstances), plan.reductions)
  if (reduced)
    throw new Problem(
      'wrong-state',
      `There would be less of “${reduced.title}”: vary, and it is decided on with notice`,
    )
}

/** Refuses to agree to more than the budget has left, where the scheme has no tier for that. */
function requireRoom(rules: SchemeRules, { leftPence }: BudgetLeft, plan: Plan): void {
  const [fault] = checkTotal(plan.lines, leftPence, rules)
  if (fault) throw new Problem('wrong-state', `${fault.detail}: vary, and a plan is made for what is left`)
}
