import t from 'tap'
import type { BrokerConflict, BrokerHandOver } from '../../src/case-team/broker-schemas.ts'
import { addBroker, unbrokered } from '../brokerage/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aConsent } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff, sameHuman } from '../support/staff.ts'

const service = await startService(t)
const coordinator = service.as('brokerage-coordinator')
const nextBroker = anActor('broker', { sub: 'next-broker' })
await registerStaff(service, 'broker', 'next-broker', 'third-broker')
const next = service.as(nextBroker)

const handOver = ({ ids }: Journey, client: Client = coordinator, more: object = {}) =>
  client.post<BrokerHandOver>(`/v1/cases/${ids.caseId}/broker-hand-overs`, {
    actorId: 'next-broker',
    name: 'Quillon Next',
    organisationId: tenants.QYG.brokerageId,
    notes: 'The drum teacher waits for an answer.',
    toldOn: '2026-11-24',
    how: 'by-phone',
    ...more,
  })
const declare = ({ ids, broker }: Journey, client: Client = broker, actorId = 'the-broker') =>
  client.post<BrokerConflict>(`/v1/cases/${ids.caseId}/broker-conflicts`, { actorId, kind: 'relative-or-friend' })
const status = async (client: Client, { ids }: Journey, path = '') =>
  (await client.get(`/v1/cases/${ids.caseId}${path}`)).status

t.test(
  'a coordinator gives a broker to who shares with their organisation, and sees no plan and no money',
  async (t) => {
    const journey = await unbrokered(service)
    const { person, ids } = journey
    t.equal(await status(coordinator, journey), 200)
    t.equal(await status(coordinator, journey, '/support-plans'), 403)
    t.equal(await status(coordinator, journey, '/statement'), 403)
    t.equal((await addBroker(journey, {}, coordinator)).status, 201)
    t.equal(await status(journey.broker, journey), 200)
    const consents = await person.get<{ items: { id: string }[] }>(`/v1/people/${ids.personId}/consents`)
    void (await person.post(`/v1/consents/${consents.ok.items[0]?.id}/withdrawal`)).ok
    t.equal(await status(coordinator, journey), 404, 'nothing once the consent is withdrawn')
    const elsewhere = await journeyTo(service, 'case-opened')
    t.equal(await status(coordinator, elsewhere), 404, 'nothing of who never agreed')
  },
)

t.test('403: a coordinator gives nobody of another organisation, and not themselves in any account', async (t) => {
  const journey = await unbrokered(service)
  await refused(
    t,
    service,
    () => addBroker(journey, { organisationId: tenants.QYG.trustId }, coordinator),
    'request-invalid',
  )
  await sameHuman(service, 'coordinator-as-broker', anActor('brokerage-coordinator'))
  await refused(
    t,
    service,
    () => addBroker(journey, { actorId: 'coordinator-as-broker' }, coordinator),
    'second-person-needed',
  )
  await refused(
    t,
    service,
    () => addBroker(journey, { caseRole: 'care-coordinator', actorId: 'the-care-coordinator' }, coordinator),
    'case-role-required',
  )
})

t.test('the person can choose their broker themself', async (t) => {
  const journey = await unbrokered(service)
  t.match((await addBroker(journey, {}, journey.person)).ok, { chosenByPerson: true })
})

t.test(
  '201: what waits for the broker goes over to the next, with notes; the one before sees nothing any more',
  async (t) => {
    const journey = await journeyTo(service, 'budget-disclosed')
    const time = { task: 'planning', minutes: 90, workedOn: service.clock.today() }
    void (await journey.broker.post(`/v1/cases/${journey.ids.caseId}/brokerage-time`, time)).ok
    const entries = await audited(service, async () => {
      t.match((await handOver(journey)).ok, {
        openSteps: ['budget-disclosed'],
        spentMinutes: 90,
        notes: 'The drum teacher waits for an answer.',
      })
    })
    t.same(entries.map(({ type }) => type).sort(), [
      'case.brokerage-handed-over',
      'case.member-joined',
      'case.member-left',
    ])
    t.equal(await status(journey.broker, journey), 404)
    t.equal(await status(next, journey), 200)
    const tasks = (await next.get<{ items: { caseId: string }[] }>('/v1/tasks')).ok.items
    t.ok(
      tasks.some(({ caseId }) => caseId === journey.ids.caseId),
      'in the tasks of the next',
    )
    const told = await journey.person.get<{ items: BrokerHandOver[] }>(
      `/v1/cases/${journey.ids.caseId}/broker-hand-overs`,
    )
    t.match(told.ok.items, [{ notes: 'The drum teacher waits for an answer.' }])
    const timeline = await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)
    t.ok(timeline.ok.items.some(({ type }) => type === 'case.brokerage-handed-over'))
  },
)

