import { type RawBuilder, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { paysInto } from '../case-access/grounds-repository.ts'
import { caseTold, pays, type Side, sideOf, toCase, visibleCases } from '../case-access/visible-repository.ts'
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
import type { CardFeedLine, UnmatchedFilter } from './schemas.ts'

type Days = PagePlaces & Slots<{ afterDay: LocalDate; until: LocalDate }>

/** A day after all that can be asked for: the list is of every day. */
const everyDay = '9999-12-31'

/** The lines `f` for which no purchase is known, paid by a day, from where the page of a list goes on. */
const unmatched = (of: Which, { afterDay, after, until }: Days) => sql`f.commissioner_id = ${theTenant}
  and f.purchase_id is null and f.paid_on <= ${until}::date
  ${of === 'later' ? sql`and (f.paid_on, f.card_feed_line_id) > (${afterDay}::date, ${after}::uuid)` : sql``}`

const columns = sql`f.card_feed_line_id, f.paid_on, f.amount_pence, f.merchant, f.reference as issuer_reference`

/** As receipts that are missing are listed: from their own side where an actor sees most cases, and else from the side of the teams that they are on. */
function casesOf(side: Side, actor: Asking, of: Which, days: Days): RawBuilder<Database['budget_case']> {
  const told = sql`o.card_feed_line_id, o.paid_on, o.amount_pence, o.merchant, o.issuer_reference`
  if (side === 'many')
    return sql`(select b.*, ${told} from (select f.case_id, ${columns} from card_feed_line f where ${unmatched(of, days)}
        order by f.paid_on, f.card_feed_line_id limit (select null::bigint)) o
      cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
  const own = newestOf(waysOfTeams(actor), 'first', days)
  return sql`(select b.*, ${told} from ${own} b
    cross join lateral (select ${columns} from card_feed_line f where f.case_id = b.case_id and ${unmatched(of, days)} offset 0) o)`
}

const statementOf = eachOf((side: Side) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, days: Days) =>
      visibleCases(reads, actor, 'any', casesOf(side, actor, of, days))
        .select([
          sql<string>`c.card_feed_line_id`.as('card_feed_line_id'),
          sql<LocalDate>`c.paid_on`.as('paid_on'),
          sql<number>`c.amount_pence`.as('amount_pence'),
          sql<string>`c.merchant`.as('merchant'),
          sql<string>`c.issuer_reference`.as('issuer_reference'),
        ])
        .orderBy(sql`c.paid_on`)
        .orderBy(sql`c.card_feed_line_id`)
        .limit(days.rows),
    ),
  ),
)

interface Row extends CardFeedLine {
  readonly place: string
  readonly of: Case
}
export const unmatchedTold = ({ of }: Row, actor: Actor) => caseTold(of, actor)
export const toldUnmatched = ({ place: _, of: __, ...line }: Row): CardFeedLine => line

/** One row more than a page of what cards paid and no purchase is known of, of the cases that the actor may see: the longest ago first. */
export async function listUnmatched(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { paidBy = everyDay }: UnmatchedFilter,
): Promise<Row[]> {
  const [afterDay = '', after = ''] = page.after?.split(' ') ?? []
  const side = sideOf(actor, paysInto(actor), pays(actor))
  const rows = await statementOf(side)(page)(reads, actor, { ...placesOf(page), afterDay, after, until: paidBy })
  return rows.map((row) => ({
    id: row.card_feed_line_id,
    caseId: row.case_id,
    paidOn: row.paid_on,
    amountPence: row.amount_pence,
    merchant: row.merchant,
    reference: row.issuer_reference,
    purchaseId: null,
    matchedAt: null,
    place: `${row.paid_on} ${row.card_feed_line_id}`,
    of: toCase(row),
  }))
}
