import t from 'tap'
import type { LapsingEvidence, Payee, PayeeDecision } from '../../src/payees/schemas.ts'
import { buy } from '../spending/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { payable, register, showEvidence } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const coordinator = service.as('care-coordinator')
const broker = service.as('broker')
const { brokerageId } = tenants.QYG

t.test('201: registered, with what is missing, until somebody has seen it', async (t) => {
  const entries = await audited(service, async () => {
    const { id, missing } = (await register(officer)).ok
    t.same(missing, ['registration', 'insurance'])
    await showEvidence(coordinator, id, 'registration')
    t.same((await officer.get<Payee>(`/v1/payees/${id}`)).ok.missing, ['insurance'])
    await showEvidence(coordinator, id, 'insurance', { expiresOn: '2026-11-24' })
    const held = (await broker.get<Payee>(`/v1/payees/${id}`)).ok
    t.match(held, { missing: [], evidence: [{ kind: 'insurance', expiresOn: '2026-11-24' }, { kind: 'registration' }] })
    service.clock.set('2026-11-25T09:30:00Z')
    t.same((await officer.get<Payee>(`/v1/payees/${id}`)).ok.missing, ['insurance'], 'lapsed over night')
    service.clock.set('2026-11-24T09:30:00Z')
  })
  t.same(
    entries.map(({ type }) => type),
    ['payee.registered', 'payee.evidence-seen', 'payee.evidence-seen'],
  )
})

t.test('found by how the name begins, whatever its marks and case; newest first in the list', async (t) => {
  const { id } = (await register(officer, { name: 'Zoë’s Café' })).ok
  const named = async (name: string) =>
    (await officer.get<{ items: Payee[] }>(`/v1/payees-by-name?name=${encodeURIComponent(name)}`)).ok.items
  t.match(await named('ZOE S'), [{ id }])
  t.same(await named('zoe s cafés'), [])
  const { items } = (await officer.get<{ items: Payee[] }>('/v1/payees?limit=1')).ok
  t.match(items, [{ id }])
  const other = service.as(inTenant('QOP', 'commissioner-officer'))
  t.same((await other.get<{ items: Payee[] }>('/v1/payees')).ok.items, [])
  await refused(t, service, () => other.get(`/v1/payees/${id}`), 'not-found')
})

t.test('a name in letters that look like others is found as it looks', async (t) => {
  const { id } = (await register(officer, { name: 'Сity Сare' })).ok
  const { items } = (await officer.get<{ items: Payee[] }>('/v1/payees-by-name?name=city%20care')).ok
  t.match(items, [{ id }])
})

t.test('refused: an organisation nobody knows, a day in the future, one that lapses before it begins', async (t) => {
  await refused(t, service, () => register(officer, { organisationId: unknownId() }), 'request-invalid')
  await refused(t, service, () => register(officer, { kind: 'broker-organisation' }), 'request-invalid')
  const { id } = (await register(officer)).ok
  const show = (more: object) => () => showEvidence(coordinator, id, 'insurance', more)
  await refused(t, service, show({ issuedOn: '2026-11-25' }), 'request-invalid')
  await refused(t, service, show({ issuedOn: '2026-02-02', expiresOn: '2026-02-01' }), 'request-invalid')
  await refused(t, service, () => showEvidence(coordinator, unknownId(), 'dbs'), 'not-found')
})

t.test('nobody vouches for the organisation that they come from', async (t) => {
  const { id } = (await register(broker, { kind: 'broker-organisation', organisationId: brokerageId })).ok
  await refused(t, service, () => showEvidence(broker, id, 'insurance'), 'second-person-needed')
  t.equal((await showEvidence(coordinator, id, 'insurance')).status, 201)
})

