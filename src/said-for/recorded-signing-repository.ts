import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'

/** Whether the person has asked that their signature is written down for them. */
export async function asksForRecordedSigning(reads: Reads, actor: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('recorded_signing')
    .select('recorded_signing_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertRecordedSigning(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  await tx
    .insertInto('recorded_signing')
    .values({
      commissioner_id: actor.commissionerId,
      recorded_signing_id: newId(),
      case_id: caseId,
      asked_by: actor.actorId,
      asked_at: now,
      ended_at: null,
    })
    .execute()
}

export async function endRecordedSignings(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  await tx
    .updateTable('recorded_signing')
    .set({ ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .execute()
}
