import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'

export async function setPayeeEnded(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('payee')
    .set({ ended_at: now, to_follow: newId() })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}

/** Keeps that one officer asked for the ending of a payee. */
export async function setPayeeEndingAsked(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('payee')
    .set({ ending_asked_by: actor.actorId, ending_asked_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}

/** Keeps that one officer asked that a payee who was ended is paid again, and why. */
export async function setReopeningAsked(tx: Tx, actor: Actor, id: string, because: string, now: Date): Promise<void> {
  await tx
    .updateTable('payee')
    .set({ reopening_asked_by: actor.actorId, reopening_asked_at: now, reopening_because: because })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}

export async function setPayeeOpen(tx: Tx, actor: Actor, id: string, because: string, now: Date): Promise<void> {
  await tx
    .updateTable('payee')
    .set({
      ...{ ended_at: null, ending_asked_by: null, ending_asked_at: null, to_follow: newId() },
      ...{ reopening_asked_by: null, reopening_asked_at: null },
      ...{ reopened_by: actor.actorId, reopened_at: now, reopened_because: because },
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}

/** Who registered a payee, and who has asked for its ending, or that it is paid again; nobody else changes it meanwhile. */
export async function lockPayee(tx: Tx, actor: Actor, id: string): Promise<KnownOfPayee | undefined> {
  const row = await tx
    .selectFrom('payee')
    .select(['registered_by', 'ending_asked_by', 'reopening_asked_by'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { registered_by, ending_asked_by, reopening_asked_by } = row
  return { registeredBy: registered_by, endingAskedBy: ending_asked_by, reopeningAskedBy: reopening_asked_by }
}
interface KnownOfPayee {
  readonly registeredBy: string
  readonly endingAskedBy: string | null
  readonly reopeningAskedBy: string | null
}