t.test('who lacks something is not paid; lapsed means no payment for what is bought after that', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await register(officer, { kind: 'individual-worker', name: 'Jo Worker' })).ok
  const pay = (payeeId: string, boughtOn = service.clock.today()) =>
    buy(journey, { amountPence: 100, payeeId, boughtOn })
  await refused(t, service, () => pay(id), 'payee-evidence-missing')
  await refused(t, service, () => pay(unknownId()), 'request-invalid')
  for (const kind of ['dbs', 'insurance']) await showEvidence(coordinator, id, kind, { expiresOn: '2026-11-25' })
  t.match((await pay(id)).ok, { payeeId: id })
  service.clock.set('2026-11-26T09:30:00Z')
  await refused(t, service, () => pay(id), 'payee-evidence-missing')
  t.equal((await pay(id, '2026-11-25')).status, 201)
  t.equal((await officer.post(`/v1/payees/${id}/ending`)).status, 200)
  await refused(t, service, () => officer.post(`/v1/payees/${id}/ending`), 'wrong-state')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('a broker who pays its own organisation, and an aunt: by a decision with the reason alone', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const own = await payable(coordinator, { kind: 'broker-organisation', organisationId: brokerageId }, ['insurance'])
  const pay = (payeeId: string) => buy(journey, { amountPence: 100, payeeId })
  t.equal((await pay(own.id)).problem.code, 'payee-to-decide', 'and somebody is asked')
  await refused(t, service, () => pay(own.id), 'payee-to-decide')
  const decide = (client = journey.officer, outcome = 'approved', payeeId = own.id) =>
    client.post<PayeeDecision>(`/v1/cases/${journey.ids.caseId}/payees/${payeeId}/decision`, {
      outcome,
      because: 'They run the only group that there is.',
    })
  await refused(t, service, () => decide(journey.broker), 'permission-missing')
  await refused(t, service, () => decide(journey.careCoordinator), 'permission-missing')
  const made = await decide(journey.teamManager)
  t.match(made.ok, { outcome: 'approved', ties: ['own-organisation'] })
  t.equal((await pay(own.id)).status, 201)
  t.equal((await decide(journey.officer, 'refused')).status, 201)
  await refused(t, service, () => pay(own.id), 'payee-to-decide', 'the newest decision holds')
  const { items } = (
    await journey.person.get<{ items: PayeeDecision[] }>(`/v1/cases/${journey.ids.caseId}/payee-decisions`)
  ).ok
  t.match(items, [{ outcome: 'refused' }, { outcome: 'approved' }], 'the person reads why')

  const aunt = await payable(
    journey.officer,
    { kind: 'individual-worker', name: 'Sadia Ahmed' },
    ['dbs', 'insurance'],
    coordinator,
  )
  t.equal((await pay(aunt.id)).status, 201, 'nobody of the team')
  const joins = { actorId: 'sadia', caseRole: 'advocate', name: 'SADIA AHMED', organisationId: null }
  t.equal((await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members`, joins)).status, 201)
  t.equal((await pay(aunt.id)).problem.code, 'payee-to-decide', 'a tie of now, of which somebody is asked')
  await refused(t, service, () => pay(aunt.id), 'payee-to-decide')
  await refused(t, service, () => decide(journey.officer, 'approved', aunt.id), 'second-person-needed')
})

t.test(
  'the papers of one human are seen by another than who registered them, and than who buys from them',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const friend = { kind: 'volunteer', name: 'Fran Friend' }
    const { id } = (await register(journey.broker, friend)).ok
    const account = anActor('care-coordinator', { sub: 'the-brokers-other-account' })
    await sameHuman(service, account.sub, anActor('broker'))
    for (const client of [journey.broker, service.as(account)])
      await refused(t, service, () => showEvidence(client, id, 'dbs'), 'second-person-needed')
    const show = (more: object) => showEvidence(coordinator, id, 'dbs', more)
    await refused(t, service, () => show({ documentHash: null }), 'request-invalid')
    const [issuedOn, lasts] = ['2024-02-29', '2027-02-28']
    await refused(t, service, () => show({ issuedOn, expiresOn: '2027-03-01' }), 'request-invalid', 'three years')
    t.equal((await show({ issuedOn, expiresOn: lasts })).status, 201)
    t.equal((await showEvidence(coordinator, id, 'supervision')).status, 201)
    t.equal((await buy(journey, { amountPence: 100, payee: 'Fran Friend', payeeId: id })).status, 201)

    const other = (await register(coordinator, { ...friend, name: 'Another Friend' })).ok
    for (const kind of ['dbs', 'supervision']) void (await showEvidence(journey.broker, other.id, kind)).ok
    const pay = () => buy(journey, { amountPence: 100, payee: 'Another Friend', payeeId: other.id })
    await refused(t, service, pay, 'second-person-needed', 'who has seen the papers buys nothing')
    for (const kind of ['dbs', 'supervision'])
      void (await showEvidence(officer, other.id, kind, { expiresOn: '2028-01-01', issuedOn: '2026-01-02' })).ok
    t.equal((await pay()).status, 201, 'once another has seen newer ones')
    const beyond = { documentHash: 'e'.repeat(64) }
    void (await showEvidence(journey.broker, other.id, 'registration', beyond)).ok
    t.equal((await pay()).status, 201, 'nor is a paper asked about that a volunteer does not need')
  },
)

t.test('a firm is vouched for by another than who registered it, with the document, and not by who buys', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id, name } = (await register(journey.broker, { name: 'A Friend And Partners' })).ok
  const account = anActor('care-coordinator', { sub: 'the-other-account-of-the-broker' })
  await sameHuman(service, account.sub, anActor('broker'))
  const kinds = ['registration', 'insurance']
  for (const kind of kinds) {
    for (const client of [journey.broker, service.as(account)])
      await refused(t, service, () => showEvidence(client, id, kind), 'second-person-needed', kind)
    const without = { documentHash: null }
    const { errors } = await refused(t, service, () => showEvidence(coordinator, id, kind, without), 'request-invalid')
    t.match(errors, [{ pointer: '/documentHash' }])
  }
  const pay = (payeeId: string, payee: string) => buy(journey, { amountPence: 100, payee, payeeId })
  await refused(t, service, () => pay(id, name), 'payee-evidence-missing')
  for (const kind of kinds) void (await showEvidence(coordinator, id, kind)).ok
  await refused(t, service, () => pay(id, name), 'service-agreement-missing', 'its papers are there')

  const other = (await register(coordinator, { name: 'Another Firm' })).ok
  for (const kind of kinds) void (await showEvidence(journey.broker, other.id, kind)).ok
  await refused(
    t,
    service,
    () => pay(other.id, 'Another Firm'),
    'second-person-needed',
    'who vouched for it buys nothing',
  )
})

t.test('a payee is ended by an officer; the body that pays by two, and opened again', async (t) => {
  const { id } = (await register(broker)).ok
  const act = (client: Client, payeeId: string, what: 'ending' | 'reopening') =>
    client.post<Payee>(
      `/v1/payees/${payeeId}/${what}`,
      what === 'reopening' ? { because: 'It was another.' } : undefined,
    )
  for (const client of [broker, coordinator])
    for (const what of ['ending', 'reopening'] as const)
      await refused(t, service, () => act(client, id, what), 'permission-missing')
  await refused(t, service, () => act(officer, id, 'reopening'), 'wrong-state')
  const elsewhere = service.as(inTenant('QOP', 'commissioner-officer'))
  await refused(t, service, () => act(elsewhere, id, 'ending'), 'not-found')
  t.ok((await act(officer, id, 'ending')).ok.endedAt)
  t.match((await act(officer, id, 'reopening')).ok, {
    endedAt: String,
    reopeningAskedAt: service.clock.now().toISOString(),
    reopeningBecause: 'It was another.',
  })
  const account = anActor('commissioner-officer', { sub: 'the-other-account-of-the-officer' })
  await sameHuman(service, account.sub, anActor('commissioner-officer'))
  for (const client of [officer, service.as(account)])
    await refused(t, service, () => act(client, id, 'reopening'), 'second-person-needed')
  const second = service.as(anActor('commissioner-officer', { sub: 'second-officer' }))
  const none = () => second.post<Payee>(`/v1/payees/${id}/reopening`, { because: ' ' })
  await refused(t, service, none, 'request-invalid', 'never without a reason')
  t.match((await act(second, id, 'reopening')).ok, { endedAt: null, reopeningAskedAt: null, reopeningBecause: null })
  t.match((await officer.get<Payee>(`/v1/payees/${id}`)).ok, { endedAt: null, reopeningAskedAt: null })

  const payer = (await register(officer, { kind: 'public-body', name: 'The body that pays' })).ok
  const entries = await audited(service, async () => {
    t.match((await act(officer, payer.id, 'ending')).ok, {
      endedAt: null,
      endingAskedAt: service.clock.now().toISOString(),
    })
    await refused(t, service, () => act(officer, payer.id, 'ending'), 'second-person-needed')
    t.match((await act(officer, payer.id, 'reopening')).ok, { endedAt: null, endingAskedAt: null })
    void (await act(officer, payer.id, 'ending')).ok
    t.ok((await act(second, payer.id, 'ending')).ok.endedAt)
    await refused(t, service, () => act(second, payer.id, 'ending'), 'wrong-state')
    t.match((await act(second, payer.id, 'reopening')).ok, { endedAt: String })
    t.match((await act(officer, payer.id, 'reopening')).ok, { endedAt: null, endingAskedAt: null })
  })
  t.same(
    entries.map(({ type }) => type),
    [
      ...['payee.ending-asked', 'payee.reopened', 'payee.ending-asked', 'payee.ended'],
      ...['payee.reopening-asked', 'payee.reopened'],
    ],
  )
})

t.test('what lapses within a month is listed, the soonest first, until something newer stands for it', async (t) => {
  const { id } = (await register(officer, { name: 'Lapsing Ltd' })).ok
  await showEvidence(coordinator, id, 'registration', { expiresOn: '2026-12-24' })
  await showEvidence(coordinator, id, 'insurance', { expiresOn: '2026-12-25' })
  const lapsing = async () =>
    (await officer.get<{ items: LapsingEvidence[] }>('/v1/lapsing-payee-evidence?limit=100')).ok.items.filter(
      ({ payeeId }) => payeeId === id,
    )
  t.match(await lapsing(), [{ kind: 'registration', expiresOn: '2026-12-24', name: 'Lapsing Ltd' }])
  await showEvidence(coordinator, id, 'registration')
  t.same(await lapsing(), [])
})

t.test('why somebody is to be paid again, or shares a paper, is read by those who decide on it alone', async (t) => {
  const { id } = await payable(service.as('care-coordinator'), { kind: 'volunteer', name: 'Robin Reopened' }, ['dbs'])
  const { id: other } = (await register(service.as('care-coordinator'), { kind: 'volunteer', name: 'Robin Twice' })).ok
  const officer = service.as('commissioner-officer')
  const [shown] = (await officer.get<Payee>(`/v1/payees/${id}`)).ok.evidence
  const { documentHash } = shown ?? {}
  void (await showEvidence(officer, other, 'dbs', { documentHash, sharedBecause: 'They are one.' })).ok
  void (await officer.post(`/v1/payees/${other}/ending`)).ok
  void (await officer.post(`/v1/payees/${other}/reopening`, { because: 'It was another of this name.' })).ok
  const read = async (client: Client) => {
    const { reopeningAskedAt, reopeningBecause, evidence } = (await client.get<Payee>(`/v1/payees/${other}`)).ok
    t.ok(reopeningAskedAt, 'that it is asked is told')
    return [reopeningBecause, evidence[0]?.sharedBecause]
  }
  t.same(await read(service.as(anActor('commissioner-officer', { sub: 'second-officer' }))), [
    'It was another of this name.',
    'They are one.',
  ])
  for (const client of [service.as('care-coordinator'), service.as('broker'), service.as('finance-officer')])
    t.same(await read(client), [null, null], String(client.actor?.sub))
})
