import type { Static } from '@sinclair/typebox'
import { factsOf } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { findSettlement, requireSettledServices } from '../current-services/replaced-services.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, refusedAfter } from '../platform/http/operation.ts'
import type { SplitRules } from '../rules/budgets/budget-rules.ts'
import type { ReachedService } from '../rules/planning/cover-sources.ts'
import type { Reduction } from '../rules/planning/preventive.ts'
import { takenAway } from '../rules/planning/reductions.ts'
import { mayAgreeElement } from '../rules/progress/may.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { isTooLow } from '../rules/sign-off/identity.ts'
import { carries, tally } from '../rules/sign-off/panel.ts'
import { agreedLines, decidedShares, type LineOutcome } from '../rules/sign-off/part-agreement.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { highEnough, isBelow } from '../rules/sign-off/sign-off.ts'
import type { TierRules } from '../rules/sign-off/sign-off-rules.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { isRefusal } from '../shared/outcome.ts'
import type { LookAtLines } from '../spending-checks/look-at-lines.ts'
import { requireBudgetLeft } from '../support-plans/budget-left.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { toSupportPlan } from '../support-plans/in-force.ts'
import { checkContent, openPlan } from '../support-plans/open-plan.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'
import { reducedLines } from '../words/reductions.ts'
import { identityUnconfirmed } from '../words/routes.ts'
import { conditionsOfPlan, lessByPlan, type PlanCircumstances, unexplained } from './circumstances.ts'
import { acceptedGaps, decidedLines, requireNothingTaken } from './decided-lines.ts'
import { type Decider, requireDecider, requireHeard } from './decider.ts'
import {
  giveNotice,
  type OnAgreed,
  type OnReplaced,
  openAgreed,
  requireUnfrozen,
  supersedePlan,
  takesEffectAfter,
} from './put-in-force.ts'
import { listVotes, tallyDecision } from './repository.ts'
import type { PlanDecided, PlanDecision } from './schemas.ts'

/** What follows from a decision, or comes before it, and is another domain's to do. */
export interface Later {
  readonly onAgreed: OnAgreed
  readonly onReplaced: OnReplaced
  readonly lookAtLines: LookAtLines
}

/**
 * Decides on a plan at the tier where it is. What is agreed opens for spending, in the same transaction, and comes to the agreed
 * budget: every line of the plan, or some, each refused one with its reason. A meeting or panel decides as its votes carry.
 */
export async function decideSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: PlanDecision,
  { onAgreed, onReplaced, lookAtLines }: Later,
): Promise<Answer<Static<typeof PlanDecided>>> {
  const { actor, now } = context
  const { outcome } = input
  const { budgetCase, plan } = await openPlan(tx, context, id, 'awaiting-decision')
  const [{ tier, inPlaceOf, circumstances, route }, settlement] = await Promise.all([
    requireDecider(tx, context, budgetCase, plan, 'decide'),
    findSettlement(tx, actor, budgetCase.id),
  ])
  checkContent(plan, input.contentHash)
  const lines = decidedLines(plan, input)
  if (tier.quorum) await requireVotes(tx, context, tier, id, outcome, lines)
  const heard = await requireHeard(tx, context, budgetCase, plan)
  const opened = agreedLines(plan.lines, lines)
  const inPart = outcome === 'agreed-in-part'
  const terms = termsAgreed(budgetCase.rules.split, plan, lines, settlement.services, input)
  const keys = opened.map(({ key }) => key)
  const inTheWay = terms && (await lookAtLines(tx, context, budgetCase, plan, keys))
  if (inTheWay) return refusedAfter(inTheWay)
  const less = terms && lessByPlan(budgetCase.rules, { lines: opened }, circumstances)
  const reduced = less ? takenAway(less, plan.reductions) : []
  if (inPart) requireNothingTaken(terms && circumstances.beside, plan, lines, reduced)
  const takesAway = reduced.length > 0
  const reasons = orThrow(reasonsFor(budgetCase.rules, input.reasons, outcome !== 'agreed' || takesAway))
  const beside = terms && circumstances.beside
  if (terms) {
    if (budgetCase.rules.split.kind === 'layered') orThrow(mayAgreeElement(await factsOf(tx, context, budgetCase.id)))
    if (!isRefusal(route) && isTooLow(budgetCase.rules, tier.tier, route))
      throw new Problem('not-the-decider', identityUnconfirmed)
    if (less?.guarded.length) requireGuarded(budgetCase.rules, tier, route, plan, circumstances)
    requireSettledServices(settlement, context, plan.lines, opened)
    requireBudgetLeft(budgetCase.rules, circumstances.budget, opened)
    if (beside) await requireUnfrozen(tx, actor, budgetCase, beside, opened, reduced)
    orThrow(
      highEnough(
        budgetCase.rules,
        tier.tier,
        conditionsOfPlan(budgetCase.rules, { ...plan, lines: opened }, circumstances),
      ),
    )
    if (takesAway) await giveNotice(tx, context, budgetCase, id)
    else {
      if (beside) await supersedePlan(tx, context, budgetCase, beside, id, onReplaced, opened)
      // Before the letter is written, which tells what stays beside the lines that are in force.
      await openAgreed(tx, context, budgetCase, id, opened, circumstances.budget, onAgreed, terms?.shares)
    }
  }
  const told = takesAway ? 'agreed-with-reduction' : outcome
  const endsAfter = takesAway ? takesEffectAfter(budgetCase.rules, now) : null

  const decided: Plan = {
    ...plan,
    status: takesAway ? 'awaiting-notice' : inPart ? 'agreed' : outcome,
    tier: null,
    agreedAt: terms ? now.toISOString() : null,
    agreedPence: terms?.agreedPence ?? null,
    takesEffectAfter: endsAfter,
    period: terms ? (circumstances.budget?.period ?? null) : null,
    agreedLimitPence: terms ? tier.limitPence : null,
  }
  const fresh = {
    caseId: budgetCase.id,
    subject: 'support-plan',
    subjectId: id,
    subjectVersion: plan.submittedVersion ?? plan.version,
    outcome: told,
    tier: tier.tier,
    reasons,
    gapsAcceptedBecause: terms?.gapsAcceptedBecause ?? null,
    schemeVersion: budgetCase.schemeVersion,
    lines: inPart ? lines : null,
    shares: terms?.shares ?? null,
    heard,
    inPlaceOf,
  } as const
  const refused = inPart ? lines.filter((line) => line.outcome === 'refused').map(({ line }) => line) : []
  const facts = {
    tier: tier.tier,
    totalPence: plan.totalPence,
    reasons: reasons.map((reason) => reason.code),
    ...(inPlaceOf ? { inPlaceOf: inPlaceOf.actorId } : {}),
  }
  const [decision] = await Promise.all([
    keepDecision(tx, context, budgetCase, { ...fresh, reasons }, aboutPlan(plan, beside, reduced, endsAfter)),
    setPlan(tx, actor, decided),
    stopClock(tx, actor, 'plan-decision', id, londonDate(now)),
    record(tx, actor, {
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      ...(inPart
        ? { type: toldAs[outcome], facts: { ...facts, agreedPence: terms?.agreedPence ?? 0, refusedLines: refused } }
        : endsAfter
          ? {
              type: 'support-plan.agreed-with-reduction',
              facts: {
                ...facts,
                reducedLines: [...new Set(reduced.map(({ line }) => line))],
                takesEffectAfter: endsAfter,
              },
            }
          : { type: toldAs[outcome], facts }),
    }),
  ])
  tallyDecision(tx, actor, decision.id)
  return created({ decision, supportPlan: toSupportPlan(decided) }, `/v1/decisions/${decision.id}`, plan.version + 1)
}

