import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { carries } from '../rules/evidence/attachments.ts'
import { findAttachment, isSeen, type KeptAttachment } from './repository.ts'

/** An attachment that the actor may see, for whoever has a role in which it could be put there, once its case is locked. The case may have ended. */
export async function openAttachment(
  tx: Tx,
  { actor }: Context,
  id: string,
): Promise<{ readonly budgetCase: LockedCase; readonly attachment: KeptAttachment }> {
  const [budgetCase, held] = await Promise.all([
    lockCase(tx, actor, { table: 'attachment', id }),
    findAttachment(tx, actor, id),
  ])
  const [locked, attachment] = [orNotFound(budgetCase), orNotFound(held)]
  orNotFound(isSeen(locked, attachment, actor) || undefined)
  requireCaseRole(locked, actor, ...carries[attachment.kind].by, 'commissioner-officer')
  return { budgetCase: locked, attachment }
}
