import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import { maySee } from './grounds-repository.ts'
import { isAlive } from './repository.ts'

/** The day on which each of these people died by a case that the actor sees, where that is confirmed and nobody who can has said since that they are alive. */
export async function listDeaths(
  reads: Reads,
  actor: Actor,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, LocalDate>> {
  if (personIds.length === 0) return new Map()
  const rows = await reads
    .selectFrom('budget_case as c')
    .innerJoinLateral(
      // Of each case that is asked about: `offset 0` keeps PostgreSQL from reading all of the tenant's.
      sql<Selectable<Database['death_report']>>`(select d.* from death_report d
        where d.commissioner_id = ${theTenant} and d.case_id = c.case_id offset 0)`.as('h'),
      (join) => join.onTrue(),
    )
    .select(['c.person_id', 'h.died_on'])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('c.person_id', '=', eb.fn.any(eb.val([...personIds]))))
    .where(sql<boolean>`(h.outcome = 'confirmed' and not ${isAlive})`)
    .where(maySee(asking(actor)))
    .orderBy('h.died_on', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.died_on]))
}
