import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { listKnownReceipts } from '../waiting-claims/known-receipts-repository.ts'

/** The mark of a purchase whose receipt was seen before, of another purchase or of what somebody claimed back, of whichever person; none where it was not. */
export async function markOfDocument(tx: Tx, actor: Actor, purchaseId: string, hash: string) {
  const [first] = await listKnownReceipts(tx, actor, hash, purchaseId)
  return first ? [{ reason: 'same-document' as const, likePurchaseId: first.purchaseId }] : []
}
