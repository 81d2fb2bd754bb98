import { sql } from 'kysely'
import { prepared } from '../platform/database/prepared.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Something of a tenant's books that does not add up, in pence. */
export interface Difference {
  readonly what:
    | 'account'
    | 'line'
    | 'reserve'
    | 'sources'
    | 'payments'
    | 'pending'
    | 'paying'
    | 'owed'
    | 'spent'
    | 'held'
    | 'own'
    | 'float'
  readonly id: string
  /** Null: a float is of no case. */
  readonly caseId: string | null
  /** What is kept in rows, and what the postings come to. */
  readonly kept: number
  readonly posted: number
}

/** What stands of the payments of each line, and what of them is where. */
const payments = sql`(select plan_line_id,
    coalesce(sum(amount_pence) filter (where instructed_at is null and purpose <> 'owed'), 0) as committed,
    coalesce(sum(amount_pence) filter (where instructed_at is null and purpose = 'owed'), 0) as owed,
    coalesce(sum(amount_pence) filter (where instructed_at is not null and settled_at is null and purpose <> 'owed'), 0) as pending,
    coalesce(sum(amount_pence) filter (where instructed_at is not null and settled_at is null and purpose = 'owed'), 0) as paying,
    coalesce(sum(amount_pence) filter (where settled_at is null and purchase_id is not null), 0) as for_purchases,
    coalesce(sum(amount_pence) filter (where paid_on is not null and purchase_id is null and not to_hold), 0) as spent
  from payment where commissioner_id = ${theTenant} and cancelled_at is null group by plan_line_id)`

/** What is owed for purchases that nobody is paid for by a payment. */
const owedBeside = sql`(select u.plan_line_id, sum(case when p.to_kind = 'owed' then p.amount_pence else -p.amount_pence end) as pence
  from ledger_entry e
  join ledger_posting p on p.commissioner_id = ${theTenant} and p.ledger_entry_id = e.ledger_entry_id and (p.to_kind = 'owed' or p.from_kind = 'owed')
  join purchase u on u.commissioner_id = ${theTenant} and u.purchase_id = e.purchase_id
  where e.commissioner_id = ${theTenant} and e.purchase_id is not null
    and not exists (select from payment q where q.commissioner_id = ${theTenant} and q.purchase_id = u.purchase_id and q.cancelled_at is null)
  group by u.plan_line_id)`

/** What came back of each line in part, by whether it was in somebody's hands: the whole of a payment that came back was not made. */
const back = sql`(select g.plan_line_id,
    coalesce(sum(g.amount_pence) filter (where coalesce(p.to_hold, true)), 0) as held,
    coalesce(sum(g.amount_pence) filter (where not p.to_hold), 0) as spent
  from give_back g left join payment p on p.commissioner_id = ${theTenant} and p.payment_id = g.payment_id
  where g.commissioner_id = ${theTenant} and g.confirmed_at is not null and g.replaced_at is null and (g.payment_id is null or p.paid_on is not null)
  group by g.plan_line_id)`

const bought = sql`(select plan_line_id, sum(amount_pence - reversed_pence) as pence, sum(own_pence - own_reversed_pence) as own
  from purchase where commissioner_id = ${theTenant} group by plan_line_id)`

/** What settled payments brought into hands, and what came back from there, by what was posted. */
const intoHands = sql`(select h.line, sum(h.pence) as pence from (
    select p.to_id as line, p.amount_pence as pence from ledger_entry e
      join ledger_posting p on p.commissioner_id = ${theTenant} and p.ledger_entry_id = e.ledger_entry_id and p.to_kind = 'held'
      where e.commissioner_id = ${theTenant} and e.kind in ('settlement', 'return')
    union all select p.from_id, -p.amount_pence from ledger_entry e
      join ledger_posting p on p.commissioner_id = ${theTenant} and p.ledger_entry_id = e.ledger_entry_id and p.from_kind = 'held'
      where e.commissioner_id = ${theTenant} and e.kind in ('settlement', 'return')) h group by h.line)`

