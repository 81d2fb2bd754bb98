import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { StoredFile } from '../platform/http/files.ts'
import type { FileScan } from '../shared/file-scans.ts'
import { insertDocument, setReplaced } from './repository.ts'

/**
 * Refuses a file that is not the one whose hash was given; where that one was harmful and another copy takes its place, one that is the same again. What could not be checked may be
 * sent again as it was: the fault may have been the scanner's.
 */
export function requireExpected(
  { sha256 }: Pick<StoredFile, 'sha256'>,
  given: string | null,
  replaced: FileScan | null,
): void {
  if (replaced !== 'failed' && (sha256 === given) === (replaced !== null)) throw new Problem('document-differs')
}

/** Keeps a file with its case, in the place of another where one is named: that one stays known, with its hash. */
export async function keepDocument(
  tx: Tx,
  actor: Actor,
  caseId: string,
  file: StoredFile,
  { now, replaced }: { readonly now: Date; readonly replaced: string | null | undefined },
): Promise<void> {
  await insertDocument(tx, actor, caseId, file, now)
  if (replaced) await setReplaced(tx, actor, replaced, file.id)
}
