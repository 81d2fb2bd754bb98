import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import { contactIsNewFrom } from '../rules/spending/bank-accounts.ts'
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
  change: {
    readonly contact: string
    readonly before: string | null
    readonly askedBy: string
    readonly toldOn: LocalDate | null
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('payee_contact_change')
    .values({
      ...{ commissioner_id: actor.commissionerId, payee_contact_change_id: newId(), payee_id: id },
      ...{ contact_before: change.before, asked_by: change.askedBy, changed_by: actor.actorId },
      ...{ changed_at: now, told_on: change.toldOn },
    })
    .execute()
  await tx
    .updateTable('payee')
    .set({ contact: change.contact, contact_asked: null, contact_asked_by: null, contact_asked_at: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .execute()
}

/** Who asked for the changes of how a payee is reached that are new today, and who made them. */
export async function listWhoMoved(reads: Reads, actor: Actor, id: string, today: LocalDate): Promise<string[]> {
  const rows = await reads
    .selectFrom('payee_contact_change')
    .select(['asked_by', 'changed_by'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .where(sql<boolean>`(changed_at at time zone 'Europe/London')::date >= ${contactIsNewFrom(today)}::date`)
    .execute()
  return rows.flatMap((row) => [row.asked_by, row.changed_by])
}

/** When it last changed how a payee is reached, and where they were before a change that is new. */
export interface Moved {
  readonly contact_changed_at: Date | null
  readonly former_contacts: string[]
}

const contactChangedAt = sql<Date | null>`(select max(k.changed_at) from payee_contact_change k
  where k.commissioner_id = ${theTenant} and k.payee_id = p.payee_id)`

const formerContacts = (on: LocalDate) => sql<string[]>`array(select k.contact_before from payee_contact_change k
  where k.commissioner_id = ${theTenant} and k.payee_id = p.payee_id and k.contact_before <> p.contact
    and (k.changed_at at time zone 'Europe/London')::date >= ${contactIsNewFrom(on)}::date group by k.contact_before order by min(k.changed_at) limit 20)`

/** The same of the payee `p`, as of a day, in the row that is read anyway. */
export const movedOf = (on: LocalDate) =>
  [contactChangedAt.as('contact_changed_at'), formerContacts(on).as('former_contacts')] as const
