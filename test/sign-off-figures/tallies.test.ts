import t, { type Test } from 'tap'
import { decide, escalate, withinLimit } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { startToured } from '../support/toured.ts'

const { service } = await startToured(t)
const { sql } = service.database

const day = (instant: string) => `(${instant} at time zone 'Europe/London')::date::text`
/** Each decision on a plan with its case, and the arrivals of the version that it was on. */
const decided = `decision d join budget_case c using (commissioner_id, case_id)
  join routing r on r.commissioner_id = d.commissioner_id and r.support_plan_id = d.subject_id and r.plan_version = d.subject_version`

/** What a tally must hold, counted from the records themselves. */
const counts: Readonly<Record<string, string>> = {
  decision_tally: `select commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel, count(*)::int as plans
    from (select d.commissioner_id, ${day('d.decided_at')} as decided_on, c.scheme_id, d.tier, d.outcome,
        bool_or(r.tier in ('risk-enablement-panel', 'joint-panel')) as went_to_panel
      from ${decided} where d.subject = 'support-plan' group by d.commissioner_id, d.decision_id, d.decided_at, c.scheme_id, d.tier, d.outcome) x
    group by 1, 2, 3, 4, 5, 6`,
  stay_tally: `select commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on, count(*)::int as plans
    from (select d.commissioner_id, ${day('d.decided_at')} as decided_on, c.scheme_id, r.tier, ${day('r.arrived_at')} as arrived_on,
        ${day('coalesce((select min(n.arrived_at) from routing n where n.support_plan_id = r.support_plan_id and n.plan_version = r.plan_version and n.routing_id > r.routing_id), d.decided_at)')} as left_on
      from ${decided} where d.subject = 'support-plan') x
    group by 1, 2, 3, 4, 5, 6`,
  escalation_tally: `select commissioner_id, passed_on, scheme_id, because, passed_before_on, count(*)::int as plans
    from (select r.commissioner_id, ${day('r.arrived_at')} as passed_on, c.scheme_id, r.because,
        coalesce((select max(${day('b.arrived_at')}) from routing b where b.support_plan_id = r.support_plan_id and b.because = r.because
          and b.passed_on_by is not null and b.routing_id < r.routing_id), '-infinity') as passed_before_on
      from routing r join support_plan p using (commissioner_id, support_plan_id) join budget_case c on c.commissioner_id = p.commissioner_id and c.case_id = p.case_id
      where r.passed_on_by is not null) x
    group by 1, 2, 3, 4, 5`,
}

async function sameAsCounted(t: Test): Promise<void> {
  for (const [tally, counting] of Object.entries(counts)) {
    const columns = /^select (.*), count/.exec(counting)?.[1]
    const as = `to_jsonb(x) as row`
    const kept = await sql(`select ${as} from (select ${columns}, plans from ${tally}) x order by 1`)
    const counted = await sql(`select ${as} from (${counting}) x order by 1`)
    t.ok(counted.length > 0, `there is something to count in ${tally}`)
    t.same(kept, counted, tally)
  }
}

t.test('after the whole pathway the tallies are what is counted from the records', async (t) => {
  await sameAsCounted(t)
})

t.test('those who decide and pass up at once are all counted, each once', async (t) => {
  const plans = await Promise.all(Array.from({ length: 8 }, () => journeyTo(service, 'plan-signed', withinLimit)))
  const [waiting, deciding] = [plans.slice(0, 3), plans.slice(3)]
  await Promise.all([
    ...deciding.map((journey) => decide(journey, journey.careCoordinator)),
    ...waiting.map((journey) => escalate(journey, journey.careCoordinator, { because: 'not-comfortable' })),
  ])
  await sameAsCounted(t)
})

t.test(
  'a plan that is passed up again for the same reason on another day is one in a period of both, and one on each',
  async (t) => {
    const escalations = async (query: string) => {
      const found = await service
        .as('commissioner-officer')
        .get<{ escalations: { because: string; plans: number }[] }>(`/v1/sign-off-figures${query}`)
      return found.ok.escalations.find(({ because }) => because === 'conflict-of-interest')?.plans
    }
    service.clock.set('2027-02-01T09:30:00Z')
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    await escalate(journey, journey.careCoordinator, { because: 'conflict-of-interest' })
    service.clock.set('2027-02-02T09:30:00Z')
    await escalate(journey, journey.teamManager, { because: 'conflict-of-interest' })
    t.equal(await escalations('?from=2027-02-01&until=2027-02-02'), 1)
    t.equal(await escalations('?from=2027-02-01&until=2027-02-01'), 1)
    t.equal(await escalations('?from=2027-02-02&until=2027-02-02'), 1)
    await sameAsCounted(t)
  },
)
