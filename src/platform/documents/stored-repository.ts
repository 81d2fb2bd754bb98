import type { Reads, Scope, Tx } from '../database/database.ts'

export async function insertStored(tx: Tx, { commissionerId }: Scope, id: string, now: Date): Promise<void> {
  await tx
    .insertInto('stored_document')
    .values({ commissioner_id: commissionerId, stored_document_id: id, put_at: now, is_kept: false })
    .execute()
}

/** What is in the store and nothing keeps, from before a day: a document that is on its way is not kept yet. */
export function listUnkept(reads: Reads, { commissionerId }: Scope, before: Date, most: number) {
  return reads
    .selectFrom('stored_document')
    .select('stored_document_id as id')
    .where('commissioner_id', '=', commissionerId)
    .where('is_kept', '=', false)
    .where('put_at', '<', before)
    .orderBy('put_at')
    .limit(most)
    .execute()
}

/** Whether one is in the store and nothing keeps it. */
export async function isUnkept(reads: Reads, { commissionerId }: Scope, id: string): Promise<boolean> {
  const row = await reads
    .selectFrom('stored_document')
    .select('is_kept')
    .where('commissioner_id', '=', commissionerId)
    .where('stored_document_id', '=', id)
    .executeTakeFirst()
  return row?.is_kept === false
}

export async function deleteStored(tx: Tx, { commissionerId }: Scope, id: string): Promise<void> {
  await tx
    .deleteFrom('stored_document')
    .where('commissioner_id', '=', commissionerId)
    .where('stored_document_id', '=', id)
    .where('is_kept', '=', false)
    .execute()
}
