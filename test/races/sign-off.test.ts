import t from 'tap'
import {
  change,
  decide,
  escalate,
  escalateTo,
  overLimit,
  panelMembers,
  read,
  readRoute,
  sign,
  submit,
  vote,
  withinLimit,
} from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { atOnce, countOf, times } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })
const stored = (journey: Journey, table: string, columns: string) =>
  service.database.sql<Record<string, string>>(
    `select ${columns} from ${table} where support_plan_id = $1 order by 1`,
    [journey.ids.supportPlanId],
  )
const panelVotes = async (journey: Journey) =>
  (await stored(journey, 'vote', 'tier')).filter(({ tier }) => tier === 'risk-enablement-panel')
const decisionsOn = (journey: Journey) =>
  service.database.sql<{ outcome: string }>('select outcome from decision where subject_id = $1', [
    journey.ids.supportPlanId,
  ])
const clocksOf = (journey: Journey) =>
  service.database.sql<{ stopped_on: string | null }>(
    "select stopped_on from clock where subject_id = $1 and kind <> 'signing' order by stopped_on",
    [journey.ids.supportPlanId],
  )
const managers = Array.from({ length: 4 }, (_, index) =>
  service.as(anActor('team-manager', { sub: `manager-${index}` })),
)

t.test('all three sign at once: each signature counts, and the plan goes to be decided once', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'plan-submitted', withinLimit)
    const answers = await atOnce(
      () => sign(journey, journey.broker, 'broker'),
      () => sign(journey, journey.person, 'person'),
      () => sign(journey, journey.careCoordinator, 'care-coordinator'),
    )
    t.same(countOf(answers), { 201: 3 })
    t.match((await read(journey)).ok, { status: 'awaiting-decision', tier: 'care-coordinator' })
    t.equal((await stored(journey, 'routing', 'tier')).length, 1)
    t.same(await clocksOf(journey), [{ stopped_on: null }])
  }
})

t.test('one person signs eight times at once: one signature', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', withinLimit)
  const answers = await times(8, () => sign(journey, journey.person, 'person'))
  t.same(countOf(answers), { 201: 1, 'already-signed': 7 })
  t.same(await stored(journey, 'signature', 'case_role'), [{ case_role: 'person' }])
})

t.test('person and representative sign at once: one of them signs for the person', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'plan-submitted', withinLimit)
    const answers = await atOnce(
      () => sign(journey, journey.person, 'person'),
      () => sign(journey, journey.representative, 'representative'),
    )
    t.same(countOf(answers), { 201: 1, 'signature-not-awaited': 1 })
    t.equal((await stored(journey, 'signature', 'case_role')).length, 1)
  }
})

t.test(
  'the broker changes the plan while others sign: no signature is beside a text it was not given to',
  async (t) => {
    for (let round = 0; round < 2; round += 1) {
      const journey = await journeyTo(service, 'plan-submitted', withinLimit)
      const { etag } = await read(journey)
      const other = { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] }
      const asks = [
        () => sign(journey, journey.person, 'person'),
        () => change(journey, other, { ifMatch: etag }),
        () => sign(journey, journey.careCoordinator, 'care-coordinator'),
      ]
      await atOnce<unknown>(...(round % 2 ? asks.toReversed() : [...asks.slice(1), ...asks.slice(0, 1)]))
      const plan = (await read(journey)).ok
      const { signatures } = await readRoute(journey)
      if (plan.status === 'draft') t.ok(signatures.every(({ signedAt }) => signedAt === null))
      else t.equal(plan.contentHash, journey.ids.contentHash)
      const stray = await service.database.sql(
        `select 1 from signature s join support_plan_version v using (commissioner_id, support_plan_id)
        where s.plan_version = v.version and s.content_hash <> v.content_hash`,
      )
      t.same(stray, [])
    }
  },
)

t.test('two submit at once: the plan is submitted once', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  t.same(countOf(await times(4, () => submit(journey))), { 200: 1, 'wrong-state': 3 })
  t.equal((await stored(journey, 'support_plan_version', 'version')).length, 1)
})

