import type { Static } from '@sinclair/typebox'
import { stopClock } from '../cases/clocks.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { insertDecision } from '../decisions/repository.ts'
import { openLines } from '../ledger/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed, Problem } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { carries, tally } from '../rules/panel.ts'
import { hasGapsAtWorst } from '../rules/plan-checks.ts'
import { reasonsFor } from '../rules/reasons.ts'
import { londonDate } from '../shared/dates.ts'
import { needDecider } from './decider.ts'
import { checkContent, openPlan, toSupportPlan } from './open-plan.ts'
import { type Plan, setPlan } from './repository.ts'
import { listVotes } from './sign-off-repository.ts'
import type { PlanDecided, PlanDecision } from './sign-off-schemas.ts'

const moments = { agreed: 'plan-agreed', returned: 'plan-returned', refused: 'plan-refused' } as const

/**
 * Decides on a plan at the tier where it is. Agreed opens its lines for spending, in the same transaction: the plan's total is
 * then the agreed budget. A meeting or panel decides as its votes carry.
 */
export async function decideSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof PlanDecision>,
): Promise<Answer<Static<typeof PlanDecided>>> {
  const { actor, now } = context
  const { outcome } = input
  const { the, plan } = await openPlan(tx, context, id, 'awaiting-decision')
  const tier = await needDecider(tx, actor, the, plan)
  checkContent(plan, input.contentHash)
  if (tier.quorum) agreed(carries(tally(tier.quorum, await listVotes(tx, actor, id)), outcome))
  const reasons = agreed(reasonsFor(the.rules, input.reasons, outcome !== 'agreed'))
  const gapsAcceptedBecause = outcome === 'agreed' ? acceptedGaps(plan, input.gapsAcceptedBecause ?? null) : null

  const decided: Plan = {
    ...plan,
    status: outcome,
    tier: null,
    agreedAt: outcome === 'agreed' ? now.toISOString() : null,
  }
  const made = {
    caseId: the.id,
    subject: 'support-plan',
    subjectId: id,
    subjectVersion: plan.submittedVersion ?? plan.version,
    outcome,
    tier: tier.tier,
    reasons,
    gapsAcceptedBecause,
    schemeVersion: the.schemeVersion,
  } as const
  const [decision] = await Promise.all([
    insertDecision(tx, actor, { ...made, reasons }, now),
    setPlan(tx, actor, decided),
    stopClock(tx, actor, 'plan-decision', id, londonDate(now)),
    setCaseMoment(tx, actor, the.id, moments[outcome]),
    outcome === 'agreed' ? openLines(tx, actor, plan, now) : undefined,
    record(tx, actor, {
      type: `support-plan.${outcome}`,
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { tier: tier.tier, totalPence: plan.totalPence, reasons: reasons.map((reason) => reason.code) },
    }),
  ])
  return created({ decision, supportPlan: toSupportPlan(decided) }, `/v1/decisions/${decision.id}`, plan.version + 1)
}

/** Why the decider accepts that nobody can be called at some of the person's worst times; both they and the person must. */
function acceptedGaps(plan: Plan, because: string | null): string | null {
  if (plan.crisisContingency === null || !hasGapsAtWorst(plan.crisisContingency)) return null
  if (because !== null) return because
  throw new Problem('gaps-not-accepted', undefined, {
    errors: [
      {
        pointer: '/gapsAcceptedBecause',
        code: 'gaps-not-accepted',
        detail: 'nobody can be called at some of the person’s worst times',
      },
    ],
  })
}
