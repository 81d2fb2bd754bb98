import type { Static } from '@sinclair/typebox'
import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { hasCaseRole } from '../case-access/open-for-writing.ts'
import { setWithdrawn } from '../documents/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayTakeBack } from '../rules/evidence/attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { findAttachment, setTakenBack, told } from './repository.ts'
import type { Attachment, AttachmentWithdrawal } from './schemas.ts'
import { findThing } from './things-repository.ts'

/** Takes a file back, with the reason. That it was there stays, and what was settled on it stays as it was; the file goes from the store. */
export async function withdrawAttachment(
  tx: Tx,
  context: Context,
  id: string,
  { because, words: given }: Static<typeof AttachmentWithdrawal>,
): Promise<Answer<Attachment>> {
  const { actor, now } = context
  const wrongPerson = because === 'about-somebody-else'
  // What is said of somebody else is about them as well.
  const words = wrongPerson ? null : given
  // Whether a hold keeps the file is asked of the person, who is locked before their cases.
  await lockWithOthers(tx, actor, orNotFound(await findAttachment(tx, actor, id)).caseId)
  const { budgetCase, attachment } = await openAttachment(tx, context, id)
  const { caseId, kind, ofId, documentId } = attachment
  if (attachment.withdrawn) throw new Problem('wrong-state', 'This was taken back already')
  const thing = await findThing(tx, actor, budgetCase, kind, ofId)
  const own = attachment.addedBy === actor.actorId
  const officer = hasCaseRole(budgetCase, actor, 'commissioner-officer')
  orThrow(mayTakeBack(because, { own, officer, isOpen: thing?.isOpen ?? false }))
  await setTakenBack(tx, actor, id, { because, words }, now)
  if (documentId) await setWithdrawn(tx, actor, documentId, now)
  await record(tx, actor, { type: 'attachment.withdrawn', subjectId: id, caseId, at: now, facts: { because } })
  const title = wrongPerson ? null : attachment.title
  const file = attachment.file && { ...attachment.file, scanSays: null }
  return done({ ...told(attachment), title, file, withdrawn: { at: now.toISOString(), because, words } })
}
