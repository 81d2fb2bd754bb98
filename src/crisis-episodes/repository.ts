import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { CrisisEpisode } from './schemas.ts'

const toEpisode = (row: Selectable<Database['crisis_episode']>): CrisisEpisode => ({
  id: row.crisis_episode_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  tier: row.tier_key,
  status: row.status,
  declaredAs: row.declared_as,
  declaredAt: row.declared_at.toISOString(),
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  lines: [...row.lines],
  committedPence: row.committed_pence,
  returnedPence: row.returned_pence,
  stoodDownAt: row.stood_down_at?.toISOString() ?? null,
  standDownCause: row.stand_down_cause,
})

export async function insertEpisode(tx: Tx, actor: Actor, episode: CrisisEpisode, now: Date): Promise<void> {
  await tx
    .insertInto('crisis_episode')
    .values({
      commissioner_id: actor.commissionerId,
      crisis_episode_id: episode.id,
      case_id: episode.caseId,
      support_plan_id: episode.supportPlanId,
      tier_key: episode.tier,
      status: 'active',
      declared_by: actor.actorId,
      declared_as: episode.declaredAs,
      declared_at: now,
      starts_on: episode.startsOn,
      ends_on: episode.endsOn,
      lines: JSON.stringify(episode.lines),
      committed_pence: episode.committedPence,
      stood_down_by: null,
      stood_down_at: null,
      stand_down_cause: null,
    })
    .execute()
}

export async function findEpisode(reads: Reads, actor: Actor, id: string): Promise<CrisisEpisode | undefined> {
  const row = await reads
    .selectFrom('crisis_episode')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('crisis_episode_id', '=', id)
    .executeTakeFirst()
  return row && toEpisode(row)
}

/** The crisis of a case that is on; there is one at most. */
export async function findActive(reads: Reads, actor: Actor, caseId: string): Promise<CrisisEpisode | undefined> {
  const row = await reads
    .selectFrom('crisis_episode')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('stood_down_at', 'is', null)
    .executeTakeFirst()
  return row && toEpisode(row)
}

/** One row more than a page, newest first. */
export async function listEpisodes(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<CrisisEpisode[]> {
  const rows = await reads
    .selectFrom('crisis_episode')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('crisis_episode_id', '<', page.after ?? ''))
    .orderBy('crisis_episode_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toEpisode)
}

/** What the crises of a case took since a day, by their tier. */
export async function sumTaken(
  reads: Reads,
  actor: Actor,
  caseId: string,
  since: LocalDate,
): Promise<ReadonlyMap<string, Pence>> {
  const rows = await reads
    .selectFrom('crisis_episode')
    .select(['tier_key', sql<Pence>`sum(committed_pence - returned_pence)::bigint`.as('pence')])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('starts_on', '>=', since)
    .groupBy('tier_key')
    .execute()
  return new Map(rows.map(({ tier_key, pence }) => [tier_key, pence]))
}

/** Keeps that a crisis stood down, why, and what went back. */
export async function setStoodDown(
  tx: Tx,
  actor: Actor,
  id: string,
  { cause, returnedPence }: { cause: NonNullable<CrisisEpisode['standDownCause']>; returnedPence: Pence },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('crisis_episode')
    .set({
      status: 'stood-down',
      returned_pence: returnedPence,
      stood_down_by: actor.actorId,
      stood_down_at: now,
      stand_down_cause: cause,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('crisis_episode_id', '=', id)
    .execute()
}

/** A crisis that is on ends with its case: what its lines still have is released with them. */
export async function endEpisode(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  const active = await findActive(tx, actor, caseId)
  if (active) await setStoodDown(tx, actor, active.id, { cause: 'budget-ended', returnedPence: 0 }, now)
}
