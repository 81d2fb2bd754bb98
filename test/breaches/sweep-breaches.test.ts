import pg from 'pg'
import t from 'tap'
import { type OnBreach, sweepBreaches } from '../../src/breaches/sweep-breaches.ts'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import { onBreach } from '../../src/on-breach.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { escalateOverduePlan } from '../../src/sign-off/escalate-overdue-plan.ts'
import { decide, escalate, overLimit, read, readRoute, withinLimit } from '../sign-off/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anInformationRequest } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

/** Monday before Christmas 2026: the 25th and, for Boxing Day on a Saturday, the 28th are bank holidays; then New Year's Day. */
const monday = '2026-12-21T09:30:00Z'
const service = await startService(t, { now: monday })
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.beforeEach(async () => service.clock.set(monday))
/** Nothing that an earlier test left behind is late. */
t.afterEach(async () => {
  at('2029-01-01')
  while ((await sweep(service)) > 0) service.clock.advance({ days: 60 })
})

const arrivalsOf = async (journey: Journey) =>
  (await readRoute(journey)).arrivals.map(({ tier, because }) => `${tier} ${because}`)
const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
const planClock = async (journey: Journey) =>
  (await caseOf(journey)).clocks.find(({ kind }) => kind === 'plan-decision')
const taskOf = async (journey: Journey, client = journey.officer, of?: Task['clock']) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.find(
    ({ caseId, clock }) => caseId === journey.ids.caseId && (of === undefined || clock === of),
  )

t.test(
  'over Christmas 2026: five working days from Monday the 21st end on the 30th, and only then is it passed up',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    t.match(await planClock(journey), { startedOn: '2026-12-21', dueOn: '2026-12-30', breached: false })
    for (const day of ['2026-12-25', '2026-12-28', '2026-12-30']) {
      at(day)
      t.equal(await sweep(service), 0, day)
    }
    at('2026-12-31')
    t.match(await planClock(journey), { dueOn: '2026-12-30', breached: true })
    const entries = await audited(service, async () => t.equal(await sweep(service), 1))
    t.match(entries, [
      {
        type: 'support-plan.escalated',
        actor_id: 'system',
        facts: { from: 'care-coordinator', to: 'team-manager', because: 'breach' },
      },
    ])
    t.same(await arrivalsOf(journey), ['care-coordinator within-limit', 'team-manager breach'])
    t.match(await readRoute(journey), {
      sentence: 'The care coordinator did not decide in time, so the team manager decides. Nobody is at fault.',
    })
    t.match(await caseOf(journey), { tier: 'team-manager', waitingFor: ['team-manager'] })
    t.match(
      await planClock(journey),
      { dueOn: '2026-12-30', workingDays: 5, breached: true },
      'the promise to the person stands',
    )
    await refused(t, service, () => decide(journey, journey.careCoordinator), 'not-the-decider')
    t.match((await decide(journey, journey.teamManager)).ok, { decision: { tier: 'team-manager', outcome: 'agreed' } })
    t.match(await planClock(journey), { stoppedOn: '2026-12-31', breached: true })
  },
)

t.test('each tier has its own days before the plan goes up again; at the top it is reported, and waits', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const passes = async (day: string, expected: number) => {
    at(day)
    t.equal(await sweep(service), expected, day)
  }
  await passes('2026-12-31', 1)
  // The team manager's five: 4 to 8 January. New Year's Day is a bank holiday.
  await passes('2027-01-08', 0)
  await passes('2027-01-09', 1)
  t.match(await planClock(journey), { workingDays: 10, dueOn: '2027-01-07', breached: true })
  // The meeting's ten: 11 to 22 January.
  await passes('2027-01-22', 0)
  await passes('2027-01-23', 1)
  t.match(await planClock(journey), { workingDays: 15, dueOn: '2027-01-14' })
  await passes('2027-02-12', 0)
  at('2027-02-13')
  const [entry] = await audited(service, async () => t.equal(await sweep(service), 1))
  t.match(entry, {
    type: 'case.step-late',
    actor_id: 'system',
    facts: { clock: 'plan-decision', tier: 'risk-enablement-panel' },
  })
  t.same(await arrivalsOf(journey), [
    'care-coordinator within-limit',
    'team-manager breach',
    'mdt-meeting breach',
    'risk-enablement-panel breach',
  ])
  t.match(await caseOf(journey), {
    tier: 'risk-enablement-panel',
    waitingFor: ['panel-member', 'lived-experience-member', 'care-coordinator', 'commissioner-officer'],
  })
  t.match(await taskOf(journey), { waitingFor: 'commissioner-officer', late: true, clock: 'plan-decision' })
  await passes('2028-02-13', 0)
})

