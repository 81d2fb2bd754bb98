import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change, overLimit, pathOf, read, readRoute, sign, submit, withinLimit } from './acts.ts'

const service = await startService(t)
const signed = async (the: Journey) =>
  (await readRoute(the)).signatures.filter(({ signedAt }) => signedAt).map(({ capacity, name }) => [capacity, name])
const rowsOf = (the: Journey) =>
  service.database.sql('select capacity, actor_id, recorded_by, how from signature where support_plan_id = $1', [
    the.ids.supportPlanId,
  ])

t.test('201: each signs in their own capacity, in any order; the last one sends the plan to be decided', async (t) => {
  const the = await journeyTo(service, 'plan-submitted', withinLimit)
  const first = await sign(the, the.careCoordinator, 'care-coordinator')
  t.equal(first.status, 201)
  t.match(first.ok.signature, {
    supportPlanId: the.ids.supportPlanId,
    planVersion: Number(the.ids.version),
    capacity: 'care-coordinator',
    name: 'Quillon care coordinator',
    how: 'online',
    contentHash: the.ids.contentHash,
    signedAt: '2026-11-24T09:30:00.000Z',
  })
  t.match(first.ok.supportPlan, { status: 'awaiting-signatures', tier: null })
  t.same((await the.person.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok.waitingFor, ['broker', 'person'])
  await sign(the, the.person, 'person')
  const last = await sign(the, the.broker, 'broker')
  t.match(last.ok.supportPlan, { status: 'awaiting-decision', tier: 'care-coordinator' })
  t.equal(last.etag, (await read(the)).etag)
  t.match((await the.person.get(`/v1/cases/${the.ids.caseId}`)).ok, {
    step: 'plan-signed',
    tier: 'care-coordinator',
    waitingFor: ['care-coordinator'],
  })
  const { clocks } = (await the.person.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok
  t.match(clocks.at(-1), {
    kind: 'plan-decision',
    startedOn: '2026-11-24',
    dueOn: '2026-12-01',
    workingDays: 5,
    stoppedOn: null,
  })
})

t.test('S2: £400.00 goes to the care coordinator, £400.01 to the team manager, and the route says why', async (t) => {
  const lower = await readRoute(await journeyTo(service, 'plan-signed', withinLimit))
  t.match(lower, { decides: 'care-coordinator', arrivals: [{ tier: 'care-coordinator', because: 'within-limit' }] })
  const upper = await readRoute(await journeyTo(service, 'plan-signed', overLimit))
  t.match(upper, {
    decides: 'team-manager',
    sentence:
      '£400.01 is over the care coordinator’s £400.00. It is within the team manager’s £1,000.00, so the team manager decides.',
    arrivals: [{ tier: 'team-manager', because: 'over-limit', arrivedAt: '2026-11-24T09:30:00.000Z' }],
    votes: null,
  })
  t.same(
    upper.tiers.map(({ limitPence, withinLimit: within }) => [limitPence, within]),
    [
      [40_000, false],
      [100_000, true],
      [100_000, true],
      [100_000, true],
    ],
  )
})

t.test('before it is signed, the route says who would decide', async (t) => {
  const route = await readRoute(await journeyTo(service, 'plan-drafted', withinLimit))
  t.match(route, { decides: 'care-coordinator', arrivals: [], votes: null })
  t.same(
    route.signatures,
    ['broker', 'person', 'care-coordinator'].map((capacity) => ({ capacity, signedAt: null, name: null })),
  )
})

t.test('a representative signs for the person, and then the person’s signature is no longer awaited', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  t.equal((await sign(the, the.representative, 'representative')).status, 201)
  t.same(await signed(the), [['person', 'Quillon Representative']])
  await refused(t, service, () => sign(the, the.person, 'person'), 'signature-not-awaited')
})

t.test('409: once the person has signed, a representative’s signature is not awaited', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  await sign(the, the.person, 'person')
  await refused(t, service, () => sign(the, the.representative, 'representative'), 'signature-not-awaited')
})

