import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { KeptFile, StoredFile } from '../platform/http/files.ts'

/** Names the document of a receipt; where it takes the place of one that nobody can get, by its own hash. */
export async function setReceiptFile(
  tx: Tx,
  actor: Actor,
  receiptId: string,
  { id, sha256 }: Pick<StoredFile, 'id' | 'sha256'>,
): Promise<void> {
  await tx
    .updateTable('receipt')
    .set({ document_id: id, document_hash: sha256 })
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
    .select([
      'd.document_id as documentId',
      'd.media_type as mediaType',
      'd.sha256',
      'd.scan',
      'd.gone_because as goneBecause',
      'r.receipt_id',
    ])
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.purchase_id', '=', purchaseId)
    .executeTakeFirst()
  return row && { ...row, name: `receipt-${row.receipt_id}` }
}

/** Whether a purchase was drawn for audit, and nothing was found of it yet. */
export async function isBeingAudited(tx: Tx, actor: Actor, purchaseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('audit_sample_item')
    .select('item_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .where('finding', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
