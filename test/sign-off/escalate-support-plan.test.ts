import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import {
  decide,
  escalate,
  escalateTo,
  mdtMembers,
  overLimit,
  panelMembers,
  pathOf,
  read,
  readRoute,
  vote,
  withinLimit,
} from './acts.ts'

const service = await startService(t)
const clockOf = async (journey: Journey) =>
  (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok.clocks.find(
    ({ kind }) => kind === 'plan-decision',
  )

t.test('S2: not comfortable passes the plan up one tier, says why, and is nobody’s fault', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const answer = await escalate(journey, journey.careCoordinator)
  t.equal(answer.status, 200)
  t.match(answer.ok, { status: 'awaiting-decision', tier: 'team-manager' })
  t.equal(answer.etag, (await read(journey)).etag)
  t.match(await readRoute(journey), {
    decides: 'team-manager',
    sentence: 'The care coordinator was not comfortable to decide, so the team manager decides. Nobody is at fault.',
    arrivals: [
      { tier: 'care-coordinator', because: 'within-limit' },
      { tier: 'team-manager', because: 'not-comfortable' },
    ],
  })
  t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
    step: 'plan-signed',
    tier: 'team-manager',
    waitingFor: ['team-manager'],
  })
  await refused(t, service, () => decide(journey, journey.careCoordinator), 'not-the-decider', 'who passed it up')
  t.match((await decide(journey, journey.teamManager)).ok.decision, { tier: 'team-manager' })
})

t.test(
  'the clock runs on from the first arrival, and is due later only where the new tier is given longer',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    t.match(await clockOf(journey), { startedOn: '2026-11-24', workingDays: 5, dueOn: '2026-12-01' })
    service.clock.advance({ days: 2 })
    await escalateTo(journey, 'team-manager')
    t.match(await clockOf(journey), { startedOn: '2026-11-24', workingDays: 5, dueOn: '2026-12-01' })
    await escalateTo(journey, 'mdt-meeting')
    t.match(await clockOf(journey), { startedOn: '2026-11-24', workingDays: 10, dueOn: '2026-12-08' })
    await escalateTo(journey, 'risk-enablement-panel')
    t.match(await clockOf(journey), { startedOn: '2026-11-24', workingDays: 15, dueOn: '2026-12-15', stoppedOn: null })
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('each tier passes it up to the next; at the top there is nobody above', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', withinLimit), 'risk-enablement-panel')
  const { arrivals } = await readRoute(journey)
  t.same(
    arrivals.map(({ tier, because }) => [tier, because]),
    [
      ['care-coordinator', 'within-limit'],
      ['team-manager', 'not-comfortable'],
      ['mdt-meeting', 'not-comfortable'],
      ['risk-enablement-panel', 'not-comfortable'],
    ],
  )
  const [panel = journey.person] = panelMembers(journey)
  const problem = await refused(t, service, () => escalate(journey, panel), 'tier-missing')
  t.equal(problem.detail, 'No higher tier may decide on £400.00')
  t.match((await read(journey)).ok, { tier: 'risk-enablement-panel', status: 'awaiting-decision' })
})

t.test('a conflict of interest passes the decision on, in words of its own', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  await escalate(journey, journey.teamManager, { because: 'conflict-of-interest' })
  t.match(await readRoute(journey), {
    sentence: 'The team manager has a conflict of interest, so the team meeting decides. Nobody is at fault.',
    arrivals: [{}, { tier: 'mdt-meeting', because: 'conflict-of-interest' }],
  })
})

t.test('the panel’s members see the plan once it is with them, and not before', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const [panel = journey.person] = panelMembers(journey)
  t.equal((await read(journey, panel)).problem.code, 'not-found')
  await escalateTo(journey, 'risk-enablement-panel')
  t.equal((await read(journey, panel)).status, 200)
})

