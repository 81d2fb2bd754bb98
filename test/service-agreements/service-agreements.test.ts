import t from 'tap'
import type { LapsingServiceAgreement, ServiceAgreement } from '../../src/service-agreements/schemas.ts'
import { payable as directlyPaid, draft, payers, paymentsOf } from '../pay-runs/acts.ts'
import { register } from '../payees/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import {
  aProvider,
  draftAgreement,
  endAgreement,
  recordForProvider,
  renewAgreement,
  secondBroker,
  signedAgreement,
  signForPayer,
  signForProvider,
} from './acts.ts'

const service = await startService(t)
const [broker, officer, provider] = [
  service.as('broker'),
  service.as('commissioner-officer'),
  service.as('provider-officer'),
]
const second = secondBroker(service)
const read = async (id: string) => (await officer.get<ServiceAgreement>(`/v1/service-agreements/${id}`)).ok

t.test('written down by who pays, and in force once another of them and the provider have signed', async (t) => {
  const { id: payeeId } = await aProvider(service)
  const entries = await audited(service, async () => {
    const { id } = (await draftAgreement(broker, payeeId)).ok
    t.equal((await read(id)).state, 'draft')
    await refused(t, service, () => signForPayer(broker, id), 'second-person-needed', 'who wrote it')
    await refused(t, service, () => signForPayer(officer, id), 'not-the-payer')
    t.match((await signForPayer(second, id)).ok, { state: 'draft', providerSignedAt: null })
    await refused(t, service, () => signForPayer(second, id), 'already-signed')
    const elsewhere = service.as(anActor('provider-officer', { sub: 'of-another', organisation: 'BRK1' }))
    t.not((await signForProvider(elsewhere, id)).status, 200)
    t.match((await signForProvider(provider, id)).ok, { state: 'in-force' })
    await refused(t, service, () => signForProvider(provider, id), 'already-signed')
  })
  t.same(
    entries.map(({ type }) => type),
    ['service-agreement.drafted', 'service-agreement.signed', 'service-agreement.signed'],
  )
})

t.test('what a provider signed that does not sign in is recorded by somebody else than who signs', async (t) => {
  const { id: payeeId } = await aProvider(service)
  const { id } = (await draftAgreement(broker, payeeId)).ok
  t.match((await recordForProvider(broker, id)).ok, { providerSignatory: 'Ama Owusu, registered manager' })
  t.match((await signForPayer(second, id)).ok, { state: 'in-force' })
  const other = (await draftAgreement(broker, payeeId)).ok
  void (await signForPayer(second, other.id)).ok
  await refused(t, service, () => recordForProvider(second, other.id), 'second-person-needed')
})

t.test('refused: another payer, no provider, days that are over, and more than five years', async (t) => {
  const { id: payeeId } = await aProvider(service)
  await refused(t, service, () => draftAgreement(officer, payeeId), 'not-the-payer')
  await refused(t, service, () => draftAgreement(broker, payeeId, { holderId: null }), 'not-the-payer')
  await refused(t, service, () => draftAgreement(broker, unknownId()), 'request-invalid')
  const worker = (await register(broker, { kind: 'individual-worker', name: 'Jo Worker', organisationId: null })).ok
  await refused(t, service, () => draftAgreement(broker, worker.id), 'request-invalid')
  await refused(t, service, () => draftAgreement(broker, payeeId, { from: '2026-11-23' }), 'request-invalid')
  await refused(t, service, () => draftAgreement(broker, payeeId, { until: '2032-11-24' }), 'request-invalid')
  const { id } = (await draftAgreement(broker, payeeId)).ok
  const other = service.as(inTenant('QOP', 'commissioner-officer'))
  await refused(t, service, () => other.get(`/v1/service-agreements/${id}`), 'not-found')
})

