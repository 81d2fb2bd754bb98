import { sql } from 'kysely'
import { hasReceipt } from '../documents/receipts-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

const forPurchase = sql`from payment y where y.commissioner_id = ${theTenant} and y.purchase_id = p.purchase_id
  and y.cancelled_at is null and y.failure is null`
/** What shows that a purchase was paid from money that somebody held: its receipt, whose document is kept and shows something, that somebody else accepted its loss, or what the card issuer says. */
const isShown = sql<boolean>`(${hasReceipt(sql`p.purchase_id`)}
  or exists (select from receipt_loss x where x.commissioner_id = ${theTenant} and x.purchase_id = p.purchase_id and x.accepted_at is not null offset 0)
  or exists (select from card_feed_line f where f.commissioner_id = ${theTenant} and f.purchase_id = p.purchase_id and f.amount_pence > 0 offset 0))`

/**
 * The day on which money first reached the person or their provider by a plan, as far as that stands; undefined where none has. The one place where it is said. What somebody typed and nothing
 * shows reached nobody yet, and neither did what is still to be paid to whoever laid it out or gave it.
 */
export async function findFirstPaid(reads: Reads, supportPlanId: string): Promise<LocalDate | undefined> {
  const [bought, made] = await Promise.all([firstBought(reads, { supportPlanId }), firstMade(reads, { supportPlanId })])
  return [...bought, ...made].map(({ day }) => day).sort()[0]
}

/** The lines of the plan first, and then what is of each by its key: `offset 0` keeps it so. */
const linesOf = ({ supportPlanId }: Slots<OfPlan>) => sql`(select l.plan_line_id, l.case_id from plan_line l
  where l.commissioner_id = ${theTenant} and l.support_plan_id = ${supportPlanId}::uuid offset 0) l`
interface OfPlan {
  readonly supportPlanId: string
}
interface OnDay {
  readonly day: LocalDate
}

/** What was bought and stands: by the payment of it, where it has one, however the line is held since; else of the day on which it was bought. */
const firstBought = prepared(
  (_: Reads, of: Slots<OfPlan>) => sql<OnDay>`select x.day::text as day from ${linesOf(of)} cross join lateral
    (select coalesce((select y.paid_on ${forPurchase} order by y.paid_on limit 1), p.bought_on) as day from purchase p
      where p.commissioner_id = ${theTenant} and p.case_id = l.case_id and p.plan_line_id = l.plan_line_id and p.reversed_at is null
        and not exists (select ${forPurchase} and y.paid_on is null offset 0)
        and (exists (select ${forPurchase} offset 0) or ${isShown}) offset 0) x
    order by x.day limit 1`,
)

/** What was paid for days, or to the person. What the person is paid for what they laid out is in their hands also where that is taken back. */
const firstMade = prepared(
  (_: Reads, of: Slots<OfPlan>) => sql<OnDay>`select x.day::text as day from ${linesOf(of)} cross join lateral
    (select p.paid_on as day from payment p
      where p.commissioner_id = ${theTenant} and p.plan_line_id = l.plan_line_id and p.paid_on is not null
        and (p.purpose <> 'owed' or p.owed_for_days or (p.purchase_id is not null and p.payee_id is null)) offset 0) x
    order by x.day limit 1`,
)