t.test(
  '201: what the person signed on paper is recorded by the care coordinator, under the person’s name',
  async (t) => {
    for (const how of ['in-person', 'by-post']) {
      const the = await journeyTo(service, 'plan-submitted')
      const answer = await sign(the, the.careCoordinator, 'person', { how })
      t.match(answer.ok.signature, { capacity: 'person', how, name: /^Zebedee Quartermaine/ })
      t.same(await rowsOf(the), [
        { capacity: 'person', actor_id: the.person.actor?.sub, recorded_by: 'the-care-coordinator', how },
      ])
      t.equal(
        (await sign(the, the.careCoordinator, 'care-coordinator')).status,
        201,
        'and signs for themselves as well',
      )
    }
  },
)

t.test(
  '403: the broker, who is paid from the plan, does not record the person’s signature; nobody signs online for them',
  async (t) => {
    const the = await journeyTo(service, 'plan-submitted')
    await refused(t, service, () => sign(the, the.broker, 'person', { how: 'in-person' }), 'capacity-missing', 'broker')
    await refused(t, service, () => sign(the, the.representative, 'person', { how: 'by-post' }), 'capacity-missing')
    await refused(t, service, () => sign(the, the.careCoordinator, 'person'), 'capacity-missing', 'online')
  },
)

t.test('403: nobody signs in a capacity that is another’s', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  for (const [client, capacity] of [
    [the.person, 'broker'],
    [the.person, 'care-coordinator'],
    [the.person, 'representative'],
    [the.broker, 'care-coordinator'],
    [the.broker, 'representative'],
    [the.careCoordinator, 'broker'],
    [the.careCoordinator, 'representative'],
  ] as const)
    for (const how of ['online', 'in-person'])
      await refused(
        t,
        service,
        () => sign(the, client, capacity, { how }),
        'capacity-missing',
        `${client.actor?.sub} as ${capacity}, ${how}`,
      )
  await refused(t, service, () => sign(the, the.teamManager, 'care-coordinator'), 'permission-missing')
})

t.test('409: an advocate’s signature is not awaited', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  await refused(t, service, () => sign(the, the.person, 'advocate'), 'signature-not-awaited')
})

t.test('409: a capacity signs a version once', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  await sign(the, the.person, 'person')
  await refused(t, service, () => sign(the, the.person, 'person'), 'already-signed')
  await refused(t, service, () => sign(the, the.careCoordinator, 'person', { how: 'by-post' }), 'already-signed')
})

t.test('409: one person in two capacities signs in one of them', async (t) => {
  const the = await journeyTo(service, 'team-complete')
  const members = `/v1/cases/${the.ids.caseId}/members`
  await the.careCoordinator.post(`${members}/${the.ids.memberId}/departure`)
  await the.careCoordinator.post(members, aMember({ actorId: 'the-care-coordinator', name: 'Quillon Both' }))
  const both = service.as(anActor('care-coordinator', { roles: ['care-coordinator', 'broker'] }))
  await Object.assign(the, { broker: both }).on('plan-submitted')
  t.equal((await sign(the, both, 'broker')).status, 201)
  await refused(t, service, () => sign(the, both, 'care-coordinator'), 'signature-not-awaited')
})

t.test('409: another text than the one that stands is not signed', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  for (const contentHash of ['0'.repeat(64), (await read(await journeyTo(service, 'plan-drafted'))).ok.contentHash]) {
    const { errors } = await refused(
      t,
      service,
      () => sign(the, the.person, 'person', { contentHash }),
      'plan-version-stale',
    )
    t.match(errors, [{ pointer: '/contentHash', code: 'plan-version-stale' }])
  }
})

t.test('400: a hash that is none, and a way to sign that is none', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  for (const more of [
    { contentHash: 'abc' },
    { contentHash: 'A'.repeat(64) },
    { how: 'by-phone' },
    { capacity: 'sister' },
  ])
    await refused(t, service, () => sign(the, the.person, 'person', more), 'request-invalid', JSON.stringify(more))
  await refused(t, service, () => sign(the, the.person, 'person', {}, { key: null }), 'idempotency-key-required')
})

t.test('409: a draft, a signed and a decided plan are not signed', async (t) => {
  for (const station of ['plan-drafted', 'plan-signed', 'plan-agreed'] as const) {
    const the = await journeyTo(service, station)
    const body = { capacity: 'person', how: 'online', contentHash: (await read(the)).ok.contentHash }
    await refused(t, service, () => the.person.post(pathOf(the, '/signatures'), body), 'wrong-state', station)
  }
})

