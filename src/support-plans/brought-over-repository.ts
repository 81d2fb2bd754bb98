import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { notRestricted } from '../people/visible-people-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Plan, toPlan } from './repository.ts'

/** The plans that other systems know by these identifiers, by that; `open`: nobody is kept out of the person's record. */
export async function listPlansByIdentifiers(
  reads: Reads,
  { commissionerId }: Actor,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, { readonly plan: Plan; readonly open: boolean }>> {
  if (tokens.length === 0) return new Map()
  const rows = await reads
    .selectFrom('identifier as i')
    .innerJoinLateral(
      // Of each identifier that is asked about: `offset 0` keeps PostgreSQL from beginning with all of the tenant's plans.
      sql<Selectable<Database['support_plan']>>`(select s.* from support_plan s
        where s.commissioner_id = ${theTenant} and s.support_plan_id = i.support_plan_id offset 0)`.as('s'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      sql<Selectable<Database['person']>>`(select p.* from budget_case c join person p
        on p.commissioner_id = ${theTenant} and p.person_id = c.person_id
        where c.commissioner_id = ${theTenant} and c.case_id = s.case_id offset 0)`.as('person'),
      (join) => join.onTrue(),
    )
    .selectAll('s')
    .select(['i.token', notRestricted.as('open')])
    .where('i.commissioner_id', '=', commissionerId)
    .where((eb) => eb('i.token', '=', eb.fn.any(eb.val([...tokens]))))
    .where('i.kind', '=', 'support-plan')
    .execute()
  return new Map(rows.map((row) => [row.token, { plan: toPlan(row), open: row.open === true }]))
}