t.test(
  'four team managers decide at once, each otherwise: one decision stands, and lines are open only where it agreed',
  async (t) => {
    for (let round = 0; round < 2; round += 1) {
      const journey = await journeyTo(service, 'plan-signed', overLimit)
      const outcomes = ['agreed', 'refused', 'returned', 'agreed']
      const answers = await atOnce(...managers.map((client, index) => () => decide(journey, client, outcomes[index])))
      t.same(countOf(answers), { 201: 1, 'wrong-state': 3 })
      const [decision, ...more] = await decisionsOn(journey)
      t.same(more, [])
      t.equal((await read(journey)).ok.status, decision?.outcome)
      t.equal((await stored(journey, 'plan_line', 'key')).length, decision?.outcome === 'agreed' ? 1 : 0)
      // The clock of the decision stops; where it agreed, that of the first payment runs.
      const running = decision?.outcome === 'agreed' ? [{ stopped_on: null }] : []
      t.same(await clocksOf(journey), [{ stopped_on: '2026-11-24' }, ...running])
    }
  },
)

t.test('one decides while the other passes it up: one of them does', async (t) => {
  const [first = service.as('team-manager'), second = first] = managers
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'plan-signed', overLimit)
    const [decided, passed] = await atOnce<{ status: number }>(
      () => decide(journey, first),
      () => escalate(journey, second),
    )
    const { status, tier } = (await read(journey)).ok
    if (decided?.status === 201) t.same([status, tier, passed?.status], ['agreed', null, 409])
    else t.same([status, tier, passed?.status], ['awaiting-decision', 'mdt-meeting', 200])
    t.equal((await decisionsOn(journey)).length, decided?.status === 201 ? 1 : 0)
  }
})

t.test('one decides while the broker changes the plan: what is agreed is what was read', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const { etag } = await read(journey)
    const [decided, changed] = await atOnce<{ status: number }>(
      () => decide(journey, journey.careCoordinator),
      () => change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] }, { ifMatch: etag }),
    )
    t.equal((decided?.status ?? 0) < 300, !((changed?.status ?? 0) < 300), 'one of the two')
    const plan = (await read(journey)).ok
    t.equal(plan.status, decided?.status === 201 ? 'agreed' : 'draft')
    if (plan.status === 'agreed') t.equal(plan.contentHash, journey.ids.contentHash)
  }
})

t.test('several pass it up at once: it goes up one tier', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const answers = await atOnce(...managers.map((client) => () => escalate(journey, client)))
  t.same(countOf(answers), { 200: 1, 'not-the-decider': 3 })
  t.same(
    (await readRoute(journey)).arrivals.map(({ tier }) => tier),
    ['team-manager', 'mdt-meeting'],
  )
  t.equal((await clocksOf(journey)).length, 1)
})

t.test('the whole panel votes at once, some of them twice: each member’s vote counts once', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'risk-enablement-panel')
  const members = panelMembers(journey, 5)
  const answers = await atOnce(
    ...[...members, ...members].map((client, index) => () => vote(journey, client, index % 5 < 3)),
  )
  t.same(countOf(answers), { 201: 5, 'already-voted': 5 })
  t.same((await readRoute(journey)).votes, {
    agreeing: 3,
    inPart: 0,
    against: 2,
    livedExperience: 1,
    quorate: true,
    unanimous: false,
  })
  t.equal((await panelVotes(journey)).length, 5)
})

t.test('a vote and a decision at once: the decision is carried by the votes that were there', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'risk-enablement-panel')
    const [lived = journey.person, second = journey.person, third = journey.person, fourth = journey.person] =
      panelMembers(journey, 4)
    await vote(journey, lived)
    await vote(journey, second)
    await vote(journey, third, false)
    const [decided, voted] = await atOnce<{ status: number }>(
      () => decide(journey, lived),
      () => vote(journey, fourth, false),
    )
    const votes = await panelVotes(journey)
    t.equal(votes.length, voted?.status === 201 ? 4 : 3)
    t.equal(decided?.status, voted?.status === 201 ? 409 : 201, 'with the fourth vote it is a tie')
  }
})
