import { sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import type { Context, Platform } from '../platform/operation.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { ClockKind } from './clock-repository.ts'

/** How many cases are looked for at once. */
export const mostInBatch = 100

/** A clock that is past its day. */
export interface Found {
  readonly clockId: string
  readonly caseId: string
  readonly quietSince: LocalDate
}

/** The next clocks in order that are past their day, and past the day until which nothing more was to follow. */
export async function listOverdue(
  database: Platform['database'],
  { actor, now }: Context,
  kinds: readonly ClockKind[],
  after: Found | undefined,
): Promise<Found[]> {
  const since = sql<LocalDate>`greatest(due_on, quiet_until)`
  const rows = await database.read(actor, (reads) =>
    reads
      .selectFrom('clock')
      .select(['clock_id', 'case_id'])
      .select(since.as('since'))
      .where('commissioner_id', '=', actor.commissionerId)
      .where('stopped_on', 'is', null)
      .where('paused_on', 'is', null)
      .where(since, '<', londonDate(now))
      .where('kind', 'in', kinds)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(${since}, clock_id) > (${after?.quietSince}::date, ${after?.clockId}::uuid)`),
      )
      .orderBy(since)
      .orderBy('clock_id')
      .limit(mostInBatch)
      .execute(),
  )
  return rows.map((row) => ({ clockId: row.clock_id, caseId: row.case_id, quietSince: row.since }))
}

export async function lockUnlessHeld(tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('budget_case')
    .select('case_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

export async function isQuiet(tx: Tx, actor: Actor, clockId: string, today: LocalDate): Promise<boolean> {
  const row = await tx
    .selectFrom('clock')
    .select('clock_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('clock_id', '=', clockId)
    .where('quiet_until', '>=', today)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps until when nothing more follows from the breach of a clock. */
export async function setQuiet(tx: Tx, actor: Actor, clockId: string, until: LocalDate | 'infinity'): Promise<void> {
  await tx
    .updateTable('clock')
    .set({ quiet_until: until })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('clock_id', '=', clockId)
    .execute()
}
