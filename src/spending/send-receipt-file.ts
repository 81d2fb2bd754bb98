import { keepDocument, requireExpected } from '../documents/keep-document.ts'
import { scanTold } from '../documents/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { StoredFile } from '../platform/http/files.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { stopChasing } from './chases-repository.ts'
import { followFirstPayment } from './follow-first-payment.ts'
import { markOfDocument } from './mark-of-document.ts'
import { insertMarks } from './marks-repository.ts'
import { openPurchase } from './open-purchase.ts'
import { canBeReplaced } from './receipt-counts.ts'
import { findReceiptFile, isBeingAudited, setReceiptFile } from './receipt-file-repository.ts'
import type { Purchase } from './schemas.ts'

/**
 * What the document of a receipt is sent for: one that was filed. It has to be the document whose hash was filed: what was looked at then is what is kept. Where nobody
 * can get that one, since it was harmful or could not be scanned, or where an audit found that it shows nothing, another copy takes its place; but not while the purchase is looked at in an audit.
 * Changes nothing.
 */
export async function checkReceiptFile(tx: Tx, context: Context, purchaseId: string, file: Pick<StoredFile, 'sha256'>) {
  const { actor } = context
  const { budgetCase, purchase, line } = await openPurchase(tx, context, purchaseId, { forPapers: true })
  const { receipt } = purchase
  if (receipt === null) throw new Problem('wrong-state', 'The receipt is filed first, with the hash of its document')
  const replaces = receipt.file !== null && canBeReplaced(receipt.file)
  if (receipt.file !== null && !replaces)
    throw new Problem('receipt-held', 'The document of this receipt is here already')
  if (replaces && (await isBeingAudited(tx, actor, purchaseId)))
    throw new Problem('receipt-held', 'The receipt of this purchase stays as it is for now')
  requireExpected(file, receipt.documentHash, receipt.file?.scan ?? null)
  return { budgetCase, purchase, line, receipt, replaces }
}

/** Sends the document of a receipt that was filed, once it is checked. Nobody waits for the receipt any more: with its document it shows that something was paid. */
export async function sendReceiptFile(
  tx: Tx,
  context: Context,
  purchaseId: string,
  file: StoredFile,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase, line, receipt, replaces } = await checkReceiptFile(tx, context, purchaseId, file)
  const first = replaces ? await findReceiptFile(tx, actor, purchaseId) : undefined
  if (replaces) {
    // Another copy is another document: it is looked at as one that is filed.
    const same = await markOfDocument(tx, actor, purchaseId, file.sha256)
    await insertMarks(tx, actor, purchaseId, same, now)
  }
  await keepDocument(tx, actor, budgetCase.id, file, { now, replaced: first?.documentId })
  await setReceiptFile(tx, actor, receipt.id, file)
  await stopChasing(tx, actor, purchaseId)
  await record(tx, actor, {
    type: 'purchase.receipt-file-sent',
    subjectId: purchaseId,
    caseId: budgetCase.id,
    at: now,
    facts: { sizeBytes: file.sizeBytes, replaces },
  })
  await followFirstPayment(tx, context, budgetCase, line.supportPlanId)
  const { mediaType, sizeBytes, scan } = file
  return created(
    {
      ...purchase,
      receiptDueOn: null,
      receiptPausedOn: null,
      receipt: {
        ...receipt,
        documentHash: file.sha256,
        file: { mediaType, sizeBytes, ...scanTold(scan), refusedAt: null },
      },
    },
    `/v1/purchases/${purchaseId}`,
  )
}
