import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember, aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { movesTo, registerStaff } from '../support/staff.ts'
import { change, overLimit, pathOf, read, readRoute, sign, submit, withinLimit } from './acts.ts'

const service = await startService(t)

const signed = async (journey: Journey) =>
  (await readRoute(journey)).signatures.filter(({ signedAt }) => signedAt).map(({ caseRole, name }) => [caseRole, name])

const rowsOf = (journey: Journey) =>
  service.database.sql('select case_role, actor_id, recorded_by, how from signature where support_plan_id = $1', [
    journey.ids.supportPlanId,
  ])

t.test('201: each signs in their own role, in any order; the last one sends the plan to be decided', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', withinLimit)
  const first = await sign(journey, journey.careCoordinator, 'care-coordinator')
  t.equal(first.status, 201)
  t.match(first.ok.signature, {
    supportPlanId: journey.ids.supportPlanId,
    planVersion: Number(journey.ids.version),
    caseRole: 'care-coordinator',
    name: 'Quillon care coordinator',
    how: 'online',
    contentHash: journey.ids.contentHash,
    signedAt: '2026-11-24T09:30:00.000Z',
  })
  t.match(first.ok.supportPlan, { status: 'awaiting-signatures', tier: null })
  t.same((await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok.waitingFor, ['broker', 'person'])
  await sign(journey, journey.person, 'person')
  const last = await sign(journey, journey.broker, 'broker')
  t.match(last.ok.supportPlan, { status: 'awaiting-decision', tier: 'care-coordinator' })
  t.equal(last.etag, (await read(journey)).etag)
  t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
    step: 'plan-signed',
    tier: 'care-coordinator',
    waitingFor: ['care-coordinator'],
  })
  const { clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
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
      '£400.01 is over the care coordinator’s limit of £400.00. It is within the team manager’s limit of £1,000.00, so the team manager decides.',
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
    ['broker', 'person', 'care-coordinator'].map((caseRole) => ({ caseRole, signedAt: null, name: null })),
  )
})

t.test('a representative signs for the person, and then the person’s signature is no longer awaited', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  t.equal((await sign(journey, journey.representative, 'representative')).status, 201)
  t.same(await signed(journey), [['person', 'Quillon Representative']])
  await refused(t, service, () => sign(journey, journey.person, 'person'), 'signature-not-awaited')
})

t.test(
  '201: what the person signed on paper is recorded by the care coordinator, under the person’s name, if they asked for that',
  async (t) => {
    for (const how of ['in-person', 'by-post'] as const) {
      const journey = await journeyTo(service, 'plan-submitted')
      await journey.person.post(`/v1/cases/${journey.ids.caseId}/recorded-signing`)
      const answer = await sign(journey, journey.careCoordinator, 'person', { how, saidFor: aSaidFor({ how }) })
      t.match(answer.ok.signature, { caseRole: 'person', how, name: /^Zebedee Quartermaine/ })
      t.same(await rowsOf(journey), [
        { case_role: 'person', actor_id: journey.person.actor?.sub, recorded_by: 'the-care-coordinator', how },
      ])
      t.equal(
        (await sign(journey, journey.careCoordinator, 'care-coordinator')).status,
        201,
        'and signs for themselves as well',
      )
    }
  },
)

t.test('a repeated key signs once and is answered the same', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const once = await sign(journey, journey.person, 'person', {}, { key: 'the-same' })
  const again = await sign(journey, journey.person, 'person', {}, { key: 'the-same' })
  t.same(again.ok, once.ok)
  t.equal((await rowsOf(journey)).length, 1)
})

t.test('who left the team no longer signs; who took over does', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const members = `/v1/cases/${journey.ids.caseId}/members`
  await journey.careCoordinator.post(`${members}/${journey.ids.memberId}/departure`)
  await refused(t, service, () => sign(journey, journey.broker, 'broker'), 'not-found')
  const second = service.as(anActor('broker', { sub: 'second-broker' }))
  await registerStaff(service, 'broker', 'second-broker')
  await journey.careCoordinator.post(members, aMember({ actorId: 'second-broker', name: 'Second Broker' }))
  t.equal((await sign(journey, second, 'broker')).ok.signature.name, 'Second Broker')
})

t.test('a care coordinator who wrote the plan as its broker is passed by, and the route says so', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', withinLimit)
  const members = `/v1/cases/${journey.ids.caseId}/members`
  const { items } = (await journey.officer.get<{ items: { id: string; caseRole: string }[] }>(members)).ok
  const coordinator = items.find(({ caseRole }) => caseRole === 'care-coordinator')
  for (const id of [journey.ids.memberId, coordinator?.id]) await journey.officer.post(`${members}/${id}/departure`)
  const staff = { organisationId: tenants.QYG.trustId, name: 'Quillon Broker', actorId: 'the-broker' }
  await movesTo(service, 'the-broker', tenants.QYG.trustId)
  await journey.officer.post(members, aMember({ ...staff, caseRole: 'care-coordinator' }))
  await journey.officer.post(members, aMember({ actorId: 'second-broker' }))
  const author = service.as(anActor('care-coordinator', { sub: 'the-broker' }))
  await sign(journey, service.as(anActor('broker', { sub: 'second-broker' })), 'broker')
  await sign(journey, journey.person, 'person')
  const last = await sign(journey, author, 'care-coordinator')
  t.match(last.ok.supportPlan, { tier: 'team-manager' })
  const route = (await journey.officer.get(pathOf(journey, '/sign-off-route'))).ok
  t.match(route, {
    decides: 'team-manager',
    sentence: /^The care coordinator is not independent of this plan\. /,
    arrivals: [{ because: 'not-independent' }],
  })
  await movesTo(service, 'the-broker', tenants.QYG.brokerageId)
})

t.test('it is on the record that somebody signed, in what role and how, and where the plan went', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', withinLimit)
  await sign(journey, journey.broker, 'broker')
  await sign(journey, journey.person, 'person')
  const entries = await audited(service, () => sign(journey, journey.careCoordinator, 'care-coordinator'))
  t.same(entries.map(({ type }) => type).sort(), ['support-plan.routed', 'support-plan.signed'])
  t.match(entries.find(({ type }) => type === 'support-plan.signed')?.facts, {
    caseRole: 'care-coordinator',
    how: 'online',
    planVersion: Number(journey.ids.version),
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
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  service.clock.advance({ days: 2 })
  await change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  const { contentHash } = (await submit(journey)).ok
  await sign(journey, journey.broker, 'broker', { contentHash })
  await sign(journey, journey.person, 'person', { contentHash })
  await sign(journey, journey.careCoordinator, 'care-coordinator', { contentHash })
  const { clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  t.match(
    clocks.filter(({ kind }) => kind === 'plan-decision'),
    [
      { startedOn: '2026-11-24', stoppedOn: '2026-11-26', breached: false },
      { startedOn: '2026-11-26', stoppedOn: null, dueOn: '2026-12-03' },
    ],
  )
  service.clock.set('2026-11-24T09:30:00Z')
})
