import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { StoredFile } from '../platform/http/files.ts'

/** Keeps a file with its case: it stays in the store as long as this row does. */
export async function insertDocument(tx: Tx, actor: Actor, caseId: string, file: StoredFile, now: Date): Promise<void> {
  await tx
    .insertInto('document')
    .values({
      commissioner_id: actor.commissionerId,
      document_id: file.id,
      case_id: caseId,
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      added_by: actor.actorId,
      added_at: now,
    })
    .execute()
}
