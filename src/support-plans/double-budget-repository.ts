import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

/**
 * The likely double by which a person may have an agreed budget under another record, or had one: its case has ended and its period goes on, so that
 * it can be open again, or something was bought from it since this budget began. Whoever agrees something for two such records at once waits here, so
 * that the second sees what was agreed for the first.
 */
export async function findDoubleWithBudget(
  tx: Tx,
  actor: Actor,
  { id, personId }: { readonly id: string; readonly personId: string },
  today: LocalDate,
): Promise<string | undefined> {
  const open = tx
    .selectFrom('likely_double as d')
    .select('d.likely_double_id')
    .where('d.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb.or([eb('d.first_person_id', '=', personId), eb('d.second_person_id', '=', personId)]))
    .where('d.settled_at', 'is', null)
    .orderBy('d.likely_double_id')
  const began = sql`coalesce((select b.period_from from indicative_budget b where b.commissioner_id = ${theTenant}
    and b.case_id = ${id} and b.superseded_at is null), ${today}::date)`
  const lock = open.forNoKeyUpdate()
  const withBudget = open
    .where(
      sql<boolean>`exists (select from budget_case c join support_plan p on p.commissioner_id = ${theTenant} and p.case_id = c.case_id
        where c.commissioner_id = ${theTenant}
          and (p.status in ('agreed', 'active') or p.status = 'ended' and coalesce(p.period_until >= ${today}, true)
            or exists (select from purchase s where s.commissioner_id = ${theTenant} and s.case_id = c.case_id
              and s.reversed_at is null and s.bought_on >= ${began}))
          and c.person_id = case d.first_person_id when ${personId} then d.second_person_id else d.first_person_id end)`,
    )
    .limit(1)
  const [, row] = await Promise.all([lock.execute(), withBudget.executeTakeFirst()])
  return row?.likely_double_id
}
