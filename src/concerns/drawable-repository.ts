import { type RawBuilder, sql } from 'kysely'
import { hadDocumentAt } from '../documents/receipts-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type AuditedKind, type Drawable, riskTickets, type SampleMethod } from '../rules/concerns/audit-samples.ts'
import { daysAfter, instantsInLondon } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { AuditSample } from './sample-schemas.ts'

interface Within {
  readonly first: Date
  readonly end: Date
  readonly drawnAt: string
}
interface Row {
  readonly id: string
  readonly amount_pence: Pence | null
  readonly marks: number
  readonly has_evidence: boolean
}

type Drawing = Pick<AuditSample, 'of' | 'from' | 'until' | 'drawnAt' | 'seed' | 'size' | 'method'>

/** How many tickets an item `d` has, as `ticketsOf` counts them. */
function ticketsOfRow(method: SampleMethod): RawBuilder<number> {
  const { each, perMark, noEvidence, large, most } = riskTickets
  if (method === 'random') return sql`${each}::integer`
  return sql`least(${most}::integer, ${each}::integer + d.marks * ${perMark}::integer + case when d.has_evidence then 0 else ${noEvidence}::integer end
    + case when d.amount_pence >= ${large.fromPence}::bigint then ${large.tickets}::integer else 0 end)`
}

/**
 * The items with the least tickets of a kind and some days, as many as are drawn, and out of how many: as they were known at a moment, so that a later mark or receipt changes no draw. The tickets are
 * made where the items are, since all of a year would be too many to fetch. They are drawn from all alike: also from records that the auditor does not see, or the draw would depend on who draws.
 */
export async function listLeast(
  reads: Reads,
  { of, from, until, drawnAt, seed, size, method }: Drawing,
): Promise<{ readonly items: Drawable[]; readonly population: number }> {
  const [first] = instantsInLondon(from, '00:00')
  const [end] = instantsInLondon(daysAfter(until, 1), '00:00')
  const within = { first: first ?? new Date(from), end: end ?? new Date(until), drawnAt }
  const counted = sql<Row & { population: number; least: string }>`(select d.*, count(*) over ()::int as population,
    (select min(encode(sha256(convert_to(${seed}::text || ':' || d.id::text || ':' || n::text, 'UTF8')), 'hex') collate "C")
      from generate_series(0, ${ticketsOfRow(method)} - 1) n) as least
    from ${drawable[of](within)} d)`
  const rows = await reads
    .selectFrom(counted.as('q'))
    .select(['q.id', 'q.amount_pence', 'q.marks', 'q.has_evidence', 'q.population'])
    .orderBy(sql`q.least collate "C"`)
    .limit(size)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    amountPence: row.amount_pence,
    marks: row.marks,
    hasEvidence: row.has_evidence,
  }))
  return { items, population: rows[0]?.population ?? 0 }
}

