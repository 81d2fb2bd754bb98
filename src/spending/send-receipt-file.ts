import { insertDocument } from '../documents/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { StoredFile } from '../platform/http/files.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { openPurchase } from './open-purchase.ts'
import { setReceiptFile } from './receipt-file-repository.ts'
import type { Purchase } from './schemas.ts'

/** Sends the document of a receipt that was filed. It has to be the document whose hash was filed: what was looked at then is what is kept. */
export async function sendReceiptFile(
  tx: Tx,
  context: Context,
  purchaseId: string,
  file: StoredFile,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase } = await openPurchase(tx, context, purchaseId)
  const { receipt } = purchase
  if (receipt === null) throw new Problem('wrong-state', 'The receipt is filed first, with the hash of its document')
  if (receipt.file !== null) throw new Problem('receipt-held', 'The document of this receipt is here already')
  if (receipt.documentHash !== file.sha256) throw new Problem('document-differs')
  await insertDocument(tx, actor, budgetCase.id, file, now)
  await setReceiptFile(tx, actor, receipt.id, file.id)
  await record(tx, actor, {
    type: 'purchase.receipt-file-sent',
    subjectId: purchaseId,
    caseId: budgetCase.id,
    at: now,
    facts: { sizeBytes: file.sizeBytes },
  })
  const { mediaType, sizeBytes } = file
  return created(
    { ...purchase, receipt: { ...receipt, file: { mediaType, sizeBytes } } },
    `/v1/purchases/${purchaseId}`,
  )
}
