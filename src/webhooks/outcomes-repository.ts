import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { AtWork } from './repository.ts'
import { daysTried } from './schemas.ts'

const daysInMilliseconds = daysTried * 86_400_000
/** The first try again is after so long; each one after waits twice as long, up to the most. */
const [firstSeconds, mostSeconds] = [10, 6 * 3_600]

/** How deliveries came out: of each outcome and answer, which. */
export interface Outcome {
  readonly kind: 'delivered' | 'failed' | 'unseen'
  /** The status of the answer; 0 where there was none, null where nothing was sent. */
  readonly answer: number | null
  /** For how many seconds the receiver asked to be left alone with these. */
  readonly leaveSeconds: number
  readonly ids: readonly string[]
}

/**
 * Keeps how it came out, of what is still the taker's. What failed is tried again, each time after twice as long, give or take a fifth, and a last time as
 * its days end; then it is dead. Where the receiver asks to be left alone for longer, that is done, within those days. Says since when those that died were tried.
 */
export async function setOutcome(
  tx: Tx,
  { kind, answer, leaveSeconds, ids }: Outcome,
  now: Date,
  claimedUntil: Date,
): Promise<readonly Date[]> {
  const over = sql<boolean>`since_at <= ${new Date(now.getTime() - daysInMilliseconds)}::timestamptz`
  // What differs from one to the next comes of the row itself, so that it is the same on every machine of a database.
  const spread = sql`(0.8 + (abs(hashtext(webhook_delivery_id::text || attempts)::bigint) % 1000) * 0.0004)`
  const wait = sql`least(${firstSeconds} * power(2, least(attempts, 20) - 1), ${mostSeconds}) * ${spread}`
  const asked = sql`greatest(${wait}, ${Math.min(leaveSeconds, daysInMilliseconds / 1_000)}::double precision)`
  const again = sql<Date>`least(${now}::timestamptz + make_interval(secs => ${asked}), since_at + make_interval(days => ${sql.lit(daysTried)}))`
  const settled = { settled_at: now }
  const set =
    kind === 'failed'
      ? {
          status: sql<'dead'>`(case when ${over} then 'dead' else 'waiting' end)::webhook_delivery_status`,
          settled_at: sql<Date | null>`case when ${over} then ${now}::timestamptz end`,
          due_at: again,
        }
      : { status: kind, ...settled }
  const rows = await tx
    .updateTable('webhook_delivery')
    .set({ ...set, claimed_until: null, last_status: answer })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_delivery_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('status', '=', 'waiting')
    .where('claimed_until', '=', claimedUntil)
    .returning(['status', 'since_at'])
    .execute()
  return rows.flatMap((row) => (row.status === 'dead' ? [row.since_at] : []))
}

/** Whether anything of a webhook came through after an instant of the last few days. */
export async function cameThroughAfter(tx: Tx, webhookId: string, since: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('webhook_delivery')
    .select('webhook_delivery_id')
    .where('commissioner_id', '=', theTenant)
    .where('settled_at', '>', since)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'delivered')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A webhook as it was when something was sent: what its address answered says nothing of one that it leads to since. */
type SentTo = Pick<AtWork, 'id' | 'url'>

/** Keeps that something came through, or that nothing did, and gives since when nothing does. */
export async function setFailing(tx: Tx, { id, url }: SentTo, came: boolean, now: Date): Promise<Date | null> {
  const row = await tx
    .updateTable('webhook')
    .set({ failing_since: came ? null : sql<Date>`coalesce(failing_since, ${now}::timestamptz)` })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', id)
    .where('url', '=', url)
    .returning('failing_since')
    .executeTakeFirst()
  return row?.failing_since ?? null
}

/**
 * Leaves a receiver alone with all that waits for it, for as long as it asked, and no longer than until the next try of what it refused: that is within
 * the days of each. Where it asked more than once, for as long as it asked last.
 */
export async function leaveAlone(
  tx: Tx,
  { id, url }: SentTo,
  { leaveSeconds, ids }: Pick<Outcome, 'ids' | 'leaveSeconds'>,
  now: Date,
): Promise<void> {
  const until = new Date(now.getTime() + Math.min(leaveSeconds * 1_000, daysInMilliseconds))
  await tx
    .updateTable('webhook')
    .set({
      left_alone_until: sql<Date>`least(${until}::timestamptz, (select min(d.due_at) from webhook_delivery d
        where d.commissioner_id = ${theTenant} and d.webhook_delivery_id = any(${ids}::uuid[]) and d.status = 'waiting'))`,
    })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', id)
    .where('url', '=', url)
    .execute()
}

/** What was asked of the address before says nothing of one that a webhook leads to since. */
export async function leaveAloneNoMore(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({ left_alone_until: null })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', id)
    .where('left_alone_until', 'is not', null)
    .execute()
}

/** Where nothing waits any more, nothing fails: what happens next begins anew. */
export async function clearFailing(tx: Tx, { id, url }: SentTo): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({ failing_since: null })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', id)
    .where('url', '=', url)
    .where('failing_since', 'is not', null)
    .where(
      sql<boolean>`not exists (select from webhook_delivery d where d.commissioner_id = ${theTenant} and d.webhook_id = ${id}
        and d.status = 'waiting')`,
    )
    .execute()
}

/** Switches a webhook off that is on and leads where it did; says whether it was. */
export async function setOff(tx: Tx, { id, url }: SentTo, status: 'only-failed' | 'gone', now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('webhook')
    .set({ status, ended_at: status === 'gone' ? now : null, version: sql<number>`version + 1` })
    .where('commissioner_id', '=', theTenant)
    .where('webhook_id', '=', id)
    .where('url', '=', url)
    .where('status', '=', 'on')
    .returning('webhook_id')
    .executeTakeFirst()
  return row !== undefined
}