const toldAs = {
  agreed: 'support-plan.agreed',
  'agreed-in-part': 'support-plan.agreed-in-part',
  returned: 'support-plan.returned',
  refused: 'support-plan.refused',
} as const

/** Refuses to take away what the person relies on without what the plan has to say of it, and below the tier that decides on that now. */
function requireGuarded(
  rules: SchemeRules,
  { tier }: TierRules,
  route: Decider['route'],
  plan: Plan,
  circumstances: PlanCircumstances,
): void {
  const errors = unexplained(rules, plan, circumstances)
  if (errors.length > 0) throw new Problem('plan-incomplete', undefined, { errors })
  if (!isRefusal(route) && isBelow(rules, tier, route.tier))
    throw new Problem('not-the-decider', 'Less of support that holds a need back is decided one tier up: escalate it')
}

/** What the letter tells of: the plan, the one that it takes the place of, and what is lost by it. */
function aboutPlan(
  plan: Plan,
  beside: PlanInForce | undefined,
  reduced: readonly Reduction[],
  until: LocalDate | null,
) {
  const titleOf = (key?: string) => plan.lines.find((line) => line.key === key)?.title ?? null
  const lost = reducedLines(reduced).map((line) => {
    const declared = plan.reductions?.find((one) => one.line === line.line)
    return {
      ...line,
      because: declared?.because ?? null,
      words: declared?.words ?? null,
      fallback: titleOf(declared?.fallbackLine ?? undefined),
    }
  })
  return { plan, replaced: beside?.plan, ...(until ? { reduction: { lines: lost, until } } : {}) }
}

/** Refuses an outcome that the votes do not carry. */
async function requireVotes(
  tx: Tx,
  { actor }: Context,
  tier: TierRules,
  planId: string,
  outcome: PlanDecision['outcome'],
  lines: readonly LineOutcome[],
): Promise<void> {
  const votes = await listVotes(tx, actor, planId)
  orThrow(carries(tally(tier, votes), votes, outcome, lines))
}

/** What goes with an agreement, and with no other outcome. */
function termsAgreed(
  split: SplitRules,
  plan: Plan,
  lines: readonly LineOutcome[],
  services: readonly ReachedService[],
  input: PlanDecision,
) {
  if (input.outcome !== 'agreed' && input.outcome !== 'agreed-in-part') return undefined
  const { gapsAcceptedBecause = null, shares = null } = input
  const agreedPence = sumPence(agreedLines(plan.lines, lines).map((line) => line.amountPence))
  return {
    agreedPence,
    gapsAcceptedBecause: acceptedGaps(plan, lines, services, gapsAcceptedBecause),
    shares: orThrow(decidedShares(split, shares, agreedPence)),
  }
}
