import type { Static } from '@sinclair/typebox'
import { refillFloat } from '../ledger/float-repository.ts'
import { postOwn } from '../ledger/own-money-repository.ts'
import { postReversal } from '../ledger/spending-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { isAskedFor } from '../rules/spending/missing-receipts.ts'
import { inPounds, type Pence, proportion } from '../shared/money.ts'
import { isRefusal, type Refusal } from '../shared/outcome.ts'
import { stopChasing } from './chases-repository.ts'
import { followTakenBack } from './follow-first-payment.ts'
import { insertMarks } from './marks-repository.ts'
import { openPurchase } from './open-purchase.ts'
import { payForTheRest, wayBackOf } from './pay-for-purchase.ts'
import { counts } from './receipt-counts.ts'
import { setReversed } from './repository.ts'
import type { NewReversal, Purchase } from './schemas.ts'

/** Reverses a purchase, wholly or in part: the line has its money back, or the scheme's funding where the line has closed, and both entries stay in the ledger. */
export async function reversePurchase(
  tx: Tx,
  context: Context,
  purchaseId: string,
  input: Static<typeof NewReversal>,
): Promise<Answer<Purchase>> {
  const opened = await openPurchase(tx, context, purchaseId)
  return created(orThrow(await takeBack(tx, context, opened, input)), `/v1/purchases/${purchaseId}`)
}

/**
 * Takes back what was paid back of a purchase: all of what stands of it, where no amount is said. A refusal, with nothing changed, while what was paid for it is
 * with the bank. A receipt that was asked for is waited for on, unless there is evidence (`inEvidence`) that all of it came back.
 */
export async function takeBack(
  tx: Tx,
  context: Context,
  { budgetCase, purchase, line }: Awaited<ReturnType<typeof openPurchase>>,
  input: Static<typeof NewReversal>,
  inEvidence: () => Promise<Pence> = async () => 0,
): Promise<Purchase | Refusal<'wrong-state'>> {
  const { actor, now } = context
  const purchaseId = purchase.id
  const { planLineId } = purchase
  const standing = purchase.amountPence - purchase.reversedPence
  const amountPence = input.amountPence ?? standing
  if (amountPence > standing) throw invalidAt('/amountPence', `${inPounds(standing)} of the purchase stands`)
  const whole = amountPence === standing
  const isOver = whole && (!isAskedFor(purchase) || (await inEvidence()) >= purchase.amountPence)
  const way = await wayBackOf(tx, context, line, purchase, amountPence)
  if (isRefusal(way)) return way
  await payForTheRest(tx, context, line, purchase, way)
  // A hash that was typed is no receipt yet.
  const file = purchase.receipt?.file
  const reason = file && counts(file) ? 'reversed-with-receipt' : 'reversed-without-receipt'
  const marks = purchase.reversedPence === 0 ? [{ reason, likePurchaseId: null } as const] : []
  postReversal(tx, actor, line, purchaseId, way.backs, now)
  await refillFloat(tx, actor, purchaseId, amountPence, now)
  const reversedPence = purchase.reversedPence + amountPence
  // All that came back by now in the parts in which it was paid, so that several parts add up to the penny.
  const ownReversedPence = proportion(purchase.ownPence, reversedPence, purchase.amountPence)
  const own = { kind: 'own-money-back', purchaseId, pence: ownReversedPence - purchase.ownReversedPence } as const
  postOwn(tx, actor, line, own, now)
  const reversedAt = whole ? now : null
  await Promise.all([
    setReversed(tx, actor, purchaseId, { reason: input.reason, reversedPence, ownReversedPence, reversedAt }),
    insertMarks(tx, actor, purchaseId, marks, now),
    isOver ? stopChasing(tx, actor, purchaseId) : undefined,
    record(tx, actor, {
      type: 'purchase.reversed',
      subjectId: purchaseId,
      caseId: budgetCase.id,
      at: now,
      facts: { planLineId, amountPence, ownPence: own.pence },
    }),
  ])
  await followTakenBack(tx, context, budgetCase, line.supportPlanId)
  return {
    ...purchase,
    reversedPence,
    ownReversedPence,
    reversedAt: reversedAt?.toISOString() ?? null,
    reversalReason: input.reason,
    ...(isOver && { receiptDueOn: null, receiptPausedOn: null }),
  }
}