t.test('"not comfortable" keeps the clock, so that a breach passes the plan up from where it is then', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  at('2026-12-30')
  await escalate(journey, journey.careCoordinator)
  at('2026-12-31')
  t.equal(await sweep(service), 1)
  t.same(await arrivalsOf(journey), [
    'care-coordinator within-limit',
    'team-manager not-comfortable',
    'mdt-meeting breach',
  ])
})

t.test('two services that sweep at once pass each plan up once', async (t) => {
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => journeyTo(service, 'plan-signed', withinLimit)))
  at('2026-12-31')
  const second = new DatabaseAccess({ url: service.database.serviceUrl, poolSize: 4, now: service.clock.now })
  t.teardown(() => second.close())
  const done = await Promise.all([sweep(service), sweep(service, second), sweep(service), sweep(service, second)])
  t.equal(done.reduce((sum, one) => sum + one, 0) + (await sweep(service)), all.length)
  for (const journey of all) t.same(await arrivalsOf(journey), ['care-coordinator within-limit', 'team-manager breach'])
})

t.test('a case that somebody works on is left alone, without waiting, and is done the next time', async (t) => {
  const [held, free] = [
    await journeyTo(service, 'plan-signed', withinLimit),
    await journeyTo(service, 'plan-signed', withinLimit),
  ]
  at('2026-12-31')
  const client = new pg.Client({ connectionString: service.database.ownerUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query('select 1 from budget_case where case_id = $1 for update', [held.ids.caseId])
  t.equal(await sweep(service), 1)
  t.equal((await read(free)).ok.tier, 'team-manager')
  await client.query('rollback')
  t.equal(await sweep(service), 1)
  t.equal((await read(held)).ok.tier, 'team-manager')
})

t.test('a service that dies in the middle leaves nothing half done, and the next one does it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  at('2026-12-31')
  const dying = new DatabaseAccess({ url: service.database.serviceUrl, poolSize: 2, now: service.clock.now })
  t.teardown(() => dying.close())
  const dieAfterwards: OnBreach = async (tx, context, locked, clock) => {
    const until = await escalateOverduePlan(tx, context, locked, clock)
    await service.database.sql(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
    )
    return until
  }
  const platform = { database: dying, now: service.clock.now }
  await t.rejects(sweepBreaches(platform, { ...onBreach, 'plan-decision': dieAfterwards }))
  t.same(await arrivalsOf(journey), ['care-coordinator within-limit'])
  t.equal(await sweep(service), 1)
  t.same(await arrivalsOf(journey), ['care-coordinator within-limit', 'team-manager breach'])
})

t.test('one case that cannot be done does not hold up the others, and the fault is not hidden', async (t) => {
  const [bad, good] = [
    await journeyTo(service, 'plan-signed', withinLimit),
    await journeyTo(service, 'plan-signed', withinLimit),
  ]
  at('2026-12-31')
  const stumbling: OnBreach = (tx, context, locked, clock) => {
    if (locked.id === bad.ids.caseId) throw new Error('a fault of this case')
    return escalateOverduePlan(tx, context, locked, clock)
  }
  const platform = { database: service.access, now: service.clock.now }
  await t.rejects(sweepBreaches(platform, { ...onBreach, 'plan-decision': stumbling }), /a fault of this case/)
  t.equal((await read(good)).ok.tier, 'team-manager')
  t.equal((await read(bad)).ok.tier, 'care-coordinator')
  t.equal(await sweep(service), 1)
})

t.test('a decision and a breach at the same moment: one of them, and the other is told', async (t) => {
  for (const _ of [1, 2, 3]) {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    at('2026-12-31')
    const [answer] = await Promise.all([decide(journey, journey.careCoordinator), sweep(service)])
    const { status, tier } = (await read(journey)).ok
    if (answer.status === 201)
      t.same([status, tier, await arrivalsOf(journey)], ['agreed', null, ['care-coordinator within-limit']])
    else t.same([answer.problem.code, status, tier], ['not-the-decider', 'awaiting-decision', 'team-manager'])
    await sweep(service)
    service.clock.set(monday)
  }
})

t.test(
  'an expression of interest that is late is reported to the commissioner once, and seen by the person',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    const kind = 'expression-decision'
    t.match(await taskOf(journey), { late: false, dueOn: '2027-01-07' })
    at('2027-01-07')
    t.equal(await sweep(service), 0)
    at('2027-01-08')
    const entries = await audited(service, async () => {
      await Promise.all([sweep(service), sweep(service)])
      await sweep(service)
    })
    t.match(entries, [
      { type: 'case.step-late', actor_id: 'system', case_id: journey.ids.caseId, facts: { clock: kind } },
    ])
    t.equal(entries.length, 1)
    t.match((await caseOf(journey)).clocks, [{ kind, breached: true, stoppedOn: null }])
    t.match(await taskOf(journey), { waitingFor: 'commissioner-officer', late: true, clock: kind })
    t.same((await caseOf(journey)).waitingFor, ['commissioner-officer'])
  },
)

