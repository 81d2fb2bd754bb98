import { sql } from 'kysely'
import type { ClosedLists } from '../database/tables.ts'
import type { Reads } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'

type Kind = ClosedLists['account_kind']

/** Which part of a case's book: the days of it, both included, and what was recorded by a moment. No first day: from the beginning. */
export interface PartOfBook {
  readonly caseId: string
  readonly from: LocalDate | null
  readonly until: LocalDate
  readonly asOf: Date
}

/** What an entry did on one line, or to what a plan keeps for crises. */
export interface BookRow {
  readonly entryId: string
  /** The line; the plan, where it is what that keeps for crises. */
  readonly holderId: string
  readonly kind: Exclude<ClosedLists['ledger_entry_kind'], 'funding' | `float-${string}`>
  readonly day: LocalDate
  readonly recordedAt: Date
  /** One pair of accounts between which it moved money. */
  readonly fromKind: Kind
  readonly toKind: Kind
  /** By how much there is more left of the line, or less. */
  readonly changePence: Pence
  readonly movedPence: Pence
  /** What is left of all lines after it. */
  readonly leftPence: Pence
  readonly line: string | null
  readonly title: string | null
  readonly bought: string | null
  readonly payee: string | null
}

/** What is left of a line: what was neither bought nor taken back, wherever it is until then. */
const isLeft = sql.raw(`in ('available', 'committed', 'pending', 'held', 'returned')`)
const isOfLine = sql.raw(
  `in ('available', 'committed', 'pending', 'held', 'returned', 'owed', 'paying', 'spent', 'recovered', 'own-spent')`,
)

/**
 * The rows of a case by one index. Each posting is looked at from both of its accounts. A purchase is of the day on which it was bought, and with it what was
 * allocated again so that a line that had closed could bear it; everything else is of the day on which it was recorded, in England.
 */
const rows = (of: Slots<{ caseId: string; until: LocalDate; asOf: Date }>) => sql`
  select e.ledger_entry_id as entry_id, m.holder_id, e.kind, e.recorded_at, m.from_kind, m.to_kind, m.change, m.moved, u.bought, u.payee, d.day
  from ledger_entry e
  left join purchase u on u.commissioner_id = ${theTenant} and u.purchase_id = e.purchase_id
  cross join lateral (select case when e.kind in ('reversal', 'own-money-back') or u.bought_on is null
    then (e.recorded_at at time zone 'Europe/London')::date else u.bought_on end as day) d
  cross join lateral (
    select s.holder_id, min(p.from_kind) as from_kind, min(p.to_kind) as to_kind,
      coalesce(sum(s.pence) filter (where s.kind ${isLeft}), 0)::bigint as change,
      greatest(sum(s.pence) filter (where s.pence > 0), -sum(s.pence) filter (where s.pence < 0))::bigint as moved
    from ledger_posting p
    cross join lateral (values (p.from_id, p.from_kind, -p.amount_pence), (p.to_id, p.to_kind, p.amount_pence)) s(holder_id, kind, pence)
    where p.commissioner_id = ${theTenant} and p.ledger_entry_id = e.ledger_entry_id
      and (s.kind ${isOfLine} or s.kind = 'reserve' and e.kind in ('reserve', 'reserve-release'))
    group by s.holder_id) m
  where e.commissioner_id = ${theTenant} and e.case_id = ${of.caseId} and e.recorded_at <= ${of.asOf}::timestamptz
    and e.kind <> 'funding' and d.day <= ${of.until}::date`

/** Where a page goes on, in the order of the days; and how many rows are asked for. */
export interface RowPlace {
  readonly day: LocalDate
  readonly entryId: string
  readonly holderId: string
}
type Page = Slots<{
  caseId: string
  from: LocalDate | null
  until: LocalDate
  asOf: Date
  afterDay: LocalDate | null
  afterEntry: string | null
  afterHolder: string | null
  rows: number
}>

const pageOfRows = prepared(
  (_: Reads, of: Page) => sql<BookRow>`
    select x.entry_id as "entryId", x.holder_id as "holderId", x.kind, x.day, x.recorded_at as "recordedAt",
      x.from_kind as "fromKind", x.to_kind as "toKind", x.change as "changePence", x.moved as "movedPence", x.left_pence as "leftPence",
      l.key as line, l.title, x.bought, x.payee
    from (select r.*, (sum(change) over (order by day, entry_id, holder_id))::bigint as left_pence from (${rows(of)}) r) x
    left join plan_line l on l.commissioner_id = ${theTenant} and l.plan_line_id = x.holder_id
    where (${of.from}::date is null or x.day >= ${of.from}::date)
      and (${of.afterDay}::date is null
        or (x.day, x.entry_id, x.holder_id) > (${of.afterDay}::date, ${of.afterEntry}::uuid, ${of.afterHolder}::uuid))
    order by x.day, x.entry_id, x.holder_id limit ${of.rows}`,
)

/** The rows of a part of the book in the order of their days, each with what was left after it: so many, after a place. */
export const listBookRows = (
  reads: Reads,
  part: PartOfBook,
  { after, most }: { readonly after?: RowPlace | undefined; readonly most: number },
): Promise<BookRow[]> =>
  pageOfRows(reads, {
    ...part,
    afterDay: after?.day ?? null,
    afterEntry: after?.entryId ?? null,
    afterHolder: after?.holderId ?? null,
    rows: most,
  })

/** What was left of a line before the days, what came in and went out on them, and what was left after. */
export interface LineSums {
  readonly planLineId: string
  readonly line: string
  readonly title: string
  readonly openingPence: Pence
  readonly inPence: Pence
  readonly outPence: Pence
  readonly closingPence: Pence
}

const sumsOfLines = prepared(
  (_: Reads, of: Slots<{ caseId: string; from: LocalDate | null; until: LocalDate; asOf: Date }>) => sql<LineSums>`
    select l.plan_line_id as "planLineId", l.key as line, l.title,
      coalesce(sum(r.change) filter (where r.day < ${of.from}::date), 0)::bigint as "openingPence",
      coalesce(sum(greatest(r.change, 0)) filter (where ${of.from}::date is null or r.day >= ${of.from}::date), 0)::bigint as "inPence",
      coalesce(-sum(least(r.change, 0)) filter (where ${of.from}::date is null or r.day >= ${of.from}::date), 0)::bigint as "outPence",
      sum(r.change)::bigint as "closingPence"
    from (${rows(of)}) r join plan_line l on l.commissioner_id = ${theTenant} and l.plan_line_id = r.holder_id
    group by l.plan_line_id, l.key, l.title order by l.plan_line_id`,
)

/** The same of each line of a case of which the book knew something by the moment, oldest first. */
export const sumBook = (reads: Reads, part: PartOfBook): Promise<LineSums[]> => sumsOfLines(reads, part)
