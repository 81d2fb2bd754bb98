import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Pence } from '../shared/money.ts'

/** What was spent on the lines of a plan since an instant and was not taken back, by the key of the line. */
export async function sumSpentSince(
  reads: Reads,
  actor: Actor,
  supportPlanId: string,
  since: Date,
): Promise<ReadonlyMap<string, Pence>> {
  const rows = await reads
    .selectFrom('plan_line as l')
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.plan_line_id', '=', 'l.plan_line_id'),
    )
    .select(['l.key', sql<Pence>`sum(p.amount_pence - p.reversed_pence)::bigint`.as('pence')])
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.support_plan_id', '=', supportPlanId)
    .where('p.recorded_at', '>', since)
    .where('p.reversed_at', 'is', null)
    .groupBy('l.key')
    .execute()
  return new Map(rows.map(({ key, pence }) => [key, pence]))
}