t.test(
  'while the person needs to act the decision is not late; once they gave it back the days that are left count',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    at('2027-01-06')
    const path = `/v1/expressions-of-interest/${journey.ids.expressionId}/information-requests`
    const asked = await journey.officer.post<{ informationRequests: { id: string }[] }>(path, anInformationRequest())
    at('2027-02-03')
    t.equal(await sweep(service), 0)
    at('2027-03-01')
    const entries = await audited(service, async () => t.equal(await sweep(service), 1))
    t.match(entries, [{ type: 'case.step-late', facts: { clock: 'information-answer' } }])
    t.same((await caseOf(journey)).waitingFor, ['person', 'commissioner-officer'])
    t.match((await caseOf(journey)).clocks, [{ paused: true, breached: false }, { breached: true }])
    const id = asked.ok.informationRequests[0]?.id
    await journey.person.post(`/v1/information-requests/${id}/answers`, {
      answers: [{ key: 'costs', words: 'About £250.' }],
    })
    t.equal(await sweep(service), 0)
    t.match(await taskOf(journey), { dueOn: '2027-03-02', late: false })
    at('2027-03-03')
    t.equal(await sweep(service), 1)
  },
)

t.test('a first payment that is late is reported, and the broker’s task says so', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed', overLimit)
  t.match(
    (await caseOf(journey)).clocks.find(({ kind }) => kind === 'first-payment'),
    { startedOn: '2026-12-21', dueOn: '2027-01-07', workingDays: 10, stoppedOn: null },
  )
  // Who signs how the money is held is late before.
  at('2027-01-05')
  await sweep(service)
  at('2027-01-08')
  t.equal(await sweep(service), 1)
  t.match(await taskOf(journey, journey.broker), { waitingFor: 'broker', late: true, clock: 'first-payment' })
  const officers = await taskOf(journey, journey.officer, 'first-payment')
  t.match(officers, { waitingFor: 'commissioner-officer', late: true })
})

t.test('what is decided, withdrawn or agreed in time is never late', async (t) => {
  await journeyTo(service, 'review-done', withinLimit)
  const said = await journeyTo(service, 'plan-signed', withinLimit)
  await said.person.post(`/v1/cases/${said.ids.caseId}/withdrawal`, { words: null })
  at('2027-06-01')
  t.equal(await sweep(service), 0)
})

t.test('what is late is found by its index, however many clocks there are', async (t) => {
  const client = new pg.Client({ connectionString: service.database.serviceUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query("select set_config('app.commissioner_id', $1, true)", ['019ab3f0-0000-7000-8000-a00000000001'])
  // With a handful of rows a sort is as cheap: the index is asked whether it can give the order, not whether it has to.
  for (const way of ['seqscan', 'bitmapscan', 'sort']) await client.query(`set local enable_${way} = off`)
  const { rows } = await client.query(
    `explain select clock_id from clock where commissioner_id = '019ab3f0-0000-7000-8000-a00000000001' and stopped_on is null and paused_on is null
      and greatest(due_on, escalate_on) < '2026-12-31' and reported_on is null order by greatest(due_on, escalate_on), clock_id limit 100`,
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  t.match(plan, /Index (Only )?Scan using clock_overdue/)
  t.match(plan, /Index Cond: .*GREATEST/)
  t.notMatch(plan, /Sort/)
})
