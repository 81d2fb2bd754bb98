import t from 'tap'
import type { LapsingEvidence, Payee, PayeeDecision } from '../../src/payees/schemas.ts'
import { buy } from '../spending/acts.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
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
    await showEvidence(officer, id, 'registration')
    t.same((await officer.get<Payee>(`/v1/payees/${id}`)).ok.missing, ['insurance'])
    await showEvidence(officer, id, 'insurance', { expiresOn: '2026-11-24' })
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
  const show = (more: object) => () => showEvidence(officer, id, 'insurance', more)
  await refused(t, service, show({ issuedOn: '2026-11-25' }), 'request-invalid')
  await refused(t, service, show({ issuedOn: '2026-02-02', expiresOn: '2026-02-01' }), 'request-invalid')
  await refused(t, service, () => showEvidence(officer, unknownId(), 'dbs'), 'not-found')
})

t.test('nobody vouches for the organisation that they come from', async (t) => {
  const { id } = (await register(broker, { kind: 'broker-organisation', organisationId: brokerageId })).ok
  await refused(t, service, () => showEvidence(broker, id, 'insurance'), 'second-person-needed')
  t.equal((await showEvidence(coordinator, id, 'insurance')).status, 201)
})

t.test('who lacks something is not paid; lapsed means no payment for what is bought after that', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = (await register(officer, { kind: 'individual-worker', name: 'Jo Worker' })).ok
  const pay = (payeeId: string, boughtOn = service.clock.today()) =>
    buy(journey, { amountPence: 100, payeeId, boughtOn })
  await refused(t, service, () => pay(id), 'payee-evidence-missing')
  await refused(t, service, () => pay(unknownId()), 'request-invalid')
  for (const kind of ['dbs', 'insurance']) await showEvidence(officer, id, kind, { expiresOn: '2026-11-25' })
  t.match((await pay(id)).ok, { payeeId: id })
  service.clock.set('2026-11-26T09:30:00Z')
  await refused(t, service, () => pay(id), 'payee-evidence-missing')
  t.equal((await pay(id, '2026-11-25')).status, 201)
  t.equal((await officer.post(`/v1/payees/${id}/ending`)).status, 200)
  await refused(t, service, () => officer.post(`/v1/payees/${id}/ending`), 'wrong-state')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('a broker who pays its own organisation, and an aunt: by a decision with the reason alone', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const own = await payable(coordinator, { kind: 'broker-organisation', organisationId: brokerageId }, ['insurance'])
  const pay = (payeeId: string) => buy(journey, { amountPence: 100, payeeId })
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

  const aunt = await payable(journey.officer, { kind: 'individual-worker', name: 'Sadia Ahmed' }, ['dbs', 'insurance'])
  t.equal((await pay(aunt.id)).status, 201, 'nobody of the team')
  const joins = { actorId: 'sadia', caseRole: 'advocate', name: 'SADIA AHMED', organisationId: null }
  t.equal((await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members`, joins)).status, 201)
  await refused(t, service, () => pay(aunt.id), 'payee-to-decide', 'a tie of now')
  await refused(t, service, () => decide(journey.officer, 'approved', aunt.id), 'second-person-needed')
})

t.test('what lapses within a month is listed, the soonest first, until something newer stands for it', async (t) => {
  const { id } = (await register(officer, { name: 'Lapsing Ltd' })).ok
  await showEvidence(officer, id, 'registration', { expiresOn: '2026-12-24' })
  await showEvidence(officer, id, 'insurance', { expiresOn: '2026-12-25' })
  const lapsing = async () =>
    (await officer.get<{ items: LapsingEvidence[] }>('/v1/lapsing-payee-evidence?limit=100')).ok.items.filter(
      ({ payeeId }) => payeeId === id,
    )
  t.match(await lapsing(), [{ kind: 'registration', expiresOn: '2026-12-24', name: 'Lapsing Ltd' }])
  await showEvidence(officer, id, 'registration')
  t.same(await lapsing(), [])
})
