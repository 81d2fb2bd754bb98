import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Pence } from '../shared/money.ts'
import { availableOn, fundingOf, post } from './book-repository.ts'

/** Gives lines what the person keeps of the period before, out of the funding to which it was released; the lines that had it have it no more, so that it is spent once. */
export async function postCarryOver(
  tx: Tx,
  actor: Actor,
  caseId: string,
  carried: readonly { readonly fromLineId: string; readonly planLineId: string; readonly pence: Pence }[],
  now: Date,
): Promise<void> {
  const more = sql<Pence>`case ${sql.join(
    carried.map(({ planLineId, pence }) => sql`when plan_line_id = ${planLineId}::uuid then ${pence}::bigint`),
    sql` `,
  )} else 0 end`
  await tx
    .updateTable('plan_line')
    .set({ carried_pence: sql`carried_pence + ${more}` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val(carried.map(({ planLineId }) => planLineId)))))
    .execute()
  const gone = sql<Pence>`case ${sql.join(
    carried.map(({ fromLineId, pence }) => sql`when plan_line_id = ${fromLineId}::uuid then ${pence}::bigint`),
    sql` `,
  )} else 0 end`
  await tx
    .updateTable('plan_line')
    .set({
      carried_pence: sql`greatest(0, carried_pence - ${gone})`,
      moved_pence: sql`moved_pence - greatest(0, ${gone} - carried_pence)`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val(carried.map(({ fromLineId }) => fromLineId)))))
    .execute()
  const from = fundingOf(caseId)
  const moves = carried.map(({ planLineId, pence }) => ({ from, to: availableOn(planLineId), pence }))
  post(tx, actor, { caseId, kind: 'carry-over' }, moves, now)
}

/** What came over to lines of a case from the period before, by the line, whatever became of it. */
export async function listCarriedIn(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlyMap<string, Pence>> {
  const rows = await reads
    .selectFrom('ledger_entry as e')
    .innerJoin('ledger_posting as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.ledger_entry_id', '=', 'e.ledger_entry_id'),
    )
    .select(['p.to_id as line', sql<Pence>`sum(p.amount_pence)::bigint`.as('pence')])
    .where('e.commissioner_id', '=', actor.commissionerId)
    .where('e.case_id', '=', caseId)
    .where('e.kind', '=', 'carry-over')
    .groupBy('p.to_id')
    .execute()
  return new Map(rows.map(({ line, pence }) => [line, pence]))
}
