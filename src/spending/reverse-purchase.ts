import type { Static } from '@sinclair/typebox'
import { postRelease, postReversal } from '../ledger/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { openPurchase } from './open-purchase.ts'
import { setReversed } from './repository.ts'
import type { NewReversal, Purchase } from './schemas.ts'

/** Reverses a purchase: the line has its money back, or the scheme's funding where the line has closed, and both entries stay in the ledger. */
export async function reversePurchase(
  tx: Tx,
  context: Context,
  purchaseId: string,
  input: Static<typeof NewReversal>,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { the, purchase, line } = await openPurchase(tx, context, purchaseId)
  const { planLineId, amountPence } = purchase
  await Promise.all([
    setReversed(tx, actor, purchaseId, input.reason, now),
    postReversal(tx, actor, { caseId: the.id, planLineId, purchaseId, amountPence }, now),
    line.status === 'closed' ? postRelease(tx, actor, the.id, [[planLineId, amountPence]], now) : undefined,
    record(tx, actor, {
      type: 'purchase.reversed',
      subjectId: purchaseId,
      caseId: the.id,
      at: now,
      facts: { planLineId, amountPence },
    }),
  ])
  return created(
    { ...purchase, reversedAt: now.toISOString(), reversalReason: input.reason },
    `/v1/purchases/${purchaseId}`,
  )
}
