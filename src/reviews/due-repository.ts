import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { paysInto } from '../case-access/grounds-repository.ts'
import { caseTold, type Side, sideOf, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { newestOf, waysOfTeams } from '../case-access/ways-repository.ts'
import { listToldWithCases } from '../cases/told-with-case.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf, type Which } from '../platform/database/prepared-pages.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type Dueness, daysOf } from '../rules/reviews-and-appeals/reviews-due.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { DueReviewFilter } from './list-schemas.ts'
import type { DueReview, Review } from './schemas.ts'

type Days = PagePlaces & Slots<{ from: LocalDate; to: LocalDate; afterDay: LocalDate }>

/** Whether a review is to be held, and not put off by a pause of its case: one that a crisis calls for is held all the same. */
export const owedNow = (review: string): RawBuilder<SqlBool> => sql`(${sql.ref(`${review}.status`)} = 'scheduled'
  and (${sql.ref(`${review}.kind`)} = 'rapid' or not exists (select from case_pause u where u.commissioner_id = ${theTenant}
    and u.case_id = ${sql.ref(`${review}.case_id`)} and u.ended_on is null offset 0)))`

/** The reviews `r` that are to be held within the days of a list, from where its page goes on. */
const openOnes = (of: Which, { from, to, afterDay, after }: Days) => sql`r.commissioner_id = ${theTenant}
  and ${owedNow('r')} and r.due_on between ${from}::date and ${to}::date
  ${of === 'later' ? sql`and (r.due_on, r.review_id) > (${afterDay}::date, ${after}::uuid)` : sql``}`

const columns = sql`r.review_id, r.kind as review_kind, r.due_on`

/**
 * Where an actor sees most cases that there are, the reviews are read in the order of their days, and each case is looked up by its key; for whoever
 * stands on teams, those are found from their side. Who sees a case only while it waits for them owes it no review. `offset 0` keeps both so.
 */
function casesOf(side: Side, actor: Asking, of: Which, days: Days): RawBuilder<Database['budget_case']> {
  if (side === 'many')
    return sql`(select b.*, o.review_id, o.review_kind, o.due_on from (select r.case_id, ${columns} from review r
        where ${openOnes(of, days)} order by r.due_on, r.review_id limit (select null::bigint)) o
      cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
  const own = newestOf(waysOfTeams(actor), 'first', days)
  return sql`(select b.*, o.review_id, o.review_kind, o.due_on from ${own} b
    cross join lateral (select ${columns} from review r where r.case_id = b.case_id and ${openOnes(of, days)} offset 0) o)`
}

const statementOf = eachOf((side: Side) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, days: Days) =>
      visibleCases(reads, actor, 'any', casesOf(side, actor, of, days))
        .select([
          sql<string>`c.review_id`.as('review_id'),
          sql<Review['kind']>`c.review_kind`.as('review_kind'),
          sql<LocalDate>`c.due_on`.as('due_on'),
        ])
        .orderBy(sql`c.due_on`)
        .orderBy(sql`c.review_id`)
        .limit(days.rows),
    ),
  ),
)

interface Row extends DueReview {
  readonly place: string
  readonly of: Case
}
export const dueReviewTold = ({ of }: Row, actor: Actor) => caseTold(of, actor)
export const toldDueReview = ({ place: _, of: __, ...review }: Row): DueReview => review

/** One row more than a page of the reviews that are to be held, of the cases that the actor may see: the soonest day first. */
export async function listReviewsByDay(
  reads: Reads,
  actor: Actor,
  dueness: Dueness,
  page: PageRequest,
  { expand }: DueReviewFilter,
  today: LocalDate,
): Promise<Row[]> {
  const [afterDay = today, after = ''] = page.after?.split(' ') ?? []
  const side = sideOf(actor, paysInto(actor))
  const asked = { ...placesOf(page), ...daysOf(dueness, today), afterDay, after }
  const rows = await statementOf(side)(page)(reads, actor, asked)
  const found = rows.map((row) => ({ row, of: toCase(row) }))
  const cases = found.map(({ of }) => of)
  const besides = await listToldWithCases(reads, actor, cases, expand)
  return found.map(({ row, of }) => ({
    reviewId: row.review_id,
    caseId: row.case_id,
    kind: row.review_kind,
    dueOn: row.due_on,
    place: `${row.due_on} ${row.review_id}`,
    ...besides(of),
    of,
  }))
}
