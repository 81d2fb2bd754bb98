import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { carries, mayAttach } from '../rules/evidence/attachments.ts'
import { countAttachments, insertAttachment } from './repository.ts'
import { requireOpenFor } from './require-open-for.ts'
import type { Attachment, NewAttachment } from './schemas.ts'

/** Hangs a file on a case or on something of it, by its hash: the file is sent after it. Nobody hangs it on what they may not see. */
export async function addAttachment(
  tx: Tx,
  context: Context,
  caseId: string,
  { kind, ofId: given, title, sha256 }: Static<typeof NewAttachment>,
): Promise<Answer<Attachment>> {
  const { actor, now } = context
  const ofId = given ?? caseId
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  const [, held] = await Promise.all([
    requireOpenFor(tx, actor, budgetCase, { kind, ofId }),
    countAttachments(tx, actor, caseId, ofId),
  ])
  const addedAs = requireCaseRole(budgetCase, actor, ...carries[kind].by)
  orThrow(mayAttach(held))
  const attachment: Attachment = {
    id: newId(),
    caseId,
    kind,
    ofId,
    title,
    sha256,
    addedAs,
    addedByName: actor.name || actor.actorId,
    addedAt: now.toISOString(),
    file: null,
    withdrawn: null,
  }
  await insertAttachment(tx, actor, attachment, now)
  const facts = { addedAs }
  await record(tx, actor, { type: 'attachment.added', subjectId: attachment.id, caseId, at: now, facts })
  return created(attachment, `/v1/attachments/${attachment.id}`)
}
