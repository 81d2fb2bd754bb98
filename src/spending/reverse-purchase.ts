import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { restartClock } from '../clocks/running-repository.ts'
import { listTakes, postReversal } from '../ledger/spending-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { backOf } from '../rules/spending/takes.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { findPlan, setPlan } from '../support-plans/repository.ts'
import { insertMarks } from './marks-repository.ts'
import { openPurchase } from './open-purchase.ts'
import { hasStandingPurchase, setReversed } from './repository.ts'
import type { NewReversal, Purchase } from './schemas.ts'

/** Reverses a purchase, wholly or in part: the line has its money back, or the scheme's funding where the line has closed, and both entries stay in the ledger. */
export async function reversePurchase(
  tx: Tx,
  context: Context,
  purchaseId: string,
  input: Static<typeof NewReversal>,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase, line } = await openPurchase(tx, context, purchaseId)
  const { planLineId } = purchase
  const standing = purchase.amountPence - purchase.reversedPence
  const amountPence = input.amountPence ?? standing
  if (amountPence > standing) throw invalidAt('/amountPence', `${inPounds(standing)} of the purchase stands`)
  const whole = amountPence === standing
  const takes = await listTakes(tx, actor, budgetCase.id, purchaseId)
  const reason = purchase.receipt === null ? 'reversed-without-receipt' : 'reversed-with-receipt'
  const marks = purchase.reversedPence === 0 ? [{ reason, likePurchaseId: null } as const] : []
  postReversal(tx, actor, line, purchaseId, backOf(line, takes, purchase.reversedPence, amountPence), now)
  const reversedPence = purchase.reversedPence + amountPence
  const reversedAt = whole ? now : null
  await Promise.all([
    setReversed(tx, actor, purchaseId, { reason: input.reason, reversedPence, reversedAt }),
    insertMarks(tx, actor, purchaseId, marks, now),
    record(tx, actor, {
      type: 'purchase.reversed',
      subjectId: purchaseId,
      caseId: budgetCase.id,
      at: now,
      facts: { planLineId, amountPence },
    }),
  ])
  await awaitFirstPayment(tx, context, budgetCase, line.supportPlanId)
  return created(
    {
      ...purchase,
      reversedPence,
      reversedAt: reversedAt?.toISOString() ?? null,
      reversalReason: input.reason,
      marks: [...purchase.marks, ...marks],
    },
    `/v1/purchases/${purchaseId}`,
  )
}

/**
 * A plan whose only payment was taken back waits for its first payment again, and its clock runs on where it stood. The review that the
 * payment set stays as it is: it was promised to the person, comes no later than one counted from the next payment, and is there to ask why
 * nothing was bought.
 */
async function awaitFirstPayment(
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