/**
 * What differs between the books and the rows that they come from. What is held is asked of all lines of one key in a case: it goes on with the line that takes the place of its own. Purchases outlive
 * no record, and the float does: it can have given more than there are, and never less.
 */
export const rowDifferences = prepared(
  () => sql<Difference>`with of_line as (
      select l.plan_line_id, l.case_id, l.key, coalesce(p.pending, 0) as pending, coalesce(p.paying, 0) as paying,
        coalesce(p.committed, 0) as committed, coalesce(p.owed, 0) + coalesce(o.pence, 0) as owed,
        coalesce(u.pence, 0) - coalesce(o.pence, 0) - coalesce(p.for_purchases, 0) + coalesce(p.spent, 0) - coalesce(g.spent, 0) as spent,
        coalesce(g.held, 0) as held_back, coalesce(u.own, 0) as own
      from plan_line l
      left join ${payments} p on p.plan_line_id = l.plan_line_id
      left join ${owedBeside} o on o.plan_line_id = l.plan_line_id
      left join ${bought} u on u.plan_line_id = l.plan_line_id
      left join ${back} g on g.plan_line_id = l.plan_line_id
      where l.commissioner_id = ${theTenant}),
    held as (
      select l.case_id, l.key, (array_agg(l.plan_line_id order by l.plan_line_id))[1] as id,
        coalesce(sum(p.pence), 0) - sum(l.held_back) as kept, coalesce(sum(h.pence), 0) as posted
      from of_line l
      left join (select plan_line_id, sum(amount_pence) as pence from payment
        where commissioner_id = ${theTenant} and cancelled_at is null and paid_on is not null and to_hold group by plan_line_id) p
        on p.plan_line_id = l.plan_line_id
      left join ${intoHands} h on h.line = l.plan_line_id
      group by l.case_id, l.key),
    floats as (
      select f.organisation_id as id, coalesce(m.paid_in, 0) as paid_in, coalesce(m.bought, 0) as bought,
        (select coalesce(sum(case d.kind when 'float-deposit' then d.amount_pence else -d.amount_pence end), 0) from float_payment d
          where d.commissioner_id = ${theTenant} and d.organisation_id = f.organisation_id
            and d.confirmed_at is not null and d.replaced_at is null) as rows_in,
        (select coalesce(sum(u.amount_pence - u.reversed_pence), 0) from purchase u
          where u.commissioner_id = ${theTenant} and u.float_organisation_id = f.organisation_id) as rows_bought
      from organisation_float f
      left join lateral (select
          sum(case e.kind when 'float-deposit' then p.amount_pence when 'float-return' then -p.amount_pence else 0 end) as paid_in,
          sum(case e.kind when 'float-purchase' then p.amount_pence when 'float-reversal' then -p.amount_pence else 0 end) as bought
        from ledger_posting p join ledger_entry e on e.commissioner_id = ${theTenant} and e.ledger_entry_id = p.ledger_entry_id
        where p.commissioner_id = ${theTenant} and (p.from_id = f.organisation_id and p.from_kind = 'float' or p.to_id = f.organisation_id and p.to_kind = 'float')) m on true
      where f.commissioner_id = ${theTenant})
    select w.kind::text as what, l.plan_line_id as id, l.case_id as "caseId", w.pence::bigint as kept, coalesce(a.balance_pence, 0) as posted
      from of_line l
      cross join lateral (values ('payments', 'committed'::account_kind, l.committed), ('pending', 'pending', l.pending),
        ('paying', 'paying', l.paying), ('owed', 'owed', l.owed), ('spent', 'spent', l.spent), ('own', 'own-spent', l.own)) w (kind, account, pence)
      left join account a on a.commissioner_id = ${theTenant} and a.holder_id = l.plan_line_id and a.kind = w.account
      where w.pence <> coalesce(a.balance_pence, 0)
    union all select 'held', id, case_id, kept::bigint, posted::bigint from held where kept <> posted
    union all select 'float', id, null, rows_in::bigint, paid_in::bigint from floats where rows_in <> paid_in
    union all select 'float', id, null, rows_bought::bigint, bought::bigint from floats where rows_bought > bought`,
)
