import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { EscalationReason } from '../rules/sign-off/sign-off.ts'
import { escalationReasons } from '../rules/sign-off/sign-off.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import type { LocalDate } from '../shared/dates.ts'

/** What is counted: the decisions of a scheme, or of all, on the days of a period. */
export interface Period {
  readonly schemeId: string | null
  readonly from: LocalDate
  readonly until: LocalDate
}

/** Where the period begins and ends, as instants: its days are days in England. */
const startOf = (day: LocalDate) => sql<Date>`(${day}::date)::timestamp at time zone 'Europe/London'`
const endOf = (day: LocalDate) => sql<Date>`(${day}::date + 1)::timestamp at time zone 'Europe/London'`

export interface CountedDecisions {
  readonly tier: Tier
  readonly outcome: string
  readonly wentToPanel: boolean
  readonly plans: number
}

/** The decisions on plans in the period, by tier and outcome and by whether the plan had come to a panel. */
export async function countDecisions(reads: Reads, actor: Actor, period: Period): Promise<CountedDecisions[]> {
  const rows = await decided(reads, actor, period)
    .innerJoinLateral(
      (eb) =>
        arrivals(eb)
          .select(
            sql<boolean>`coalesce(bool_or(r.tier in ('risk-enablement-panel', 'joint-panel')), false)`.as('panel'),
          )
          .as('w'),
      (join) => join.onTrue(),
    )
    .select(['d.tier', 'd.outcome', 'w.panel'])
    .select(({ fn }) => fn.countAll<number>().as('plans'))
    .groupBy(['d.tier', 'd.outcome', 'w.panel'])
    .execute()
  return rows.map((row) => ({ tier: row.tier as Tier, outcome: row.outcome, wentToPanel: row.panel, plans: row.plans }))
}

export interface CountedStays {
  readonly tier: Tier
  readonly arrivedOn: LocalDate
  readonly leftOn: LocalDate
  readonly plans: number
}

/** How long the plans that were decided on in the period stayed at each tier that they came by, gathered by day. */
export async function countStays(reads: Reads, actor: Actor, period: Period): Promise<CountedStays[]> {
  const day = (instant: RawBuilder<Date>) => sql<LocalDate>`(${instant} at time zone 'Europe/London')::date`
  const rows = await decided(reads, actor, period)
    .innerJoinLateral(
      (eb) =>
        arrivals(eb)
          .select(['r.tier', 'r.arrived_at'])
          .select(sql<Date>`coalesce(lead(r.arrived_at) over (order by r.routing_id), d.decided_at)`.as('left_at'))
          .as('s'),
      (join) => join.onTrue(),
    )
    .select('s.tier')
    .select([day(sql`s.arrived_at`).as('arrived_on'), day(sql`s.left_at`).as('left_on')])
    .select(({ fn }) => fn.countAll<number>().as('plans'))
    .groupBy(['s.tier', 'arrived_on', 'left_on'])
    .execute()
  return rows.map((row) => ({
    tier: row.tier,
    arrivedOn: row.arrived_on,
    leftOn: row.left_on,
    plans: row.plans,
  }))
}

/** How many plans were passed up in the period, by reason; one that was passed up twice for a reason is one. */
export async function countEscalations(
  reads: Reads,
  actor: Actor,
  { schemeId, from, until }: Period,
): Promise<ReadonlyMap<EscalationReason, number>> {
  const rows = await reads
    .selectFrom('routing as r')
    .select('r.because')
    .select(({ fn }) => fn.count<number>('r.support_plan_id').distinct().as('plans'))
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.arrived_at', '>=', startOf(from))
    .where('r.arrived_at', '<', endOf(until))
    .where('r.passed_on_by', 'is not', null)
    .where('r.because', 'in', escalationReasons)
    .$if(schemeId !== null, (query) =>
      query.where(
        sql<boolean>`(select c.scheme_id from support_plan p join budget_case c on c.commissioner_id = p.commissioner_id and c.case_id = p.case_id
          where p.commissioner_id = r.commissioner_id and p.support_plan_id = r.support_plan_id) = ${schemeId}`,
      ),
    )
    .groupBy('r.because')
    .execute()
  return new Map(rows.map((row) => [row.because as EscalationReason, row.plans]))
}

/** The decisions on plans in the period. */
function decided(reads: Reads, actor: Actor, { schemeId, from, until }: Period) {
  return reads
    .selectFrom('decision as d')
    .where('d.commissioner_id', '=', actor.commissionerId)
    .where('d.decided_at', '>=', startOf(from))
    .where('d.decided_at', '<', endOf(until))
    .where('d.subject', '=', 'support-plan')
    .$if(schemeId !== null, (query) =>
      query.where(
        sql<boolean>`(select c.scheme_id from budget_case c
          where c.commissioner_id = d.commissioner_id and c.case_id = d.case_id) = ${schemeId}`,
      ),
    )
}

/** The arrivals of the plan, in the version, that a decision `d` was on. */
function arrivals(eb: ExpressionBuilder<Database & { d: Database['decision'] }, 'd'>) {
  return eb
    .selectFrom('routing as r')
    .whereRef('r.commissioner_id', '=', 'd.commissioner_id')
    .whereRef('r.support_plan_id', '=', 'd.subject_id')
    .whereRef('r.plan_version', '=', 'd.subject_version')
}
