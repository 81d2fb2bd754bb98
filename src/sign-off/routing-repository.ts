import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { posted } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Route } from '../rules/sign-off/sign-off.ts'
import { routeSentence } from '../words/routes.ts'
import type { SignOffRoute } from './route-schemas.ts'

/** Records a plan's arrival at a tier, with the sentence that says why. */
export async function insertRouting(
  tx: Tx,
  actor: Actor,
  planId: string,
  version: number,
  route: Route,
  now: Date,
  passedOnBy: string | null = null,
): Promise<void> {
  const routingId = newId()
  await tx
    .insertInto('routing')
    .values({
      commissioner_id: actor.commissionerId,
      routing_id: routingId,
      support_plan_id: planId,
      plan_version: version,
      tier: route.tier,
      because: route.because,
      sentence: routeSentence(route),
      passed_on_by: passedOnBy,
      arrived_at: now,
    })
    .execute()
  if (passedOnBy !== null) countEscalation(tx, { commissionerId: actor.commissionerId, id: routingId })
}

/** The way of the plan's submitted version from tier to tier, oldest first. */
export async function listArrivals(reads: Reads, actor: Actor, planId: string): Promise<SignOffRoute['arrivals']> {
  const rows = await reads
    .selectFrom('routing as r')
    .innerJoin('support_plan as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .onRef('p.support_plan_id', '=', 'r.support_plan_id')
        .onRef('p.submitted_version', '=', 'r.plan_version'),
    )
    .select(['r.tier', 'r.because', 'r.sentence', 'r.arrived_at'])
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.support_plan_id', '=', planId)
    .orderBy('r.routing_id')
    .execute()
  return rows.map((row) => ({
    tier: row.tier,
    because: row.because,
    sentence: row.sentence,
    arrivedAt: row.arrived_at.toISOString(),
  }))
}

/** Counts that a plan was passed up, by the day on which it was passed up for that reason before. */
const countEscalation = posted(
  (
    _,
    { commissionerId, id }: Slots<{ commissionerId: string; id: string }>,
  ) => sql`insert into escalation_tally (commissioner_id, passed_on, scheme_id, because, passed_before_on, plans)
    select r.commissioner_id, (r.arrived_at at time zone 'Europe/London')::date, c.scheme_id, r.because, coalesce((b.arrived_at at time zone 'Europe/London')::date, '-infinity'), 1
    from routing r
    join support_plan p on p.commissioner_id = ${theTenant} and p.support_plan_id = r.support_plan_id
    join budget_case c on c.commissioner_id = ${theTenant} and c.case_id = p.case_id
    left join lateral (select b.arrived_at from routing b where b.commissioner_id = ${theTenant}
      and b.support_plan_id = r.support_plan_id and b.because = r.because and b.passed_on_by is not null and b.routing_id < r.routing_id
      order by b.routing_id desc limit 1) b on true
    where r.commissioner_id = ${commissionerId} and r.routing_id = ${id}
    on conflict (commissioner_id, passed_on, scheme_id, because, passed_before_on) do update set plans = escalation_tally.plans + 1`,
)
