import t from 'tap'
import type { FloatPayment, FloatReconciliation, OrganisationFloat } from '../../src/floats/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { MissingReceipt } from '../../src/spending/receipt-schemas.ts'
import { buy, reverse } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { defaultNow, type Service, startService } from '../support/service.ts'
import { sameHuman, unregistered } from '../support/staff.ts'
import { doOnce } from '../support/sweep.ts'

const { brokerageId, trustId } = tenants.QYG
const at = `/v1/organisations/${brokerageId}`

/** A service of its own for each test: there is one float of the broker's organisation. */
async function opened(t: Parameters<typeof startService>[0], pence = 100_000) {
  const service = await startService(t)
  const [officer, broker] = [service.as('commissioner-officer'), service.as('broker')]
  await pay(service, { amountPence: pence })
  return { service, officer, broker }
}
/** The second officer, who records the same. */
const confirmer = (service: Service) => service.as(anActor('commissioner-officer', { sub: 'who-confirms-floats' }))
const recordOne = (service: Service, more: object = {}, client = service.as('commissioner-officer')) =>
  client.post<FloatPayment>(`${at}/float-payments`, {
    kind: 'deposit',
    amountPence: 100_000,
    paidOn: service.clock.today(),
    reference: 'ICB-2026-0117',
    ...more,
  })
/** What two officers record; what the first is refused is not asked of the second. */
async function pay(service: Service, more: object = {}, client = service.as('commissioner-officer')) {
  const first = await recordOne(service, more, client)
  return first.status === 201 ? recordOne(service, more, confirmer(service)) : first
}
const floatOf = async (service: Service) =>
  (await service.as('commissioner-officer').get<OrganisationFloat>(`${at}/float`)).ok.balancePence
const state = (service: Service, body: object, client = service.as('broker')) =>
  client.post<FloatReconciliation>(`${at}/float-reconciliations`, body)
/** Another officer than who records what is paid. */
const signer = (service: Service) => service.as(anActor('commissioner-officer', { sub: 'who-signs-for-floats' }))
const sign = (service: Service, id: string, client = signer(service)) =>
  client.post<FloatReconciliation>(`/v1/float-reconciliations/${id}/signature`)

t.test(
  'what an organisation buys of the money it holds goes out of its float, and what comes back goes in',
  async (t) => {
    const service = await startService(t)
    const journey = await journeyTo(service, 'money-agreed')
    const before = (await buy(journey, { amountPence: 1_000 })).ok.id
    t.equal((await journey.officer.get(`${at}/float`)).status, 404, 'a float begins with its first deposit')
    await refused(t, service, () => pay(service, { kind: 'return' }), 'wrong-state')
    t.equal((await pay(service)).status, 201)
    service.clock.advance({ minutes: 1 })
    const { id } = (await buy(journey, { amountPence: 9_999 })).ok
    t.equal(await floatOf(service), 90_001)
    await reverse(journey, id)
    t.equal(await floatOf(service), 100_000)
    await reverse(journey, before)
    t.equal(await floatOf(service), 100_000, 'what was bought before it never went out of it')
    await pay(service, { kind: 'return', amountPence: 40_000 })
    t.equal(await floatOf(service), 60_000)
    for await (const { different } of proveLedger(service.access)) t.same(different, [])
  },
)

