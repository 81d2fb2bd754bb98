import { keepDocument, requireExpected } from '../documents/keep-document.ts'
import { scanTold } from '../documents/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { StoredFile } from '../platform/http/files.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { isOfNoUse } from '../shared/file-scans.ts'
import { openAttachment } from './open-attachment.ts'
import { setAttachmentFile, told } from './repository.ts'
import { requireOpenFor } from './require-open-for.ts'
import type { Attachment } from './schemas.ts'

/**
 * What a file is sent for, by who put it there: it is the one whose hash they gave. Where nobody can get that one, another copy takes its place,
 * as long as what it hangs on takes evidence. Changes nothing.
 */
export async function checkAttachmentFile(tx: Tx, context: Context, id: string, file: Pick<StoredFile, 'sha256'>) {
  const { actor } = context
  const { budgetCase, attachment } = await openAttachment(tx, context, id)
  if (attachment.addedBy !== actor.actorId) throw new Problem('case-role-required', 'Who put it here sends its file')
  if (attachment.withdrawn) throw new Problem('wrong-state', 'This was taken back')
  const replaced = attachment.file && isOfNoUse(attachment.file.scan) ? attachment.documentId : null
  if (attachment.file && !replaced) throw new Problem('wrong-state', 'The file is here already')
  if (replaced !== null) await requireOpenFor(tx, actor, budgetCase, attachment)
  requireExpected(file, attachment.sha256, attachment.file?.scan ?? null)
  return { attachment, replaced }
}

/** Sends the file of an attachment, once it is checked. */
export async function sendAttachmentFile(
  tx: Tx,
  context: Context,
  id: string,
  file: StoredFile,
): Promise<Answer<Attachment>> {
  const { actor, now } = context
  const { attachment, replaced } = await checkAttachmentFile(tx, context, id, file)
  const { caseId } = attachment
  await keepDocument(tx, actor, caseId, file, { now, replaced })
  await setAttachmentFile(tx, actor, id, file)
  const { mediaType, sizeBytes, scan } = file
  const facts = { sizeBytes, replaces: replaced !== null }
  await record(tx, actor, { type: 'attachment.file-sent', subjectId: id, caseId, at: now, facts })
  return created(
    { ...told(attachment), sha256: file.sha256, file: { mediaType, sizeBytes, ...scanTold(scan) } },
    `/v1/attachments/${id}`,
  )
}
