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
import type { MissingReceipt, MissingReceiptFilter } from './receipt-schemas.ts'

type Days = PagePlaces & Slots<{ afterDay: LocalDate; floatOf: string; from: string; until: string }>
/** Whether a list is of one organisation that pays from its float. */
type Paid = 'by anybody' | 'from a float'

/** The purchases `p` whose receipt is missing, from where the page of a list goes on. */
const missing = (
  of: Which,
  paid: Paid,
  { afterDay, after, floatOf, from, until }: Days,
) => sql`p.commissioner_id = ${theTenant} and p.missing_since is not null and p.bought_on between ${from}::date and ${until}::date
  ${paid === 'from a float' ? sql`and p.float_organisation_id = ${floatOf}::uuid` : sql``}
  ${of === 'later' ? sql`and (p.missing_since, p.purchase_id) > (${afterDay}::date, ${after}::uuid)` : sql``}`

const columns = sql`p.purchase_id, p.plan_line_id, p.amount_pence, p.bought_on, p.missing_since`

/** As reviews that are overdue are listed: from their own side where an actor sees most cases, and else from the side of the teams that they are on. */
function casesOf(side: Side, paid: Paid, actor: Asking, of: Which, days: Days): RawBuilder<Database['budget_case']> {
  const told = sql`o.purchase_id, o.plan_line_id, o.amount_pence, o.bought_on, o.missing_since`
  if (side === 'many')
    return sql`(select b.*, ${told} from (select p.case_id, ${columns} from purchase p where ${missing(of, paid, days)}
        order by p.missing_since, p.purchase_id limit (select null::bigint)) o
      cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
  const own = newestOf(waysOfTeams(actor), 'first', days)
  return sql`(select b.*, ${told} from ${own} b
    cross join lateral (select ${columns} from purchase p where p.case_id = b.case_id and ${missing(of, paid, days)} offset 0) o)`
}

const statementOf = eachOf((side: Side, paid: Paid) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, days: Days) =>
      visibleCases(reads, actor, 'any', casesOf(side, paid, actor, of, days))
        .select([
          sql<string>`c.purchase_id`.as('purchase_id'),
          sql<string>`c.plan_line_id`.as('plan_line_id'),
          sql<number>`c.amount_pence`.as('amount_pence'),
          sql<LocalDate>`c.bought_on`.as('bought_on'),
          sql<LocalDate>`c.missing_since`.as('missing_since'),
        ])
        .orderBy(sql`c.missing_since`)
        .orderBy(sql`c.purchase_id`)
        .limit(days.rows),
    ),
  ),
)

interface Row extends MissingReceipt {
  readonly place: string
  readonly of: Case
}
export const missingReceiptTold = ({ of }: Row, actor: Actor) => caseTold(of, actor)
export const toldMissingReceipt = ({ place: _, of: __, ...receipt }: Row): MissingReceipt => receipt

/** One row more than a page of the receipts that were asked for and are missing, of the cases that the actor may see: the longest missing first. */
export async function listMissingReceipts(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { organisationId: floatOf, boughtSince: from = '-infinity', boughtBy: until = 'infinity' }: MissingReceiptFilter,
): Promise<Row[]> {
  const [afterDay = '', after = ''] = page.after?.split(' ') ?? []
  const side = sideOf(actor, paysInto(actor), pays(actor))
  const rows = await statementOf(side, floatOf === undefined ? 'by anybody' : 'from a float')(page)(reads, actor, {
    ...placesOf(page),
    afterDay,
    after,
    floatOf: floatOf ?? '',
    from,
    until,
  })
  return rows.map((row) => ({
    purchaseId: row.purchase_id,
    caseId: row.case_id,
    planLineId: row.plan_line_id,
    amountPence: row.amount_pence,
    boughtOn: row.bought_on,
    missingSince: row.missing_since,
    place: `${row.missing_since} ${row.purchase_id}`,
    of: toCase(row),
  }))
}
