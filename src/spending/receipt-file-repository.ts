import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { KeptFile } from '../platform/http/files.ts'

export async function setReceiptFile(tx: Tx, actor: Actor, receiptId: string, documentId: string): Promise<void> {
  await tx
    .updateTable('receipt')
    .set({ document_id: documentId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('receipt_id', '=', receiptId)
    .execute()
}

/** The document of a purchase's receipt, where it was sent. */
export async function findReceiptFile(reads: Reads, actor: Actor, purchaseId: string): Promise<KeptFile | undefined> {
  const row = await reads
    .selectFrom('receipt as r')
    .innerJoin('document as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.document_id', '=', 'r.document_id'),
    )
    .select(['d.document_id as documentId', 'd.media_type as mediaType', 'd.sha256', 'r.receipt_id'])
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.purchase_id', '=', purchaseId)
    .executeTakeFirst()
  return row && { ...row, name: `receipt-${row.receipt_id}` }
}
