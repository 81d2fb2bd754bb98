import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PlacedFreeze } from '../rules/concerns/freezes.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { londonDate } from '../shared/dates.ts'
import { holdsToday } from '../spending-stops/frozen-repository.ts'
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
  keptSince: row.kept_since?.toISOString() ?? null,
  liftingAskedBy: row.lifting_asked_by,
  liftingAskedAt: row.lifting_asked_at?.toISOString() ?? null,
  liftingBecause: row.lifting_because,
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

/** The freezes of a concern that hold today. */
export async function listHolding(
  reads: Reads,
  actor: Actor,
  concernId: string,
): Promise<Pick<SpendingFreeze, 'id' | 'placedBy' | 'liftingAskedBy'>[]> {
  return reads
    .selectFrom('spending_freeze')
    .select(['spending_freeze_id as id', 'placed_by as placedBy', 'lifting_asked_by as liftingAskedBy'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('concern_id', '=', concernId)
    .where(holdsToday)
    .execute()
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

/** The freezes of a concern that hold today, for what changes them: one, or all. */
const holding = (tx: Tx, actor: Actor, concernId: string, freezeId: string | 'all') =>
  tx
    .updateTable('spending_freeze')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('concern_id', '=', concernId)
    .where(holdsToday)
    .$if(freezeId !== 'all', (query) => query.where('spending_freeze_id', '=', freezeId))

/** Lifts one freeze of a concern, where it is not over. */
export async function setLifted(tx: Tx, actor: Actor, concernId: string, freezeId: string, now: Date): Promise<void> {
  await holding(tx, actor, concernId, freezeId).set({ lifted_at: now }).execute()
}

/** Has what is frozen for a concern hold on past its day, until it is lifted. */
export async function setKept(tx: Tx, actor: Actor, concernId: string, now: Date): Promise<void> {
  await holding(tx, actor, concernId, 'all').set({ kept_since: now }).execute()
}

/** Keeps who asks that a freeze is lifted, and why. */
export async function setLiftingAsked(
  tx: Tx,
  actor: Actor,
  { concernId, freezeId, because }: { concernId: string; freezeId: string; because: string },
  now: Date,
): Promise<void> {
  await holding(tx, actor, concernId, freezeId)
    .set({ lifting_asked_by: actor.actorId, lifting_asked_at: now, lifting_because: because })
    .execute()
}
