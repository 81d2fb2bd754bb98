import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { paysInto } from '../case-access/grounds-repository.ts'
import { caseTold, type Side, sideOf, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { newestOf, waysOfTeams } from '../case-access/ways-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf, type Which } from '../platform/database/prepared-pages.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type KeptCheck, toCheck } from './repository.ts'

/** The checks `s` that nobody has decided, from where the page of a list goes on. */
const open = (of: Which, { after }: PagePlaces) => sql`s.commissioner_id = ${theTenant} and s.outcome is null
  ${of === 'later' ? sql`and s.spending_check_id > ${after}::uuid` : sql``}`

/** As receipts that are missing are listed: from their own side where an actor sees most cases, and else from the side of the teams that they are on. */
function casesOf(side: Side, actor: Asking, of: Which, page: PagePlaces): RawBuilder<Database['budget_case']> {
  const told = sql`to_json(o) as checked, o.spending_check_id`
  if (side === 'many')
    return sql`(select b.*, ${told} from (select s.* from spending_check s where ${open(of, page)}
        order by s.spending_check_id limit (select null::bigint)) o
      cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
  const own = newestOf(waysOfTeams(actor), 'first', page)
  return sql`(select b.*, ${told} from ${own} b
    cross join lateral (select s.* from spending_check s where s.case_id = b.case_id and ${open(of, page)} offset 0) o)`
}

type CheckRow = Selectable<Database['spending_check']>
const statementOf = eachOf((side: Side) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, page: PagePlaces) =>
      visibleCases(reads, actor, 'any', casesOf(side, actor, of, page))
        .select(sql<Omit<CheckRow, 'asked_at'> & { asked_at: string }>`c.checked`.as('checked'))
        .orderBy(sql`c.spending_check_id`)
        .limit(page.rows),
    ),
  ),
)

interface Row extends KeptCheck {
  readonly of: Case
}
export const checkTold = ({ of }: Row, actor: Actor) => caseTold(of, actor)

/** One row more than a page of what nobody has decided, of the cases that the actor may see: the longest ago first. */
export async function listOpenChecks(reads: Reads, actor: Actor, page: PageRequest): Promise<Row[]> {
  const rows = await statementOf(sideOf(actor, paysInto(actor)))(page)(reads, actor, placesOf(page))
  return rows.map(({ checked, ...row }) => ({
    ...toCheck({ ...checked, asked_at: new Date(checked.asked_at) }),
    of: toCase(row),
  }))
}
