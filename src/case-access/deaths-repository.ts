import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Two have said that a death was an error, or the person that they are alive: on the case of `e`, after the report `h` of a case `c`. */
const alive = sql`exists (select from death_report e join budget_case o on o.commissioner_id = ${theTenant} and o.case_id = e.case_id
  where e.commissioner_id = ${theTenant} and o.person_id = c.person_id and (e.denied or e.error_confirmed_at is not null)
    and (e.death_report_id >= h.death_report_id or coalesce(e.error_confirmed_at, e.closed_at) > h.reported_at))`

const deaths = (reads: Reads, { commissionerId }: Actor) =>
  reads
    .selectFrom('budget_case as c')
    .innerJoinLateral(
      // Of each case that is asked about: `offset 0` keeps PostgreSQL from reading all of the tenant's.
      sql<Selectable<Database['death_report']>>`(select d.* from death_report d
        where d.commissioner_id = ${theTenant} and d.case_id = c.case_id offset 0)`.as('h'),
      (join) => join.onTrue(),
    )
    .select(['c.person_id', 'h.died_on', 'h.outcome'])
    .where('c.commissioner_id', '=', commissionerId)
    .where(sql<boolean>`(h.closed_at is null or h.outcome = 'confirmed' and not ${alive})`)
    .orderBy('h.died_on')

/** The earliest death that is recorded on any case of the person, be it confirmed or not, where nobody who can has said since that they are alive. */
export async function findDeath(reads: Reads, actor: Actor, personId: string) {
  const row = await deaths(reads, actor).where('c.person_id', '=', personId).limit(1).executeTakeFirst()
  return row && { diedOn: row.died_on, confirmed: row.outcome !== null }
}

/** The day on which each of these people died, where that is confirmed. */
export async function listDeaths(
  reads: Reads,
  actor: Actor,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, LocalDate>> {
  if (personIds.length === 0) return new Map()
  const rows = await deaths(reads, actor)
    .where((eb) => eb('c.person_id', '=', eb.fn.any(eb.val([...personIds]))))
    .where('h.outcome', 'is not', null)
    .execute()
  return new Map(rows.toReversed().map((row) => [row.person_id, row.died_on]))
}
