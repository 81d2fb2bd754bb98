import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'

export async function insertLoss(tx: Tx, actor: Actor, purchaseId: string, because: string, now: Date): Promise<void> {
  await tx
    .insertInto('receipt_loss')
    .values({
      commissioner_id: actor.commissionerId,
      purchase_id: purchaseId,
      because,
      said_by: actor.actorId,
      said_at: now,
    })
    .execute()
}

/** Who said that the receipt is lost, as the human that they are. */
export async function findLoser(reads: Reads, actor: Actor, purchaseId: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('receipt_loss as x')
    .select(humanOf('x.said_by').as('humanId'))
    .where('x.commissioner_id', '=', actor.commissionerId)
    .where('x.purchase_id', '=', purchaseId)
    .executeTakeFirst()
  return row?.humanId
}

export async function setLossAccepted(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  because: string,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('receipt_loss')
    .set({ accepted_by: actor.actorId, accepted_because: because, accepted_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .execute()
}
