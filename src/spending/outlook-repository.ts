import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'

/** What was bought from a line and stands. */
export interface Bought {
  readonly recentPence: Pence
  readonly lastBoughtOn: LocalDate
}

/** What was bought from each line of a case: in all since a day, and when the last of it was. */
export async function listBoughtByLine(
  reads: Reads,
  actor: Actor,
  caseId: string,
  since: LocalDate,
): Promise<ReadonlyMap<string, Bought>> {
  const rows = await reads
    .selectFrom('purchase')
    .select([
      'plan_line_id',
      sql<Pence>`coalesce(sum(amount_pence - reversed_pence) filter (where bought_on >= ${since}::date), 0)::bigint`.as(
        'recent',
      ),
      sql<LocalDate>`max(bought_on)`.as('last'),
    ])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('reversed_at', 'is', null)
    .groupBy('plan_line_id')
    .execute()
  return new Map(
    rows.map(({ plan_line_id, recent, last }) => [plan_line_id, { recentPence: recent, lastBoughtOn: last }]),
  )
}
