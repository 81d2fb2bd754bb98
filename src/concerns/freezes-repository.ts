import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PlacedFreeze } from '../rules/concerns/freezes.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { londonDate } from '../shared/dates.ts'
import type { SpendingFreeze } from './freeze-schemas.ts'

const toFreeze = (row: Selectable<Database['spending_freeze']>): SpendingFreeze => ({
  id: row.spending_freeze_id,
  about: row.about,
  planLineId: row.plan_line_id,
  payee: row.payee,
  reason: row.reason,
  placedBy: row.placed_by,
  placedByName: row.placed_by_name,
  placedAt: row.placed_at.toISOString(),
  until: row.until_on,
  liftedAt: row.lifted_at?.toISOString() ?? null,
})

/** The freezes that were placed for a concern, the first first. */
export async function listFreezes(reads: Reads, actor: Actor, concernId: string): Promise<SpendingFreeze[]> {
  const rows = await reads
    .selectFrom('spending_freeze')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('concern_id', '=', concernId)
    .orderBy('spending_freeze_id')
    .limit(1000)
    .execute()
  return rows.map(toFreeze)
}

/** Whoever freezes something of the case next waits for who does now. */
export async function lockFreezes(tx: Tx, { commissionerId }: Actor, caseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} freezes of ${caseId}`}, 3))`.execute(tx)
}

/** The freezes of a case, for whichever concern and by which account they were placed, the first first: the last thousand. */
export async function listFreezesOfCase(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<(Omit<PlacedFreeze, 'human'> & { readonly placedBy: string })[]> {
  const rows = await reads
    .selectFrom('spending_freeze')
    .select(['about', 'plan_line_id', 'payee_letters', 'placed_by', 'placed_at', 'until_on', 'lifted_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('spending_freeze_id', 'desc')
    .limit(1000)
    .execute()
  return rows.toReversed().map((row) => {
    const lifted = row.lifted_at && londonDate(row.lifted_at)
    return {
      about: row.about,
      planLineId: row.plan_line_id,
      payee: row.payee_letters,
      placedBy: row.placed_by,
      placedOn: londonDate(row.placed_at),
      endsOn: lifted && lifted < row.until_on ? lifted : row.until_on,
    }
  })
}

/** For which concern a freeze was placed. */
export async function findConcernOf(reads: Reads, actor: Actor, freezeId: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('spending_freeze')
    .select('concern_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('spending_freeze_id', '=', freezeId)
    .executeTakeFirst()
  return row?.concern_id
}

export async function insertFreeze(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly caseId: string },
  freeze: SpendingFreeze,
): Promise<void> {
  await tx
    .insertInto('spending_freeze')
    .values({
      commissioner_id: actor.commissionerId,
      spending_freeze_id: freeze.id,
      concern_id: of.id,
      case_id: of.caseId,
      about: freeze.about,
      plan_line_id: freeze.planLineId,
      payee: freeze.payee,
      payee_letters: freeze.payee === null ? null : foldName(freeze.payee),
      reason: freeze.reason,
      placed_by: freeze.placedBy,
      placed_by_name: freeze.placedByName,
      placed_at: new Date(freeze.placedAt),
      until_on: freeze.until,
    })
    .execute()
}

/** Lifts one freeze of a concern, or all of them, where they are not over; gives whether there was one. */
export async function setLifted(
  tx: Tx,
  actor: Actor,
  concernId: string,
  freezeId: string | 'all',
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .updateTable('spending_freeze')
    .set({ lifted_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('concern_id', '=', concernId)
    .where('lifted_at', 'is', null)
    .where(sql<boolean>`until_on >= current_day()`)
    .$if(freezeId !== 'all', (query) => query.where('spending_freeze_id', '=', freezeId))
    .returning('spending_freeze_id')
    .execute()
  return rows.length > 0
}
