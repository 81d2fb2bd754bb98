import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { WebhookDelivery, WebhookDeliveryFilter } from './schemas.ts'

const toDelivery = (row: Selectable<Database['webhook_delivery']>): WebhookDelivery => ({
  id: row.webhook_delivery_id,
  eventId: row.audit_entry_id,
  sequence: row.sequence,
  status: row.status,
  attempts: row.attempts,
  dueAt: row.status === 'waiting' ? row.due_at.toISOString() : null,
  triedAt: row.tried_at?.toISOString() ?? null,
  lastStatus: row.last_status,
  settledAt: row.settled_at?.toISOString() ?? null,
})

/** One row more than a page of those of a webhook that are asked for, newest first. */
export async function listDeliveries(
  reads: Reads,
  { commissionerId }: Actor,
  webhookId: string,
  page: PageRequest,
  { status, late, dueBy, settledSince }: WebhookDeliveryFilter,
  now: Date,
): Promise<WebhookDelivery[]> {
  const isDue = (by: Date | string) => sql<boolean>`(status = 'waiting' and due_at <= ${by}::timestamptz)`
  const rows = await reads
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('webhook_id', '=', webhookId)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'dead'))
    .$if(late !== undefined, (query) => query.where(late ? isDue(now) : sql<boolean>`not ${isDue(now)}`))
    .$if(dueBy !== undefined, (query) => query.where(isDue(dueBy ?? '')))
    .$if(settledSince !== undefined, (query) => query.where(sql<boolean>`settled_at >= ${settledSince}::timestamptz`))
    .$if(page.after !== undefined, (query) => query.where('webhook_delivery_id', '<', page.after ?? ''))
    .orderBy('webhook_delivery_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDelivery)
}

/** An event that is to be told; what goes by a case goes in its order. */
export interface Chosen {
  readonly entryId: string
  readonly sequence: number
  readonly caseId: string | null
}

/** How far a webhook was looked for, with nobody else looking; undefined where somebody else is, or it is not on. */
export async function lockLookedTo(tx: Tx, webhookId: string) {
  const row = await tx
    .selectFrom('webhook')
    .select(['looked_to', 'types'])
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'on')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && { lookedTo: row.looked_to, types: row.types ?? undefined }
}

/** Keeps what is to be told, and how far it was looked, with one another. */
export async function insertChosen(
  tx: Tx,
  commissionerId: string,
  webhookId: string,
  chosen: readonly Chosen[],
  lookedTo: number,
  now: Date,
): Promise<void> {
  const rows = chosen.map(({ entryId, sequence, caseId }) => ({
    ...{ commissioner_id: commissionerId, webhook_delivery_id: newId(), webhook_id: webhookId },
    ...{ audit_entry_id: entryId, sequence, case_id: caseId },
    ...{ status: 'waiting' as const, attempts: 0, since_at: now, due_at: now },
  }))
  insertMany(tx, 'webhook_delivery', rows)
  await tx
    .updateTable('webhook')
    .set({ looked_to: lookedTo })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', webhookId)
    .execute()
}

