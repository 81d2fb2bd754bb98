import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LineHolding } from './schemas.ts'

/** One row more than a page, newest first. */
export async function listHoldings(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<LineHolding[]> {
  const rows = await reads
    .selectFrom('line_holding as h')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'h.plan_line_id'),
    )
    .selectAll('h')
    .select('l.key')
    .where('h.commissioner_id', '=', actor.commissionerId)
    .where('h.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('h.line_holding_id', '<', page.after ?? ''))
    .orderBy('h.line_holding_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.line_holding_id,
    caseId: row.case_id,
    planLineId: row.plan_line_id,
    line: row.key,
    deployment: row.deployment,
    instrument: row.instrument,
    holderId: row.holder_id,
    before: { deployment: row.from_deployment, instrument: row.from_instrument, holderId: row.from_holder_id },
    chosenAs: row.chosen_as,
    chosenAt: row.chosen_at.toISOString(),
  }))
}

export function insertHolding(tx: Tx, { commissionerId, actorId }: Actor, holding: LineHolding): void {
  const rows = [
    {
      commissioner_id: commissionerId,
      line_holding_id: holding.id,
      case_id: holding.caseId,
      plan_line_id: holding.planLineId,
      from_deployment: holding.before.deployment,
      from_instrument: holding.before.instrument,
      from_holder_id: holding.before.holderId,
      deployment: holding.deployment,
      instrument: holding.instrument,
      holder_id: holding.holderId,
      chosen_by: actorId,
      chosen_as: holding.chosenAs,
      chosen_at: new Date(holding.chosenAt),
    },
  ]
  insertMany(tx, 'line_holding', rows)
}