t.test(
  'without an agreement, or more than its rate, nothing is bought of a provider; lapsed means no payment',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id: payeeId } = await aProvider(service)
    const pay = (more: object = {}) => buy(journey, { amountPence: 3_700, payeeId, units: 2, ...more })
    t.equal((await pay()).problem.code, 'service-agreement-missing')
    await signedAgreement(service, payeeId, { until: '2026-11-25' })
    t.equal((await pay({ amountPence: 3_701 })).problem.code, 'agreed-rate-exceeded')
    t.match((await pay({ units: null })).problem, { code: 'request-invalid', errors: [{ pointer: '/units' }] })
    t.match((await pay()).ok, { payeeId, units: 2 })
    service.clock.set('2026-11-26T09:30:00Z')
    t.equal((await pay({ boughtOn: '2026-11-26' })).problem.code, 'service-agreement-lapsed')
    t.equal((await pay({ boughtOn: '2026-11-25' })).status, 201, 'what was given while it was in force')
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('a payment to a provider waits while there is none, and goes on by itself', async (t) => {
  const journey = await directlyPaid(service)
  const { id: payeeId } = await aProvider(service)
  const [first] = await paymentsOf(journey)
  // As planned before the way in which the money is held was changed.
  const { sql } = service.database
  await sql('update payment set payee_id = $1 where payment_id = $2', [payeeId, first?.id])
  await sql("update plan_line set deployment = 'notional', instrument = 'invoice' where case_id = $1", [
    journey.ids.caseId,
  ])
  const draftAll = () => draft(payers(service).drafter, '2026-12-31')
  t.equal((await draftAll()).status, 201, 'what is paid to nobody of the register')
  const held = async () => (await paymentsOf(journey)).find(({ id }) => id === first?.id)
  t.match(await held(), { state: 'held', holdReason: 'service-agreement-missing', heldInWords: /not in force/ })
  const { id } = (await draftAgreement(officer, payeeId, { holderId: null, unit: 'item', ratePence: 10_000 })).ok
  void (await signForPayer(service.as(anActor('commissioner-officer', { sub: 'a-second-officer' })), id)).ok
  void (await signForProvider(provider, id)).ok
  t.equal((await draftAll()).status, 201)
  t.match(await held(), { state: 'in-run' })
})

t.test('what lapses within a month is listed until both have signed its renewal; it is renewed once', async (t) => {
  const { id: payeeId } = await aProvider(service)
  const id = await signedAgreement(service, payeeId, { until: '2026-12-24' })
  const far = await signedAgreement(service, payeeId, { until: '2026-12-25' })
  const lapsing = async () =>
    (await officer.get<{ items: LapsingServiceAgreement[] }>('/v1/lapsing-service-agreements?limit=100')).ok.items
      .filter((one) => one.payeeId === payeeId)
      .map((one) => one.id)
  t.same(await lapsing(), [id])
  await refused(t, service, () => renewAgreement(broker, id, { from: '2026-12-24' }), 'request-invalid', 'it overlaps')
  const again = (await renewAgreement(broker, id, { from: '2026-12-25', until: '2027-12-24' })).ok
  t.match(again, { renewsId: id, ratePence: 1_900, what: 'Support at home, one to one', state: 'draft' })
  await refused(t, service, () => renewAgreement(broker, id, { from: '2026-12-25' }), 'wrong-state')
  await refused(t, service, () => renewAgreement(broker, again.id), 'wrong-state', 'nobody has signed it')
  t.same(await lapsing(), [id], 'nobody has signed it')
  void (await signForPayer(second, again.id)).ok
  void (await signForProvider(provider, again.id)).ok
  t.same(await lapsing(), [])
  t.equal((await read(again.id)).state, 'not-begun')
  t.ok(far)
})

t.test('ended before its last day, never back in time', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id: payeeId } = await aProvider(service)
  const id = await signedAgreement(service, payeeId)
  await refused(t, service, () => endAgreement(broker, id, '2026-11-23'), 'request-invalid')
  await refused(t, service, () => endAgreement(broker, id, '2027-11-23'), 'request-invalid')
  await refused(t, service, () => endAgreement(officer, id, '2026-11-24'), 'not-the-payer')
  t.match((await endAgreement(broker, id, '2026-11-24')).ok, { endedOn: '2026-11-24', state: 'in-force' })
  await refused(t, service, () => endAgreement(broker, id, '2026-11-25'), 'wrong-state')
  const pay = (boughtOn: string) => buy(journey, { amountPence: 100, payeeId, units: 1, boughtOn })
  t.equal((await pay('2026-11-24')).status, 201)
  service.clock.set('2026-11-25T09:30:00Z')
  t.equal((await pay('2026-11-25')).problem.code, 'service-agreement-lapsed')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('a provider reads its own agreements, and no others', async (t) => {
  const { id: payeeId } = await aProvider(service)
  const id = await signedAgreement(service, payeeId)
  const stranger = await aProvider(service, { name: 'Elsewhere', organisationId: null })
  const theirs = (await draftAgreement(broker, stranger.id)).ok
  const own = async (client = provider) =>
    (await client.get<{ items: ServiceAgreement[] }>('/v1/own-service-agreements?limit=100')).ok.items.map(
      (one) => one.id,
    )
  t.ok((await own()).includes(id))
  t.notOk((await own()).includes(theirs.id))
  await refused(t, service, () => signForProvider(provider, theirs.id), 'not-found')
  await refused(t, service, () => provider.get('/v1/service-agreements'), 'permission-missing')
  await refused(t, service, () => provider.get(`/v1/service-agreements/${id}`), 'permission-missing')
})

t.test('two at once sign once', async (t) => {
  const { id: payeeId } = await aProvider(service)
  const { id } = (await draftAgreement(broker, payeeId)).ok
  const answers = await Promise.all([signForPayer(second, id), signForPayer(second, id)])
  t.same(answers.map(({ status }) => status).sort(), [200, 409])
  void (await broker.get('/v1/service-agreements?limit=1')).ok
})
