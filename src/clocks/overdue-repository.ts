import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'

/** What became of a breach: it was reported, once and for all, or passed up, and is looked at again after a day. */
export type Escalation = 'reported' | { readonly lookAgainAfter: LocalDate }

/** How many cases are looked for at once. */
export const mostInBatch = 100

/** A clock that is past its day. */
export interface Found {
  readonly clockId: string
  readonly caseId: string
  readonly since: LocalDate
}

/** The next clocks in order that are past their day, not reported yet, and past the day after which they are looked at again. */
export async function listOverdue(
  database: Platform['database'],
  { actor, now }: Context,
  after: Found | undefined,
): Promise<Found[]> {
  const since = sql<LocalDate>`greatest(due_on, escalate_on)`
  const rows = await database.read(actor, (reads) =>
    reads
      .selectFrom('clock')
      .select(['clock_id', 'case_id'])
      .select(since.as('since'))
      .where('commissioner_id', '=', actor.commissionerId)
      .where('stopped_on', 'is', null)
      .where('paused_on', 'is', null)
      .where(since, '<', londonDate(now))
      .where('reported_on', 'is', null)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(${since}, clock_id) > (${after?.since}::date, ${after?.clockId}::uuid)`),
      )
      .orderBy(since)
      .orderBy('clock_id')
      .limit(mostInBatch)
      .execute(),
  )
  return rows.map((row) => ({ clockId: row.clock_id, caseId: row.case_id, since: row.since }))
}

/** Whether a breach was reported, or passed up and is not to be looked at yet. */
export async function isSettled(tx: Tx, actor: Actor, clockId: string, today: LocalDate): Promise<boolean> {
  const row = await tx
    .selectFrom('clock')
    .select('clock_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('clock_id', '=', clockId)
    .where((eb) => eb.or([eb('reported_on', 'is not', null), eb('escalate_on', '>=', today)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps what became of the breach of a clock. */
export async function setSettled(
  tx: Tx,
  actor: Actor,
  clockId: string,
  became: Escalation,
  today: LocalDate,
): Promise<void> {
  await tx
    .updateTable('clock')
    .set(became === 'reported' ? { reported_on: today } : { escalate_on: became.lookAgainAfter })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('clock_id', '=', clockId)
    .execute()
}