/** Something that only tries the way to a webhook. */
export async function insertTest(
  tx: Tx,
  commissionerId: string,
  webhookId: string,
  now: Date,
): Promise<WebhookDelivery> {
  const row = await tx
    .insertInto('webhook_delivery')
    .values({
      ...{ commissioner_id: commissionerId, webhook_delivery_id: newId(), webhook_id: webhookId },
      ...{ status: 'waiting', attempts: 0, since_at: now, due_at: now },
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDelivery(row)
}

/** What somebody took to send, with what is sent of it. */
export interface Claimed {
  readonly id: string
  readonly caseId: string | null
  readonly eventId: string | null
  readonly sequence: number | null
  readonly type: string | null
  readonly happenedAt: Date | null
}

/**
 * Takes what is due of a webhook until an instant, where it is on and still leads where it did. Of a case only the first that waits is taken, so that each waits for the one before it; what somebody
 * else has is left to them, until their time is over.
 */
export async function claimDue(
  tx: Tx,
  { id: webhookId, url }: { readonly id: string; readonly url: string },
  most: number,
  now: Date,
  until: Date,
): Promise<Claimed[]> {
  const { rows } = await sql<{
    id: string
    case_id: string | null
    event_id: string | null
    sequence: number | null
    type: string | null
    happened_at: Date | null
  }>`with due as (
      select d.webhook_delivery_id from webhook_delivery d
      where d.commissioner_id = ${theTenant} and d.webhook_id = ${webhookId} and d.status = 'waiting' and d.due_at <= ${now}::timestamptz
        and (d.claimed_until is null or d.claimed_until <= ${now}::timestamptz)
        and exists (select from webhook w where w.commissioner_id = ${theTenant} and w.webhook_id = ${webhookId} and w.status = 'on' and w.url = ${url}
          and (w.left_alone_until is null or w.left_alone_until <= ${now}::timestamptz))
        and not exists (select from webhook_delivery b where b.commissioner_id = ${theTenant} and b.webhook_id = d.webhook_id
          and b.case_id = d.case_id and b.status = 'waiting' and b.sequence < d.sequence)
      order by d.due_at limit ${most} for update of d skip locked),
    taken as (
      update webhook_delivery d set claimed_until = ${until}::timestamptz, tried_at = ${now}::timestamptz, attempts = d.attempts + 1
      from due where d.commissioner_id = ${theTenant} and d.webhook_delivery_id = due.webhook_delivery_id
      returning d.webhook_delivery_id, d.case_id, d.audit_entry_id, d.sequence)
    select t.webhook_delivery_id as id, t.case_id, t.audit_entry_id as event_id, t.sequence, e.type, e.happened_at
    from taken t left join audit_entry e on e.commissioner_id = ${theTenant} and e.audit_entry_id = t.audit_entry_id`.execute(
    tx,
  )
  return rows.map(({ id, case_id, event_id, sequence, type, happened_at }) => ({
    ...{ id, caseId: case_id, eventId: event_id, sequence, type, happenedAt: happened_at },
  }))
}

/** What is due of a webhook and waits behind another of its case is due with that one: until then nobody looks at it. */
export async function restBehind(tx: Tx, webhookId: string, now: Date): Promise<void> {
  await sql`with behind as (
      select d.webhook_delivery_id, first.due_at from webhook_delivery d cross join lateral (
        select b.due_at from webhook_delivery b where b.commissioner_id = ${theTenant} and b.webhook_id = d.webhook_id
          and b.case_id = d.case_id and b.status = 'waiting' and b.sequence < d.sequence order by b.sequence limit 1) first
      where d.commissioner_id = ${theTenant} and d.webhook_id = ${webhookId} and d.status = 'waiting' and d.due_at <= ${now}::timestamptz
        and first.due_at > ${now}::timestamptz
      for update of d skip locked)
    update webhook_delivery d set due_at = behind.due_at from behind
    where d.commissioner_id = ${theTenant} and d.webhook_delivery_id = behind.webhook_delivery_id`.execute(tx)
}

/** What waits for a webhook is tried as if it had only now happened. */
export async function beginAfresh(tx: Tx, webhookId: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ since_at: now, due_at: now, attempts: 0 })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'waiting')
    .execute()
}

/** Nothing that waits for a webhook that was ended is sent any more. */
export async function killWaiting(tx: Tx, webhookId: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ status: 'dead', settled_at: now, claimed_until: null })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'waiting')
    .execute()
}

/** Has what is dead tried again from now on, these or the oldest; says how many. */
export async function reviveDead(tx: Tx, webhookId: string, ids: readonly string[] | null, now: Date): Promise<number> {
  const result = await tx
    .updateTable('webhook_delivery')
    .set({ status: 'waiting', settled_at: null, since_at: now, due_at: now, attempts: 0, claimed_until: null })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_delivery_id', 'in', (dead) =>
      dead
        .selectFrom('webhook_delivery')
        .select('webhook_delivery_id')
        .where('commissioner_id', '=', theTenant)
        .where('webhook_id', '=', webhookId)
        .where('status', '=', 'dead')
        .$if(ids !== null, (query) => query.where('webhook_delivery_id', '=', sql<string>`any(${ids ?? []}::uuid[])`))
        .orderBy('webhook_delivery_id')
        .limit(1_000)
        .forUpdate(),
    )
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Forgets what came to its end before an instant, a few at a time; says how many. */
export async function forgetSettled(tx: Tx, before: Date, most: number): Promise<number> {
  const result = await tx
    .deleteFrom('webhook_delivery')
    .where('commissioner_id', '=', theTenant)
    .where('webhook_delivery_id', 'in', (old) =>
      old
        .selectFrom('webhook_delivery')
        .select('webhook_delivery_id')
        .where('commissioner_id', '=', theTenant)
        .where('settled_at', '<', before)
        .orderBy('settled_at')
        .limit(most),
    )
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