t.test('what the bank calls one payment is recorded once of each kind, however it is written', async (t) => {
  const { service, officer } = await opened(t)
  for (const reference of ['ICB-2026-0117', 'icb 2026 0117', ' ICB/2026/0117'])
    await refused(t, service, () => pay(service, { reference, amountPence: 5 }), 'wrong-state')
  for (const reference of ['ICB-2O26-0117', 'ICB-2026-0ll7', 'Overheads H', 'Overheads N'])
    t.equal((await pay(service, { reference, amountPence: 5 })).status, 201, 'what looks alike is another')
  t.equal((await pay(service, { kind: 'return', amountPence: 1_000 })).status, 201, 'a return has its own')
  await refused(t, service, () => pay(service, { kind: 'return', amountPence: 1_000 }), 'wrong-state')
  const elsewhere = await officer.post(`/v1/organisations/${trustId}/float-payments`, {
    ...{ kind: 'deposit', amountPence: 1, paidOn: service.clock.today(), reference: 'ICB-2026-0117' },
  })
  t.equal(elsewhere.status, 201, 'and another organisation')
  const atOnce = (client: Parameters<typeof recordOne>[2]) =>
    Promise.all([1, 2, 3].map(() => recordOne(service, { reference: 'ICB-2', amountPence: 500 }, client)))
  t.same((await atOnce(officer)).map(({ status }) => status).sort(), [201, 403, 403], 'sent at once, it is taken once')
  t.same((await atOnce(confirmer(service))).map(({ status }) => status).sort(), [201, 409, 409], 'and confirmed once')
  t.equal(await floatOf(service), 99_520)
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
})

t.test('a float can be short, and a line cannot: the one is settled, the other refused', async (t) => {
  const { service } = await opened(t, 100)
  const journey = await journeyTo(service, 'money-agreed')
  t.equal((await buy(journey, { amountPence: 9_999 })).status, 201)
  t.equal(await floatOf(service), -9_899)
  await refused(t, service, () => buy(journey, { amountPence: 25_000 }), 'line-overspent')
  t.equal(await floatOf(service), -9_899, 'what is refused draws nothing')
})

t.test('a period is reconciled to the penny, the difference is explained, and both sign', async (t) => {
  const { service, broker, officer } = await opened(t)
  const journey = await journeyTo(service, 'money-agreed')
  const { id: bought } = (await buy(journey, { amountPence: 9_000 })).ok
  const until = service.clock.today()
  await refused(
    t,
    service,
    () => state(service, { until, statedPence: 91_000 }),
    'request-invalid',
    'the day is not over',
  )
  service.clock.advance({ days: 1 })
  const short = await refused(t, service, () => state(service, { until, statedPence: 90_000 }), 'request-invalid')
  t.match(short.errors, [{ pointer: '/explanation' }])
  t.equal(short.detail, 'The book says £910.00: say what the difference comes from')
  const explanation = 'A card payment is booked two days later.'
  const first = (await state(service, { until, statedPence: 90_000, explanation })).ok
  t.match(first, {
    from: until,
    until,
    openingPence: 0,
    depositsPence: 100_000,
    purchasesPence: 9_000,
    reversalsPence: 0,
    returnsPence: 0,
    closingPence: 91_000,
    differencePence: -1_000,
    signedAt: null,
  })
  await refused(
    t,
    service,
    () => state(service, { until: '2026-11-25', statedPence: 0 }),
    'wrong-state',
    'one after the other',
  )
  await refused(t, service, () => sign(service, first.id, broker), 'permission-missing')
  t.match((await sign(service, first.id)).ok, { differencePence: -1_000, signedAt: service.clock.now().toISOString() })
  await refused(t, service, () => sign(service, first.id), 'wrong-state')

  await reverse(journey, bought)
  await pay(service, { kind: 'return', amountPence: 50_000 })
  service.clock.advance({ days: 1 })
  await refused(t, service, () => state(service, { until, statedPence: 0 }), 'request-invalid', 'no day twice')
  const second = (await state(service, { until: '2026-11-25', statedPence: 50_000 })).ok
  t.match(second, {
    from: '2026-11-25',
    openingPence: 91_000,
    depositsPence: 0,
    returnsPence: 50_000,
    purchasesPence: 0,
    reversalsPence: 9_000,
    closingPence: 50_000,
    differencePence: 0,
  })
  t.same((await officer.get(`/v1/float-reconciliations/${second.id}`)).ok, second)
  const { items } = (await broker.get<{ items: { id: string }[] }>(`${at}/float-reconciliations`)).ok
  t.same(
    items.map(({ id }) => id),
    [second.id, first.id],
  )
  t.equal((await officer.get<OrganisationFloat>(`${at}/float`)).ok.reconciledUntil, until)
  service.clock.set(defaultNow)
})

