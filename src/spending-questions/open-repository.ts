import { type RawBuilder, sql } from 'kysely'
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
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type QuestionRow, toQuestion } from './repository.ts'
import type { SpendingQuestion } from './schemas.ts'

type Days = PagePlaces & Slots<{ afterDay: LocalDate }>

/** The open questions `q`, from where the page of a list goes on. */
const open = (of: Which, { afterDay, after }: Days) => sql`q.commissioner_id = ${theTenant} and q.closed_at is null
  ${of === 'later' ? sql`and (q.since, q.spending_question_id) > (${afterDay}::date, ${after}::uuid)` : sql``}`

const columns = sql`q.spending_question_id, q.plan_line_id, q.code, q.since, q.sentence, q.asked_at`

/** As receipts that are missing are listed: from their own side where an actor sees most cases, and else from the side of the teams that they are on. */
function casesOf(side: Side, actor: Asking, of: Which, days: Days): RawBuilder<Database['budget_case']> {
  const told = sql`o.spending_question_id, o.plan_line_id, o.code, o.since, o.sentence, o.asked_at`
  if (side === 'many')
    return sql`(select b.*, ${told} from (select q.case_id, ${columns} from spending_question q where ${open(of, days)}
        order by q.since, q.spending_question_id limit (select null::bigint)) o
      cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
  const own = newestOf(waysOfTeams(actor), 'first', days)
  return sql`(select b.*, ${told} from ${own} b
    cross join lateral (select ${columns} from spending_question q where q.case_id = b.case_id and ${open(of, days)} offset 0) o)`
}

const lineOf = (column: 'key' | 'title') =>
  sql<string>`(select l.${sql.ref(column)} from plan_line l where l.commissioner_id = ${theTenant} and l.plan_line_id = c.plan_line_id)`

const statementOf = eachOf((side: Side) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, days: Days) =>
      visibleCases(reads, actor, 'any', casesOf(side, actor, of, days))
        .select([
          sql<string>`c.spending_question_id`.as('spending_question_id'),
          sql<string>`c.plan_line_id`.as('plan_line_id'),
          sql<QuestionRow['code']>`c.code`.as('code'),
          sql<LocalDate>`c.since`.as('since'),
          sql<string>`c.sentence`.as('sentence'),
          sql<Date>`c.asked_at`.as('asked_at'),
          lineOf('key').as('key'),
          lineOf('title').as('title'),
        ])
        .orderBy(sql`c.since`)
        .orderBy(sql`c.spending_question_id`)
        .limit(days.rows),
    ),
  ),
)

interface Row extends SpendingQuestion {
  readonly place: string
  readonly of: Case
}
export const questionTold = ({ of }: Row, actor: Actor) => caseTold(of, actor)
export const toldQuestion = ({ place: _, of: __, ...question }: Row): SpendingQuestion => question

/** One row more than a page of the questions that the person is to be asked, of the cases that the actor may see: the longest so first. */
export async function listOpenOfAll(reads: Reads, actor: Actor, page: PageRequest): Promise<Row[]> {
  const [afterDay = '', after = ''] = page.after?.split(' ') ?? []
  const side = sideOf(actor, paysInto(actor))
  const rows = await statementOf(side)(page)(reads, actor, { ...placesOf(page), afterDay, after })
  return rows.map((row) => ({
    ...toQuestion({ ...row, outcome: null, answer: null, closed_at: null }),
    place: `${row.since} ${row.spending_question_id}`,
    of: toCase(row),
  }))
}
