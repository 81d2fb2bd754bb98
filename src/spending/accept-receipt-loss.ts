import type { Static } from '@sinclair/typebox'
import { findLine } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { stopChasing } from './chases-repository.ts'
import { followFirstPayment } from './follow-first-payment.ts'
import { findLoser, setLossAccepted } from './losses-repository.ts'
import { openForOversight } from './open-for-oversight.ts'
import type { ReceiptLossAcceptance } from './receipt-schemas.ts'
import type { Purchase } from './schemas.ts'

/** Accepts that a receipt is lost: somebody else than who bought it and who says so. Nobody waits for it any more. */
export async function acceptReceiptLoss(
  tx: Tx,
  context: Context,
  purchaseId: string,
  { because }: Static<typeof ReceiptLossAcceptance>,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase } = await openForOversight(tx, context, purchaseId)
  const { receiptLoss } = purchase
  if (receiptLoss === null || receiptLoss.acceptedAt !== null)
    throw new Problem('wrong-state', 'Nobody says that this receipt is lost, or it has been accepted already')
  if ((await findLoser(tx, actor, purchaseId)) === budgetCase.writer.humanId) throw new Problem('second-person-needed')
  await setLossAccepted(tx, actor, purchaseId, because, now)
  await stopChasing(tx, actor, purchaseId)
  const at = { subjectId: purchaseId, caseId: budgetCase.id, at: now }
  await record(tx, actor, { type: 'purchase.receipt-loss-accepted', ...at })
  const line = await findLine(tx, actor, purchase.planLineId)
  if (line) await followFirstPayment(tx, context, budgetCase, line.supportPlanId)
  return done({
    ...purchase,
    receiptDueOn: null,
    receiptPausedOn: null,
    receiptLoss: { ...receiptLoss, acceptedBecause: because, acceptedAt: now.toISOString() },
  })
}
