import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Pence } from '../shared/money.ts'
import type { LineMove } from './schemas.ts'

const moves = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('line_move as m')
    .innerJoin('plan_line as f', (join) =>
      join.on('f.commissioner_id', '=', theTenant).onRef('f.plan_line_id', '=', 'm.from_line_id'),
    )
    .innerJoin('plan_line as t', (join) =>
      join.on('t.commissioner_id', '=', theTenant).onRef('t.plan_line_id', '=', 'm.to_line_id'),
    )
    .selectAll('m')
    .select(['f.key as from_key', 't.key as to_key'])
    .where('m.commissioner_id', '=', actor.commissionerId)

type Row = Awaited<ReturnType<ReturnType<typeof moves>['execute']>>[number]

const toMove = (row: Row): LineMove => ({
  id: row.line_move_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  fromLineId: row.from_line_id,
  toLineId: row.to_line_id,
  from: row.from_key,
  to: row.to_key,
  amountPence: row.amount_pence,
  words: row.words,
  movedAs: row.moved_as,
  movedAt: row.moved_at.toISOString(),
  takesBack: row.takes_back,
})

export async function findMove(reads: Reads, actor: Actor, id: string): Promise<LineMove | undefined> {
  const row = await moves(reads, actor).where('m.line_move_id', '=', id).executeTakeFirst()
  return row && toMove(row)
}

/** What came to each line of a case by moves, less what went from it: nothing else that it was given counts, as what came back to it or went on with it. */
export async function sumMoves(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlyMap<string, Pence>> {
  const rows = await reads
    .selectFrom('line_move')
    .select(['from_line_id', 'to_line_id', 'amount_pence'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .execute()
  const sums = new Map<string, Pence>()
  const add = (id: string, pence: Pence) => sums.set(id, (sums.get(id) ?? 0) + pence)
  for (const { from_line_id: from, to_line_id: to, amount_pence: pence } of rows) {
    add(from, -pence)
    add(to, pence)
  }
  return sums
}

/** One row more than a page, newest first. */
export async function listLineMoves(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<LineMove[]> {
  const rows = await moves(reads, actor)
    .where('m.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('m.line_move_id', '<', page.after ?? ''))
    .orderBy('m.line_move_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toMove)
}

export function insertMove(tx: Tx, actor: Actor, move: LineMove): void {
  insertMany(tx, 'line_move', [
    {
      commissioner_id: actor.commissionerId,
      line_move_id: move.id,
      case_id: move.caseId,
      support_plan_id: move.supportPlanId,
      from_line_id: move.fromLineId,
      to_line_id: move.toLineId,
      amount_pence: move.amountPence,
      words: move.words,
      moved_as: move.movedAs,
      moved_by: actor.actorId,
      moved_at: new Date(move.movedAt),
      takes_back: move.takesBack,
    },
  ])
}
