import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { LinePause } from './schemas.ts'

const pauses = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('line_pause as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .selectAll('p')
    .select('l.key')
    .where('p.commissioner_id', '=', actor.commissionerId)

type Row = Awaited<ReturnType<ReturnType<typeof pauses>['execute']>>[number]

const toPause = (row: Row): LinePause => ({
  id: row.line_pause_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  line: row.key,
  cause: row.cause,
  from: row.from_on,
  until: row.until_on,
  pausedAs: row.paused_as,
  pausedAt: row.paused_at.toISOString(),
  resumedOn: row.resumed_on,
})

export async function findPause(reads: Reads, actor: Actor, id: string): Promise<LinePause | undefined> {
  const row = await pauses(reads, actor).where('p.line_pause_id', '=', id).executeTakeFirst()
  return row && toPause(row)
}

/** One row more than a page, newest first. */
export async function listPauses(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<LinePause[]> {
  const rows = await pauses(reads, actor)
    .where('p.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('p.line_pause_id', '<', page.after ?? ''))
    .orderBy('p.line_pause_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPause)
}

/** The newest five hundred pauses of a case, for what is worked out from them. */
export const listNewestPauses = (reads: Reads, actor: Actor, caseId: string): Promise<LinePause[]> =>
  listPauses(reads, actor, caseId, { limit: 499, after: undefined })

export function insertPauses(tx: Tx, actor: Actor, paused: readonly LinePause[], now: Date): void {
  const rows = paused.map((pause) => ({
    commissioner_id: actor.commissionerId,
    line_pause_id: pause.id,
    case_id: pause.caseId,
    plan_line_id: pause.planLineId,
    cause: pause.cause,
    from_on: pause.from,
    until_on: pause.until,
    paused_by: actor.actorId,
    paused_as: pause.pausedAs,
    paused_at: now,
    resumed_on: null,
    resumed_by: null,
  }))
  insertMany(tx, 'line_pause', rows)
}

export async function setResumed(tx: Tx, actor: Actor, id: string, on: LocalDate): Promise<void> {
  await tx
    .updateTable('line_pause')
    .set({ resumed_on: on, resumed_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('line_pause_id', '=', id)
    .execute()
}
