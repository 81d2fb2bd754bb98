import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { EscalationReason } from '../rules/sign-off/sign-off.ts'
import { escalationReasons } from '../rules/sign-off/sign-off.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import type { LocalDate } from '../shared/dates.ts'

/** What is counted: the decisions of a scheme, or of all, on the days of a period, which are days in England. */
export interface Period {
  readonly schemeId: string | null
  readonly from: LocalDate
  readonly until: LocalDate
}

const plans = sql<number>`sum(t.plans)::integer`.as('plans')

export interface CountedDecisions {
  readonly tier: Tier
  readonly outcome: string
  readonly wentToPanel: boolean
  readonly plans: number
}

/** The decisions on plans in the period, by tier and outcome and by whether the plan had come to a panel. */
export async function countDecisions(
  reads: Reads,
  actor: Actor,
  { schemeId, from, until }: Period,
): Promise<CountedDecisions[]> {
  const rows = await reads
    .selectFrom('decision_tally as t')
    .select(['t.tier', 't.outcome', 't.went_to_panel', plans])
    .where('t.commissioner_id', '=', actor.commissionerId)
    .where('t.decided_on', '>=', from)
    .where('t.decided_on', '<=', until)
    .$if(schemeId !== null, (query) => query.where('t.scheme_id', '=', schemeId ?? ''))
    .groupBy(['t.tier', 't.outcome', 't.went_to_panel'])
    .execute()
  return rows.map((row) => ({
    tier: row.tier as Tier,
    outcome: row.outcome,
    wentToPanel: row.went_to_panel,
    plans: row.plans,
  }))
}

export interface CountedStays {
  readonly tier: Tier
  readonly arrivedOn: LocalDate
  readonly leftOn: LocalDate
  readonly plans: number
}

/** How long the plans that were decided on in the period stayed at each tier that they came by, gathered by day. */
export async function countStays(
  reads: Reads,
  actor: Actor,
  { schemeId, from, until }: Period,
): Promise<CountedStays[]> {
  const rows = await reads
    .selectFrom('stay_tally as t')
    .select(['t.tier', 't.arrived_on', 't.left_on', plans])
    .where('t.commissioner_id', '=', actor.commissionerId)
    .where('t.decided_on', '>=', from)
    .where('t.decided_on', '<=', until)
    .$if(schemeId !== null, (query) => query.where('t.scheme_id', '=', schemeId ?? ''))
    .groupBy(['t.tier', 't.arrived_on', 't.left_on'])
    .execute()
  return rows.map((row) => ({ tier: row.tier, arrivedOn: row.arrived_on, leftOn: row.left_on, plans: row.plans }))
}

/** How many plans were passed up in the period, by reason; one that was passed up twice for a reason is one: the first of them counts. */
export async function countEscalations(
  reads: Reads,
  actor: Actor,
  { schemeId, from, until }: Period,
): Promise<ReadonlyMap<EscalationReason, number>> {
  const rows = await reads
    .selectFrom('escalation_tally as t')
    .select(['t.because', plans])
    .where('t.commissioner_id', '=', actor.commissionerId)
    .where('t.passed_on', '>=', from)
    .where('t.passed_on', '<=', until)
    .where('t.passed_before_on', '<', from)
    .where('t.because', 'in', escalationReasons)
    .$if(schemeId !== null, (query) => query.where('t.scheme_id', '=', schemeId ?? ''))
    .groupBy('t.because')
    .execute()
  return new Map(rows.map((row) => [row.because as EscalationReason, row.plans]))
}
