import type { Actor } from '../platform/access/access.ts'
import type { Reads, Scope, Tx } from '../platform/database/database.ts'
import type { StoredFile } from '../platform/http/files.ts'
import type { FileScan } from '../shared/file-scans.ts'

/** Keeps a file with its case: it stays in the store as long as this row does, and until it is said to be gone. */
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
      scan: file.scan,
      scan_due_at: now,
      scanned_at: null,
      gone_at: null,
      gone_because: null,
    })
    .execute()
}

/** A file that is to be scanned. */
export interface ToScan {
  readonly id: string
  readonly hash: string
  readonly tries: number
}

/** Files that no scanner has given a verdict on, those that are due longest first. */
export function listToScan(reads: Reads, { commissionerId }: Scope, now: Date, most: number): Promise<ToScan[]> {
  return reads
    .selectFrom('document')
    .select(['document_id as id', 'sha256 as hash', 'scan_tries as tries'])
    .where('commissioner_id', '=', commissionerId)
    .where('scan', 'in', ['not-scanned', 'waiting'])
    .where('gone_at', 'is', null)
    .where('scan_due_at', '<=', now)
    .orderBy('scan_due_at')
    .limit(most)
    .execute()
}

/** Keeps the verdict on a file, unless another instance did or it is gone; says of which case it is. */
export async function setScanned(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  scan: Exclude<FileScan, 'not-scanned' | 'waiting'>,
  now: Date,
): Promise<string | undefined> {
  const gone = scan === 'infected' ? ({ gone_at: now, gone_because: 'infected' } as const) : {}
  const row = await tx
    .updateTable('document')
    .set({ scan, scanned_at: now, ...gone })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('scan', 'in', ['not-scanned', 'waiting'])
    .where('gone_at', 'is', null)
    .returning('case_id')
    .executeTakeFirst()
  return row?.case_id
}

/** The scanner gave no verdict: the file waits, and is tried again from then on. */
export async function setScanAgain(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  tries: number,
  from: Date,
): Promise<void> {
  await tx
    .updateTable('document')
    .set({ scan: 'waiting', scan_tries: tries, scan_due_at: from })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('scan', 'in', ['not-scanned', 'waiting'])
    .execute()
}

/** Has a file removed from the store, since who put it there took it back. What it was stays known. */
export async function setWithdrawn(tx: Tx, { commissionerId }: Scope, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('document')
    .set({ gone_at: now, gone_because: 'withdrawn' })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('gone_at', 'is', null)
    .execute()
}