t.test('412: whoever names the version they read does not sign another one', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  const { etag } = await read(the)
  await sign(the, the.broker, 'broker')
  await refused(t, service, () => sign(the, the.person, 'person', {}, { ifMatch: etag }), 'precondition-failed')
})

t.test('a repeated key signs once and is answered the same', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  const once = await sign(the, the.person, 'person', {}, { key: 'the-same' })
  const again = await sign(the, the.person, 'person', {}, { key: 'the-same' })
  t.same(again.ok, once.ok)
  t.equal((await rowsOf(the)).length, 1)
})

t.test('who left the team no longer signs; who took over does', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  const members = `/v1/cases/${the.ids.caseId}/members`
  await the.careCoordinator.post(`${members}/${the.ids.memberId}/departure`)
  await refused(t, service, () => sign(the, the.broker, 'broker'), 'not-found')
  const second = service.as(anActor('broker', { sub: 'second-broker' }))
  await the.careCoordinator.post(members, aMember({ actorId: 'second-broker', name: 'Second Broker' }))
  t.equal((await sign(the, second, 'broker')).ok.signature.name, 'Second Broker')
})

t.test('a care coordinator who wrote the plan as its broker is passed by, and the route says so', async (t) => {
  const the = await journeyTo(service, 'plan-submitted', withinLimit)
  const members = `/v1/cases/${the.ids.caseId}/members`
  const { items } = (await the.officer.get<{ items: { id: string; capacity: string }[] }>(members)).ok
  const coordinator = items.find(({ capacity }) => capacity === 'care-coordinator')
  for (const id of [the.ids.memberId, coordinator?.id]) await the.officer.post(`${members}/${id}/departure`)
  const staff = { organisationId: null, name: 'Quillon Broker', actorId: 'the-broker' }
  await the.officer.post(members, aMember({ ...staff, capacity: 'care-coordinator' }))
  await the.officer.post(members, aMember({ actorId: 'second-broker' }))
  const author = service.as(anActor('care-coordinator', { sub: 'the-broker' }))
  await sign(the, service.as(anActor('broker', { sub: 'second-broker' })), 'broker')
  await sign(the, the.person, 'person')
  const last = await sign(the, author, 'care-coordinator')
  t.match(last.ok.supportPlan, { tier: 'team-manager' })
  const route = (await the.officer.get(pathOf(the, '/sign-off-route'))).ok
  t.match(route, {
    decides: 'team-manager',
    sentence: /^The care coordinator is not independent of this plan\. /,
    arrivals: [{ because: 'not-independent' }],
  })
})

t.test('it is on the record that somebody signed, in what capacity and how, and where the plan went', async (t) => {
  const the = await journeyTo(service, 'plan-submitted', withinLimit)
  await sign(the, the.broker, 'broker')
  await sign(the, the.person, 'person')
  const entries = await audited(service, () => sign(the, the.careCoordinator, 'care-coordinator'))
  t.same(entries.map(({ type }) => type).sort(), ['support-plan.routed', 'support-plan.signed'])
  t.match(entries.find(({ type }) => type === 'support-plan.signed')?.facts, {
    capacity: 'care-coordinator',
    how: 'online',
    planVersion: Number(the.ids.version),
  })
  t.match(
    entries.find(({ type }) => type === 'support-plan.routed'),
    {
      facts: { tier: 'care-coordinator', because: 'within-limit', totalPence: 40_000 },
      scheme_version: 1,
    },
  )
})

t.test('a plan that was changed and submitted again starts its clock anew', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  service.clock.advance({ days: 2 })
  await change(the, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  const { contentHash } = (await submit(the)).ok
  await sign(the, the.broker, 'broker', { contentHash })
  await sign(the, the.person, 'person', { contentHash })
  await sign(the, the.careCoordinator, 'care-coordinator', { contentHash })
  const { clocks } = (await the.person.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok
  t.match(
    clocks.filter(({ kind }) => kind === 'plan-decision'),
    [
      { startedOn: '2026-11-24', stoppedOn: '2026-11-26', breached: false },
      { startedOn: '2026-11-26', stoppedOn: null, dueOn: '2026-12-03' },
    ],
  )
  service.clock.set('2026-11-24T09:30:00Z')
})
