import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { posted } from '../platform/database/prepared.ts'
import type { Slots } from '../platform/database/slots.ts'

/** Instants are counted on their day in England. */
const dayOf = (instant: string) => sql`(${sql.raw(instant)} at time zone 'Europe/London')::date`

type Counted = Slots<{ commissionerId: string; id: string }>

const arrivalsOf = sql`r.commissioner_id = d.commissioner_id and r.support_plan_id = d.subject_id and r.plan_version = d.subject_version`
const caseOf = sql`budget_case c on c.commissioner_id = d.commissioner_id and c.case_id = d.case_id`

const countDecision = posted(
  (_, { commissionerId, id }: Counted) => sql`insert into decision_tally as t
      (commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel, plans)
    select d.commissioner_id, ${dayOf('d.decided_at')}, c.scheme_id, d.tier, d.outcome,
      exists (select from routing r where ${arrivalsOf} and r.tier in ('risk-enablement-panel', 'joint-panel')), 1
    from decision d join ${caseOf} where d.commissioner_id = ${commissionerId} and d.decision_id = ${id}
    on conflict (commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel) do update set plans = t.plans + 1`,
)

// In the order of the key, in which whoever decides at the same time counts as well.
const countStays = posted(
  (_, { commissionerId, id }: Counted) => sql`insert into stay_tally as t
      (commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on, plans)
    select s.commissioner_id, ${dayOf('s.decided_at')}, s.scheme_id, s.tier, ${dayOf('s.arrived_at')}, ${dayOf('s.left_at')}, count(*)
    from (select d.commissioner_id, d.decided_at, c.scheme_id, r.tier, r.arrived_at,
        coalesce(lead(r.arrived_at) over (order by r.routing_id), d.decided_at) as left_at
      from decision d join ${caseOf} join routing r on ${arrivalsOf}
      where d.commissioner_id = ${commissionerId} and d.decision_id = ${id}) s
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on) do update set plans = t.plans + excluded.plans`,
)

const countEscalation = posted(
  (_, { commissionerId, id }: Counted) => sql`insert into escalation_tally as t
      (commissioner_id, passed_on, scheme_id, because, passed_before_on, plans)
    select r.commissioner_id, ${dayOf('r.arrived_at')}, c.scheme_id, r.because, coalesce(${dayOf('b.arrived_at')}, '-infinity'), 1
    from routing r
    join support_plan p on p.commissioner_id = r.commissioner_id and p.support_plan_id = r.support_plan_id
    join budget_case c on c.commissioner_id = p.commissioner_id and c.case_id = p.case_id
    left join lateral (select b.arrived_at from routing b where b.commissioner_id = r.commissioner_id
      and b.support_plan_id = r.support_plan_id and b.because = r.because and b.passed_on_by is not null and b.routing_id < r.routing_id
      order by b.routing_id desc limit 1) b on true
    where r.commissioner_id = ${commissionerId} and r.routing_id = ${id}
    on conflict (commissioner_id, passed_on, scheme_id, because, passed_before_on) do update set plans = t.plans + 1`,
)

/** Counts a decision on a plan, and how long the plan stayed at each tier. Posted last: others who decide on that day wait for the commit. */
export function tallyDecision(tx: Tx, { commissionerId }: Actor, decisionId: string): void {
  countDecision(tx, { commissionerId, id: decisionId })
  countStays(tx, { commissionerId, id: decisionId })
}

/** Counts that a plan was passed up, by the day on which it was passed up for that reason before. */
export function tallyEscalation(tx: Tx, { commissionerId }: Actor, routingId: string): void {
  countEscalation(tx, { commissionerId, id: routingId })
}