t.test('a hand-over is by who may, to somebody else, and after the person was told', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  await refused(t, service, () => handOver(journey, journey.broker), 'permission-missing')
  await refused(t, service, () => handOver(journey, journey.person), 'case-role-required')
  await refused(t, service, () => handOver(journey, coordinator, { toldOn: '2026-11-25' }), 'request-invalid')
  await refused(t, service, () => handOver(journey, coordinator, { actorId: 'the-broker' }), 'request-invalid')
  await refused(t, service, () => handOver(journey, coordinator, { actorId: 'nobody' }), 'reference-unknown')
  await sameHuman(service, 'the-broker-too', anActor('broker'))
  await refused(t, service, () => handOver(journey, coordinator, { actorId: 'the-broker-too' }), 'request-invalid')
  const other = { code: 'BRK2', name: 'Dee Brokers', kind: 'brokerage-organisation' }
  const { id } = (await journey.officer.post<{ id: string }>('/v1/organisations', other)).ok
  await refused(t, service, () => handOver(journey, coordinator, { organisationId: id }), 'request-invalid')
  await refused(t, service, () => handOver(journey, journey.officer, { organisationId: id }), 'consent-missing')
  void (await journey.person.post(`/v1/people/${journey.ids.personId}/consents`, aConsent({ organisationId: id }))).ok
  await refused(t, service, () => handOver(journey, journey.officer, { organisationId: id }), 'reference-unknown')
  await service.tokenFor(anActor('broker', { sub: 'dee-broker', organisation: 'BRK2' }))
  const theirs = { actorId: 'dee-broker', organisationId: id }
  t.equal((await handOver(journey, journey.officer, theirs)).status, 201, 'once the person shares')
  const alone = await unbrokered(service)
  await refused(t, service, () => handOver(alone, journey.careCoordinator), 'wrong-state')
})

t.test('of two hand-overs at once the second finds another broker there, and nobody has two', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const answers = await Promise.all([
    handOver(journey),
    handOver(journey, journey.careCoordinator, { actorId: 'third-broker' }),
  ])
  t.ok(answers.every(({ status }) => status === 201))
  const rows = await service.database.sql<{ count: number }>(
    `select count(*)::integer from case_member where case_id = '${journey.ids.caseId}' and case_role = 'broker' and left_at is null`,
  )
  t.same(rows, [{ count: 1 }])
})

t.test('a conflict that a broker declares ends their place at once and binds them for good', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const entries = await audited(service, async () => {
    t.match((await declare(journey)).ok, { kind: 'relative-or-friend', declaredAs: 'broker' })
  })
  t.same(entries.map(({ type }) => type).sort(), ['case.broker-conflict-declared', 'case.member-left'])
  t.equal(await status(journey.broker, journey), 404)
  await refused(t, service, () => addBroker(journey), 'broker-conflict')
  await sameHuman(service, 'the-broker-again', anActor('broker'))
  await refused(
    t,
    service,
    () => addBroker(journey, { actorId: 'the-broker-again' }),
    'broker-conflict',
    'other account',
  )
  t.equal((await addBroker(journey, { actorId: 'next-broker' })).status, 201)
  await refused(t, service, () => handOver(journey, coordinator, { actorId: 'the-broker-again' }), 'broker-conflict')
  const told = await journey.person.get<{ items: BrokerConflict[] }>(`/v1/cases/${journey.ids.caseId}/broker-conflicts`)
  t.match(told.ok.items, [{ declaredAs: 'broker' }])
  t.notMatch(JSON.stringify(told.ok), 'the-broker', 'and not by what account')
})

t.test('who has a conflict as a broker does nothing on the case in another role of theirs', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  await sameHuman(service, 'broker-and-manager', anActor('broker', { sub: 'third-broker' }))
  const manager = service.as(anActor('team-manager', { sub: 'broker-and-manager' }))
  t.equal((await declare(journey, coordinator, 'third-broker')).status, 201, 'by who coordinates them, on their word')
  const { supportPlanId, contentHash } = journey.ids
  for (const act of [
    () => handOver(journey, manager),
    () => manager.post(`/v1/cases/${journey.ids.caseId}/brokerage-extensions`, { minutes: 5, because: 'More.' }),
  ])
    await refused(t, service, act, 'broker-conflict')
  const decided = await manager.post<{ code: string }>(`/v1/support-plans/${supportPlanId}/decision`, {
    outcome: 'agreed',
    contentHash,
    reasons: [],
  })
  t.equal(decided.status, 403)
})

t.test('a conflict on a plan keeps who declared it from being given to the person as their broker', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const conflict = { words: 'The shop is my brother’s.' }
  void (await journey.broker.post(`/v1/support-plans/${journey.ids.supportPlanId}/conflicts-of-interest`, conflict)).ok
  void (await handOver(journey)).ok
  await refused(t, service, () => handOver(journey, coordinator, { actorId: 'the-broker' }), 'broker-conflict')
})

t.test('a conflict is declared once, of oneself or of one’s own brokers', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  await refused(t, service, () => declare(journey, journey.broker, 'next-broker'), 'request-invalid')
  await refused(t, service, () => declare(journey, coordinator, 'the-care-coordinator'), 'reference-unknown')
  await refused(t, service, () => declare(journey, coordinator, 'nobody'), 'reference-unknown')
  await refused(t, service, () => declare(journey, service.as('auditor')), 'permission-missing')
  void (await declare(journey, journey.officer)).ok
  await refused(t, service, () => declare(journey, journey.officer), 'wrong-state')
})
