import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { CasePause } from './schemas.ts'

const toPause = (row: Selectable<Database['case_pause']>): CasePause => ({
  id: row.case_pause_id,
  caseId: row.case_id,
  from: row.from_on,
  until: row.until_on,
  words: row.words,
  pausedAs: row.paused_as,
  pausedAt: row.paused_at.toISOString(),
  endedOn: row.ended_on,
  endedAt: row.ended_at?.toISOString() ?? null,
})

const pauses = (reads: Reads, actor: Actor) =>
  reads.selectFrom('case_pause').selectAll().where('commissioner_id', '=', actor.commissionerId)

/** One row more than a page, newest first. */
export async function listPauses(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<CasePause[]> {
  const rows = await pauses(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('case_pause_id', '<', page.after ?? ''))
    .orderBy('case_pause_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPause)
}

/** The pause that lasts. */
export async function findOpenPause(reads: Reads, actor: Actor, caseId: string): Promise<CasePause | undefined> {
  const row = await pauses(reads, actor).where('case_id', '=', caseId).where('ended_on', 'is', null).executeTakeFirst()
  return row && toPause(row)
}

/** The next pauses whose last day is over, the oldest first. */
export async function listPausesToEnd(
  reads: Reads,
  actor: Actor,
  today: LocalDate,
  most: number,
): Promise<CasePause[]> {
  const rows = await pauses(reads, actor)
    .where('ended_on', 'is', null)
    .where('until_on', '<', today)
    .orderBy('until_on')
    .limit(most)
    .execute()
  return rows.map(toPause)
}

export async function insertPause(tx: Tx, actor: Actor, pause: CasePause, now: Date): Promise<void> {
  await tx
    .insertInto('case_pause')
    .values({
      commissioner_id: actor.commissionerId,
      case_pause_id: pause.id,
      case_id: pause.caseId,
      from_on: pause.from,
      until_on: pause.until,
      words: pause.words,
      paused_by: actor.actorId,
      paused_as: pause.pausedAs,
      paused_at: now,
    })
    .execute()
}

export async function setPauseEnded(tx: Tx, actor: Actor, id: string, on: LocalDate, now: Date): Promise<void> {
  await tx
    .updateTable('case_pause')
    .set({ ended_on: on, ended_by: actor.actorId, ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_pause_id', '=', id)
    .execute()
}