t.test('votes that were given at the tier below do not count above it', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed'), 'mdt-meeting')
  const [first = journey.person, second = journey.person] = mdtMembers(journey)
  await vote(journey, first, false)
  await vote(journey, second, false)
  t.match((await readRoute(journey)).votes, { against: 2, quorate: true })
  await escalate(journey, first)
  t.match((await readRoute(journey)).votes, { agreeing: 0, against: 0, quorate: false })
})

t.test('403: only who could decide passes it up', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await refused(t, service, () => escalate(journey, journey.teamManager), 'not-the-decider')
  await refused(t, service, () => escalate(journey, journey.officer), 'not-the-decider')
  await refused(t, service, () => escalate(journey, service.as('machine')), 'permission-missing')
  for (const client of [journey.person, journey.broker])
    await refused(t, service, () => escalate(journey, client), 'permission-missing', client.actor?.sub)
  const own = service.as(anActor('team-manager', { sub: journey.person.actor?.sub ?? '' }))
  await escalateTo(journey, 'team-manager')
  await refused(t, service, () => escalate(journey, own), 'decision-not-independent', 'the person’s own case')
})

t.test('409: a text that does not stand, a plan that is not signed or is decided', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await refused(
    t,
    service,
    () => escalate(journey, journey.careCoordinator, { contentHash: '0'.repeat(64) }),
    'plan-version-stale',
  )
  for (const pathwayStep of ['plan-submitted', 'plan-agreed'] as const) {
    const other = await journeyTo(service, pathwayStep)
    await refused(t, service, () => escalate(other, other.careCoordinator), 'wrong-state', pathwayStep)
  }
})

t.test('400: a reason to pass it up that is none, and no key', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  for (const more of [{ because: 'over-limit' }, { because: null }, { to: 'risk-enablement-panel' }])
    await refused(
      t,
      service,
      () => escalate(journey, journey.careCoordinator, more),
      'request-invalid',
      JSON.stringify(more),
    )
  await refused(
    t,
    service,
    () => escalate(journey, journey.careCoordinator, {}, { key: null }),
    'idempotency-key-required',
  )
})

t.test('a repeated key passes it up once', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const first = await escalate(journey, journey.careCoordinator, {}, { key: 'up-once' })
  t.same((await escalate(journey, journey.careCoordinator, {}, { key: 'up-once' })).ok, first.ok)
  t.equal((await readRoute(journey)).arrivals.length, 2)
})

t.test(
  'it is on the record from where to where and why; who passed it up is kept and not told in the route',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const entries = await audited(service, () => escalate(journey, journey.careCoordinator))
    t.match(entries, [{ type: 'support-plan.escalated', actor_id: 'the-care-coordinator', scheme_version: 1 }])
    t.same(entries[0]?.facts, { from: 'care-coordinator', to: 'team-manager', because: 'not-comfortable' })
    const kept = await service.database.sql(
      'select passed_on_by from routing where support_plan_id = $1 order by routing_id',
      [journey.ids.supportPlanId],
    )
    t.same(kept, [{ passed_on_by: null }, { passed_on_by: 'the-care-coordinator' }])
    t.notMatch(
      JSON.stringify((await journey.person.get(pathOf(journey, '/sign-off-route'))).ok),
      /the-care-coordinator/,
    )
  },
)

t.test('409: one member passes nothing up over the heads of a meeting; its votes do', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting')
  const [first = journey.person, second = journey.person, third = journey.person] = mdtMembers(journey, 3)
  const problem = await refused(t, service, () => escalate(journey, first), 'panel-decides-by-vote')
  t.match(problem.detail, /vote against it, .* or declare a conflict of interest/)
  await vote(journey, first, false)
  await refused(t, service, () => escalate(journey, first), 'panel-decides-by-vote', 'one vote is no meeting')
  await vote(journey, second)
  await vote(journey, third)
  await refused(t, service, () => escalate(journey, first), 'panel-decides-by-vote', 'most of them agree')
  t.equal((await decide(journey, second)).status, 201)
})
