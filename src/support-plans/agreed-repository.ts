import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'

/** Whether a record of these has an agreed budget that goes on. */
export async function haveAgreedBudget(reads: Reads, actor: Actor, personIds: readonly string[]): Promise<boolean> {
  const row = await reads
    .selectFrom('support_plan as p')
    .innerJoin('budget_case as c', (join) =>
      join.onRef('c.commissioner_id', '=', 'p.commissioner_id').onRef('c.case_id', '=', 'p.case_id'),
    )
    .select('p.support_plan_id')
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('c.person_id', '=', eb.fn.any(eb.val([...personIds]))))
    .where('c.ended_at', 'is', null)
    .where('p.status', 'in', ['agreed', 'active'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
