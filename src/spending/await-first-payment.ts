import type { LockedCase } from '../case-access/case.ts'
import { restartClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlan, setPlan } from '../support-plans/repository.ts'
import { hasStandingPurchase } from './paid-repository.ts'

/**
 * A plan whose only purchase was taken back, or whose only payment came back, and that paid nothing else to the person or a provider, waits for its first payment again, and its clock runs on where it stood. The review that the
 * payment set stays as it is: it was promised to the person, comes no later than one counted from the next payment, and is there to ask why
 * nothing was bought.
 */
export async function awaitFirstPayment(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  supportPlanId: string,
): Promise<void> {
  if (budgetCase.endedAt !== null) return
  const [plan, bought] = await Promise.all([
    findPlan(tx, actor, supportPlanId),
    hasStandingPurchase(tx, actor, supportPlanId),
  ])
  if (plan?.status !== 'active' || bought) return
  await Promise.all([
    setPlan(tx, actor, { ...plan, status: 'agreed' }),
    restartClock(tx, actor, 'first-payment', plan.id, 'payment-made', londonDate(now)),
    record(tx, actor, { type: 'support-plan.awaits-payment', subjectId: plan.id, caseId: budgetCase.id, at: now }),
  ])
}
