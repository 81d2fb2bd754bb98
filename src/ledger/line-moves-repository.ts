import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Pence } from '../shared/money.ts'
import { availableOn, post } from './book-repository.ts'

/** Moves what is available of one line of a plan to another, by one entry. What both have says so; the database refuses what the first has not got. */
export async function postLineMove(
  tx: Tx,
  actor: Actor,
  of: { readonly caseId: string; readonly fromLineId: string; readonly toLineId: string; readonly pence: Pence },
  now: Date,
): Promise<void> {
  const { caseId, fromLineId, toLineId, pence } = of
  await tx
    .updateTable('plan_line')
    .set({
      moved_pence: sql`moved_pence + case when plan_line_id = ${toLineId}::uuid then ${pence}::bigint else -${pence}::bigint end`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([fromLineId, toLineId]))))
    .execute()
  const move = { from: availableOn(fromLineId), to: availableOn(toLineId), pence }
  post(tx, actor, { caseId, kind: 'move', planLineId: fromLineId }, [move], now)
}
