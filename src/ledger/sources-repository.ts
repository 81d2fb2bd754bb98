import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { posted, postQuery } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { type Funder, funders } from '../rules/budgets/budget-rules.ts'
import type { Pence } from '../shared/money.ts'

/** Who pays which part of a plan, as it was agreed: the amounts are the weights of the split. */
export type Shares = readonly { readonly funder: Funder; readonly amountPence: Pence }[]

/** Opens an account for each funder of a plan, before its lines take from them. A split of nothing says nobody's part, and has none. */
export function openSources(tx: Tx, actor: Actor, caseId: string, supportPlanId: string, shares: Shares): void {
  if (!shares.some(({ amountPence }) => amountPence > 0)) return
  const rows = shares.map(({ funder, amountPence }) => ({
    commissioner_id: actor.commissionerId,
    holder_id: supportPlanId,
    kind: funder,
    case_id: caseId,
    weight: amountPence,
  }))
  postQuery(
    tx,
    tx
      .insertInto('account')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  )
}

const isSource = sql.raw(`(${funders.map((funder) => `'${funder}'`).join(', ')})`)

/**
 * Takes from the funders of each plan of a case, or gives back to them, until each has given its part of what the lines have of them, by largest remainder. It
 * follows every entry that the funding gives or takes, so that nobody can forget it; what crises brought is the reserve's.
 */
export const drawOnSources = posted(
  (_, of: Slots<{ commissionerId: string; caseId: string; entryId: string; actorId: string; now: Date }>) => sql`
    with given as (
      select l.support_plan_id as plan, sum(greatest(0, b.pence - l.crisis_pence))::bigint as pence
      from plan_line l cross join lateral (
        select coalesce(sum(a.balance_pence), 0) as pence from account a where a.commissioner_id = ${theTenant} and a.holder_id = l.plan_line_id) b
      where l.commissioner_id = ${of.commissionerId} and l.case_id = ${of.caseId} group by l.support_plan_id),
    exact as (
      select a.holder_id, a.kind, -a.balance_pence as had, g.pence, a.weight::numeric * g.pence as share, sum(a.weight) over (partition by a.holder_id) as whole
      from given g join account a on a.commissioner_id = ${theTenant} and a.holder_id = g.plan where a.weight is not null),
    part as (select *, div(share, whole) as floor, mod(share, whole) as rest from exact),
    wanted as (
      select holder_id, kind, had, floor + case when row_number() over (partition by holder_id order by rest desc, kind)
        <= pence - sum(floor) over (partition by holder_id) then 1 else 0 end as pence from part),
    move as (select holder_id, kind, (pence - had)::bigint as pence, row_number() over (order by holder_id, kind) - 1 as place from wanted where pence <> had),
    entry as (
      insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, recorded_by, recorded_at)
      select ${of.commissionerId}, ${of.entryId}, ${of.caseId}, 'funding', ${of.actorId}, ${of.now}::timestamptz where exists (select from move)),
    posting as (
      insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
      select ${of.commissionerId}, ${of.entryId}, place,
        case when pence > 0 then holder_id else ${of.caseId} end, case when pence > 0 then kind else 'funding' end,
        case when pence > 0 then ${of.caseId} else holder_id end, case when pence > 0 then 'funding' else kind end, abs(pence) from move
      returning from_id, from_kind, to_id, to_kind, amount_pence)
    update account a set balance_pence = a.balance_pence + s.pence
    from (select id, kind, sum(pence)::bigint as pence from (select from_id as id, from_kind as kind, -amount_pence as pence from posting
      union all select to_id, to_kind, amount_pence from posting) m group by id, kind) s
    where a.commissioner_id = ${theTenant} and a.case_id = ${of.caseId} and a.holder_id = s.id and a.kind = s.kind`,
)

/** What a funder gave for a plan, and its weight in the split. */
export interface Source {
  readonly supportPlanId: string
  readonly funder: Funder
  readonly weight: number
  readonly givenPence: Pence
}

/** Who gave what for the plans of a case, plan by plan. */
export async function listSources(reads: Reads, actor: Actor, caseId: string): Promise<Source[]> {
  const rows = await reads
    .selectFrom('account')
    .select(['holder_id', sql<Funder>`kind`.as('funder'), sql<number>`weight`.as('weight'), 'balance_pence'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where(sql<boolean>`kind in ${isSource}`)
    .orderBy('holder_id')
    .orderBy('kind')
    .execute()
  return rows.map(({ holder_id, funder, weight, balance_pence }) => ({
    supportPlanId: holder_id,
    funder,
    weight,
    givenPence: 0 - balance_pence,
  }))
}
