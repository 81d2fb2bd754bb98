import type { Static } from '@sinclair/typebox'
import { stopClock } from '../clocks/running-repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { agreed, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { carries, tally } from '../rules/sign-off/panel.ts'
import { agreedLines, decidedShares } from '../rules/sign-off/part-agreement.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { highEnough } from '../rules/sign-off/sign-off.ts'
import type { TierRules } from '../rules/sign-off/sign-off-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { needBudgetLeft } from '../support-plans/budget-left.ts'
import { checkContent, openPlan, toSupportPlan } from '../support-plans/open-plan.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'
import { conditionsOfPlan, findCircumstances } from './circumstances.ts'
import { acceptedGaps, decidedLines, needNothingTaken } from './decided-lines.ts'
import { needDecider } from './decider.ts'
import { openAgreed } from './open-agreed.ts'
import { listVotes } from './repository.ts'
import type { PlanDecided, PlanDecision } from './schemas.ts'
import { needSettledServices } from './settled-services.ts'
import { needUnfrozen, supersedePlan } from './supersede-plan.ts'

type Input = Static<typeof PlanDecision>

/**
 * Decides on a plan at the tier where it is. What is agreed opens for spending, in the same transaction, and comes to the agreed
 * budget: every line of the plan, or some, each refused one with its reason. A meeting or panel decides as its votes carry.
 */
export async function decideSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Input,
): Promise<Answer<Static<typeof PlanDecided>>> {
  const { actor, now } = context
  const { outcome } = input
  const { the, plan } = await openPlan(tx, context, id, 'awaiting-decision')
  const { tier, inPlaceOf } = await needDecider(tx, actor, the, plan)
  checkContent(plan, input.contentHash)
  const lines = decidedLines(plan, input)
  if (tier.quorum) await needVotes(tx, context, tier, id, outcome, lines)
  const reasons = agreed(reasonsFor(the.rules, input.reasons, outcome !== 'agreed'))
  const gapsAcceptedBecause = acceptedGaps(plan, lines, input.gapsAcceptedBecause ?? null)
  const opened = agreedLines(plan.lines, lines)
  const agreedPence = opened.length > 0 ? sumPence(opened.map((line) => line.amountPence)) : null
  const shares = sharesAgreed(the.rules.split, input, agreedPence)
  const inPart = outcome === 'agreed-in-part'
  const circumstances = agreedPence === null ? undefined : await findCircumstances(tx, actor, plan)
  const beside = circumstances?.beside
  if (circumstances) {
    if (inPart) needNothingTaken(beside, plan, lines)
    await needSettledServices(tx, context, plan, opened)
    needBudgetLeft(the.rules, circumstances.budget, opened)
    if (beside) await needUnfrozen(tx, actor, the, beside, opened)
    agreed(highEnough(the.rules, tier.tier, conditionsOfPlan(the.rules, { ...plan, lines: opened }, circumstances)))
    if (beside) await supersedePlan(tx, context, the, beside, id)
    // Before the letter is written, which tells what stays beside the lines that are in force.
    await openAgreed(tx, context, the, id, opened)
  }

  const decided: Plan = {
    ...plan,
    status: inPart ? 'agreed' : outcome,
    tier: null,
    agreedAt: agreedPence === null ? null : now.toISOString(),
    agreedPence,
  }
  const fresh = {
    caseId: the.id,
    subject: 'support-plan',
    subjectId: id,
    subjectVersion: plan.submittedVersion ?? plan.version,
    outcome,
    tier: tier.tier,
    reasons,
    gapsAcceptedBecause,
    schemeVersion: the.schemeVersion,
    lines: inPart ? lines : null,
    shares,
    inPlaceOf,
  } as const
  const refused = inPart ? lines.filter((line) => line.outcome === 'refused').map(({ line }) => line) : []
  const [decision] = await Promise.all([
    keepDecision(tx, context, the, { ...fresh, reasons }, { plan, replaced: beside?.plan }),
    setPlan(tx, actor, decided),
    stopClock(tx, actor, 'plan-decision', id, londonDate(now)),
    record(tx, actor, {
      type: `support-plan.${outcome}`,
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: {
        tier: tier.tier,
        totalPence: plan.totalPence,
        reasons: reasons.map((reason) => reason.code),
        ...(inPart ? { agreedPence, refusedLines: refused } : {}),
        ...(inPlaceOf ? { inPlaceOf: inPlaceOf.actorId } : {}),
      },
    }),
  ])
  return created({ decision, supportPlan: toSupportPlan(decided) }, `/v1/decisions/${decision.id}`, plan.version + 1)
}

/** Refuses an outcome that the votes do not carry. */
async function needVotes(
  tx: Tx,
  { actor }: Context,
  tier: TierRules,
  planId: string,
  outcome: Input['outcome'],
  lines: NonNullable<Input['lines']>,
): Promise<void> {
  const votes = await listVotes(tx, actor, planId)
  agreed(carries(tally(tier, votes), votes, outcome, lines))
}

/** The shares go with an agreement, and with nothing else. */
function sharesAgreed(
  split: Parameters<typeof decidedShares>[0],
  { shares = null }: Input,
  agreedPence: number | null,
) {
  if (agreedPence !== null) return agreed(decidedShares(split, shares, agreedPence))
  if (shares !== null) throw new Problem('shares-not-decided-here', 'Shares are set where something is agreed')
  return null
}