t.test('who recorded a payment of a period does not sign it, by any account of theirs', async (t) => {
  const { service, officer } = await opened(t)
  const second = service.as(anActor('commissioner-officer', { sub: 'who-records-too' }))
  service.clock.advance({ days: 1 })
  t.equal((await pay(service, { kind: 'return', amountPence: 40_000 }, second)).status, 201)
  const until = service.clock.today()
  service.clock.advance({ days: 1 })
  await pay(service, { reference: 'ICB-LATER', amountPence: 500 }, signer(service))
  const { id } = (await state(service, { until, statedPence: 60_000 })).ok
  await sameHuman(service, 'the-second-again', anActor('commissioner-officer', { sub: 'who-records-too' }))
  const again = service.as(anActor('commissioner-officer', { sub: 'the-second-again' }))
  for (const client of [officer, second, again])
    await refused(t, service, () => sign(service, id, client), 'second-person-needed', client.actor?.sub)
  const unknown = await unregistered(service, anActor('commissioner-officer', { sub: 'nobody-knows' }))
  await refused(t, service, () => sign(service, id, unknown), 'staff-not-registered')
  await refused(t, service, () => pay(service, { reference: 'ICB-3' }, unknown), 'staff-not-registered')
  t.equal((await sign(service, id)).status, 200, 'what they recorded is of the next period')

  service.clock.advance({ days: 1 })
  const next = (await state(service, { until: '2026-11-26', statedPence: 60_500 })).ok
  await refused(t, service, () => sign(service, next.id), 'second-person-needed')
  t.equal((await sign(service, next.id, second)).status, 200, 'and who recorded before it signs this one')
})

t.test('the money of an organisation is told to the commissioner, the auditor and itself', async (t) => {
  const { service } = await opened(t)
  for (const role of ['commissioner-officer', 'auditor', 'broker', 'machine'] as const)
    t.equal((await service.as(role).get(`${at}/float`)).status, 200, role)
  for (const role of ['care-coordinator', 'team-manager', 'person'] as const) {
    t.equal((await service.as(role).get(`${at}/float`)).status, 404, role)
    t.same((await service.as(role).get<{ items: unknown[] }>(`${at}/float-payments`)).ok.items, [], role)
  }
  for (const role of ['broker', 'care-coordinator'] as const)
    await refused(t, service, () => pay(service, {}, service.as(role)), 'permission-missing')
  const elsewhere = service.as(anActor('broker', { sub: 'of-another', organisation: 'RW4' }))
  t.equal((await elsewhere.get(`${at}/float`)).status >= 400, true)
  t.equal((await service.as('commissioner-officer').get(`/v1/organisations/${trustId}/float`)).status, 404)
  await refused(t, service, () => pay(service, { paidOn: '2026-11-25' }), 'request-invalid')
})

t.test('purchases at once draw a float exactly', async (t) => {
  const { service } = await opened(t)
  const journeys = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  const bought = await Promise.all(
    journeys.flatMap((journey) => [1, 2, 3].map(() => buy(journey, { amountPence: 1_000 }))),
  )
  t.same(
    bought.map(({ status }) => status),
    Array(6).fill(201),
  )
  t.equal(await floatOf(service), 94_000)
})

t.test('what an organisation bought from its float, and has no receipt of, is listed by it', async (t) => {
  const { service, officer } = await opened(t)
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 9_000 })).ok
  service.clock.advance({ days: 15 })
  await doOnce(service, 'receipts')
  const missing = async (query: string, client = officer) =>
    (await client.get<{ items: MissingReceipt[] }>(`/v1/missing-receipts${query}`)).ok.items.map(
      (one) => one.purchaseId,
    )
  t.same(await missing(`?organisationId=${brokerageId}`), [id])
  t.same(await missing(`?organisationId=${brokerageId}`, journey.broker), [id])
  t.same(await missing(`?organisationId=${trustId}`), [])
})
