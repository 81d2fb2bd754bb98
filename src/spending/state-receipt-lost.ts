import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { insertLoss } from './losses-repository.ts'
import { openPurchase } from './open-purchase.ts'
import { counts } from './receipt-counts.ts'
import type { NewReceiptLoss } from './receipt-schemas.ts'
import type { Purchase } from './schemas.ts'

/** Says that there is no receipt any more, also of one whose hash was filed and whose document nobody sent or shows nothing. Until somebody accepts it, it is missing as before. */
export async function stateReceiptLost(
  tx: Tx,
  context: Context,
  purchaseId: string,
  { because }: Static<typeof NewReceiptLoss>,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase } = await openPurchase(tx, context, purchaseId, { forPapers: true })
  const file = purchase.receipt?.file
  if (file && counts(file)) throw new Problem('receipt-held')
  if (purchase.receiptLoss !== null) throw new Problem('wrong-state', 'It has been said already')
  await insertLoss(tx, actor, purchaseId, because, now)
  await record(tx, actor, { type: 'purchase.receipt-lost', subjectId: purchaseId, caseId: budgetCase.id, at: now })
  const receiptLoss = { because, saidAt: now.toISOString(), acceptedBecause: null, acceptedAt: null }
  return created({ ...purchase, receiptLoss }, `/v1/purchases/${purchaseId}`)
}
