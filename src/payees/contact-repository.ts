import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'

/** What somebody asked for of how a payee is reached, until a second does. */
export interface AskedContact {
  readonly contact: string
  readonly askedBy: string
  readonly askedAt: Date
}

export async function findAskedContact(reads: Reads, actor: Actor, id: string): Promise<AskedContact | undefined> {
  const row = await reads
    .selectFrom('payee')
    .select(['contact_asked', 'contact_asked_by', 'contact_asked_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .executeTakeFirst()
  if (!row?.contact_asked || !row.contact_asked_by || !row.contact_asked_at) return undefined
  return { contact: row.contact_asked, askedBy: row.contact_asked_by, askedAt: row.contact_asked_at }
}

/** Whether an account of a payee waits to be confirmed: its owner is told in the way that was known when it was given. */
export async function accountWaits(reads: Reads, actor: Actor, id: string): Promise<boolean> {
  const row = await reads
    .selectFrom('bank_account')
    .select('bank_account_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('owner_id', '=', id)
    .where('status', '=', 'proposed')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function setContactAsked(tx: Tx, actor: Actor, id: string, contact: string, now: Date): Promise<void> {
  await tx
    .updateTable('payee')
    .set({ contact_asked: contact, contact_asked_by: actor.actorId, contact_asked_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}

export async function setContact(
  tx: Tx,
  actor: Actor,
  id: string,
  { contact, toldOn }: { readonly contact: string; readonly toldOn: LocalDate | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('payee')
    .set({
      ...{ contact, contact_told_on: toldOn, contact_changed_by: actor.actorId, contact_changed_at: now },
      ...{ contact_asked: null, contact_asked_by: null, contact_asked_at: null },
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}
