import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'

/** What was given back of a line that a decision had taken. */
export interface RestoredLine {
  readonly planLineId: string
  readonly lostFrom: LocalDate
  readonly restoredPence: Pence
  readonly lostPence: Pence
}

export function insertRestored(
  tx: Tx,
  { commissionerId }: Actor,
  of: { readonly caseId: string; readonly appealId: string; readonly restoredOn: LocalDate },
  lines: readonly RestoredLine[],
): void {
  if (lines.length === 0) return
  const rows = lines.map((line) => ({
    commissioner_id: commissionerId,
    plan_line_id: line.planLineId,
    appeal_id: of.appealId,
    case_id: of.caseId,
    lost_from: line.lostFrom,
    restored_on: of.restoredOn,
    restored_pence: line.restoredPence,
    lost_pence: line.lostPence,
  }))
  insertMany(tx, 'restored_line', rows)
}

/** What appeals gave back in a case, oldest first: at most 500. */
export async function listRestored(reads: Reads, actor: Actor, caseId: string) {
  const rows = await reads
    .selectFrom('restored_line as r')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'r.plan_line_id'),
    )
    .selectAll('r')
    .select(['l.key', 'l.title'])
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.case_id', '=', caseId)
    .orderBy('r.restored_on')
    .orderBy('r.plan_line_id')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    planLineId: row.plan_line_id,
    key: row.key,
    title: row.title,
    lostFrom: row.lost_from,
    restoredOn: row.restored_on,
    restoredPence: row.restored_pence,
    lostPence: row.lost_pence,
  }))
}
