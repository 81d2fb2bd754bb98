import type { LockedCase } from '../case-access/case.ts'
import { lockCase } from '../case-access/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { findAttachment, isSeen, type KeptAttachment } from './repository.ts'

/** An attachment that the actor may see, as it is once its case is locked. The case may have ended. */
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
  return { budgetCase: locked, attachment: orNotFound(isSeen(locked, attachment.kind) ? attachment : undefined) }
}
