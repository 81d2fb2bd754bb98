import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Funder, funders } from '../rules/budgets/budget-rules.ts'
import { elements, payerOf } from '../rules/planning/elements.ts'
import type { Pence } from '../shared/money.ts'

const isSource = sql.raw(`(${funders.map((funder) => `'${funder}'`).join(', ')})`)

/** Who pays for a line `l` because of its element; null where it has none. */
export const payerOfLine = sql.raw(
  `case l.element ${elements.map((element) => `when '${element}' then '${payerOf(element)}'::account_kind`).join(' ')} end`,
)

/**
 * What each funder of the plans in `had` (plan, payer, pence) is to have given, as `wanted`, with what it gave: all of what the lines of its element have, and of
 * the others its part, by largest remainder. A line whose payer has no part in its plan is one of the others.
 */
export const wantedOfSources = sql`
    source as (
      select a.holder_id, a.kind, a.case_id, -a.balance_pence as gave, a.weight, coalesce(h.pence, 0) as own
      from account a left join had h on h.plan = a.holder_id and h.payer = a.kind
      where a.commissioner_id = ${theTenant} and a.weight is not null and a.holder_id in (select plan from had)),
    rest as (
      select h.plan, sum(h.pence) as pence from had h
      where not exists (select from source s where s.holder_id = h.plan and s.kind = h.payer) group by h.plan),
    exact as (
      select s.*, coalesce(r.pence, 0) as rest, s.weight::numeric * coalesce(r.pence, 0) as share, sum(s.weight) over (partition by s.holder_id) as whole
      from source s left join rest r on r.plan = s.holder_id),
    part as (select *, div(share, whole) as floor, mod(share, whole) as over from exact),
    wanted as (
      select holder_id, kind, case_id, gave, own + floor + case when row_number() over (partition by holder_id order by over desc, kind)
        <= rest - sum(floor) over (partition by holder_id) then 1 else 0 end as pence from part)`

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