const drawable: Readonly<Record<AuditedKind, (within: Within) => RawBuilder<Row>>> = {
  purchase: ({ first, end, drawnAt }) => sql<Row>`(select p.purchase_id as id, p.amount_pence,
    (select count(*) from purchase_mark m where m.commissioner_id = ${theTenant} and m.purchase_id = p.purchase_id
      and m.marked_at <= ${drawnAt}::timestamptz)::int as marks,
    (exists (select from receipt r where r.commissioner_id = ${theTenant} and r.purchase_id = p.purchase_id
        and r.document_id is not null and ${hadDocumentAt(sql`${drawnAt}::timestamptz`)} offset 0)
      or exists (select from receipt_loss x where x.commissioner_id = ${theTenant} and x.purchase_id = p.purchase_id
        and x.accepted_at <= ${drawnAt}::timestamptz offset 0)) as has_evidence
    from purchase p where p.commissioner_id = ${theTenant} and p.recorded_at >= ${first} and p.recorded_at < ${end})`,
  // What was answered since, or decided, is another thing: it is drawn by what was asked for.
  'bank-details': ({ first, end, drawnAt }) => sql<Row>`(select b.bank_account_id as id, null::bigint as amount_pence,
    (case when b.name_matches then 0 else 1 end
      + (select count(*) from bank_account_twin t
        join bank_account o on o.commissioner_id = ${theTenant} and o.bank_account_id = t.twin_id and o.proposed_at <= ${drawnAt}::timestamptz
        where t.commissioner_id = ${theTenant} and t.bank_account_id = b.bank_account_id)
      + (select count(*) from bank_account o where o.commissioner_id = ${theTenant} and o.owner_id = b.owner_id
        and o.proposed_at < b.proposed_at and o.proposed_at >= b.proposed_at - interval '30 days'))::int as marks,
    b.document_hash is not null as has_evidence
    from bank_account b where b.commissioner_id = ${theTenant} and b.proposed_at >= ${first} and b.proposed_at < ${end})`,
  'line-move': ({ first, end }) => sql<Row>`(select m.line_move_id as id, m.amount_pence,
    (case when m.moved_as = 'person' then 0 else 1 end
      + (select count(*) from line_move o where o.commissioner_id = ${theTenant} and o.from_line_id = m.from_line_id
        and o.moved_at < m.moved_at and o.moved_at >= m.moved_at - interval '30 days'))::int as marks,
    true as has_evidence
    from line_move m where m.commissioner_id = ${theTenant} and m.moved_at >= ${first} and m.moved_at < ${end})`,
  'give-back': ({ first, end, drawnAt }) => sql<Row>`(select g.give_back_id as id, g.amount_pence,
    (select count(*) from give_back o where o.commissioner_id = ${theTenant} and o.case_id = g.case_id
      and o.recorded_at < g.recorded_at and o.recorded_at >= g.recorded_at - interval '30 days')::int as marks,
    g.confirmed_by is not null and g.confirmed_at <= ${drawnAt}::timestamptz as has_evidence
    from give_back g where g.commissioner_id = ${theTenant} and g.recorded_at >= ${first} and g.recorded_at < ${end})`,
  'off-plan-decision': ({ first, end }) => sql<Row>`(select d.decision_id as id, r.amount_pence,
    (json_array_length(r.ties) + case when d.in_place_of is null then 0 else 1 end)::int as marks,
    r.payee_id is not null as has_evidence
    from decision d
    join off_plan_request r on r.commissioner_id = ${theTenant} and r.off_plan_request_id = d.subject_id
    where d.commissioner_id = ${theTenant} and d.subject = 'off-plan-request' and d.decided_at >= ${first} and d.decided_at < ${end})`,
  'waiting-claim-decision': ({ first, end, drawnAt }) => sql<Row>`(select d.decision_id as id, w.amount_pence,
    (case when d.in_place_of is null then 0 else 1 end
      + (select count(*) from waiting_claim o where o.commissioner_id = ${theTenant} and o.case_id = w.case_id
        and o.claimed_at < w.claimed_at and o.claimed_at >= w.claimed_at - interval '30 days'))::int as marks,
    exists (select from (select w.document_id) r where r.document_id is not null and ${hadDocumentAt(sql`${drawnAt}::timestamptz`)}) as has_evidence
    from decision d
    join waiting_claim w on w.commissioner_id = ${theTenant} and w.waiting_claim_id = d.subject_id
    where d.commissioner_id = ${theTenant} and d.subject = 'waiting-claim' and d.decided_at >= ${first} and d.decided_at < ${end})`,
  payment: ({ first, end }) => sql<Row>`(select y.payment_id as id, y.amount_pence,
    (case when y.purpose = 'instalment' then 0 else 1 end
      + (select count(*) from bank_account o where o.commissioner_id = ${theTenant} and o.owner_id = coalesce(y.payee_id, y.case_id)
        and o.proposed_at <= y.instructed_at and o.proposed_at >= y.instructed_at - interval '30 days'))::int as marks,
    true as has_evidence
    from payment y where y.commissioner_id = ${theTenant} and y.settled_at >= ${first} and y.settled_at < ${end})`,
}
