import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { StoredFile } from '../platform/http/files.ts'
import { insertDocument, setReplaced } from './repository.ts'

/**
 * Refuses a file that is not the one whose hash was given; where nobody can get that one and another copy takes its place, one that is the same
 * again.
 */
export function requireExpected({ sha256 }: Pick<StoredFile, 'sha256'>, given: string | null, replaces: boolean): void {
  if ((sha256 === given) === replaces) throw new Problem('document-differs')
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
