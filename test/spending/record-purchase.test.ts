import t from 'tap'
import { theCouncil } from '../payees/acts.ts'
import { change, withinLimit } from '../sign-off/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anOrganisation, unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aPurchase } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { balances, buy, buyByCard } from './acts.ts'

const service = await startService(t)
t.before(() => theCouncil(service))

t.test('201: the broker buys what the plan says, and the person reads it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const answer = await buy(journey)
  t.equal(answer.status, 201)
  const { id: _, ...purchase } = answer.ok
  t.same(purchase, {
    caseId: journey.ids.caseId,
    planLineId: journey.ids.planLineId,
    ...aPurchase(),
    unit: null,
    recordedAt: '2026-11-24T09:30:00.000Z',
    receipt: null,
    payeeId: null,
    units: null,
    ownPence: 0,
    reversedPence: 0,
    ownReversedPence: 0,
    reversedAt: null,
    reversalReason: null,
    receiptDueOn: '2026-12-25',
    receiptChasedOn: [],
    receiptPausedOn: null,
    receiptLoss: null,
  })
  t.equal(answer.headers.get('location'), `/v1/purchases/${answer.ok.id}`)
  t.same((await journey.person.get(`/v1/purchases/${answer.ok.id}`)).ok, answer.ok)
  t.same(await balances(journey), {
    whole: [40_000, 9_999, 9_999, 30_001],
    'drum-kit': [25_000, 9_999, 9_999, 15_001],
    mattress: [15_000, 0, 0, 15_000],
  })
})

t.test(
  'the first purchase that is shown makes the plan active and moves the case; the next ones move nothing',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    await buyByCard(journey, { amountPence: 1 })
    const caseNow = () => journey.person.get(`/v1/cases/${journey.ids.caseId}`)
    const first = await caseNow()
    t.match(first.ok, { step: 'budget-active', waitingFor: ['broker', 'care-coordinator'] })
    t.match((await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, { status: 'active' })
    await buy(journey, { amountPence: 1 })
    t.same((await caseNow()).ok, first.ok)
  },
)

t.test('a line is spent to its last penny; a penny more is refused with the sum', async (t) => {
  const journey = await journeyTo(service, 'money-agreed', withinLimit)
  const over = await refused(t, service, () => buy(journey, { amountPence: 40_001 }), 'line-overspent')
  t.equal(over.detail, 'The line has £400.00 left; this is £400.01')
  t.match(over.errors, [{ pointer: '/amountPence', code: 'line-overspent' }])
  t.equal((await buy(journey, { amountPence: 40_000 })).status, 201)
  const empty = await refused(t, service, () => buy(journey, { amountPence: 1 }), 'line-overspent')
  t.equal(empty.detail, 'The line has £0.00 left; this is £0.01')
})

t.test('what one line has left does not pay for another', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await buy(journey, { amountPence: 25_000 })
  await refused(t, service, () => buy(journey, { amountPence: 1 }), 'line-overspent')
  t.same((await balances(journey)).mattress, [15_000, 0, 0, 15_000])
})

t.test('404: a broker spends nothing with a sign-in of another organisation, though on the team', async (t) => {
  await service
    .as('commissioner-officer')
    .post('/v1/organisations', anOrganisation({ code: 'BRK2', kind: 'brokerage-organisation' }))
  const journey = await journeyTo(service, 'money-agreed')
  const elsewhere = service.as(anActor('broker', { organisation: 'BRK2' }))
  await refused(t, service, () => buy(journey, { client: elsewhere }), 'not-found')
})

t.test('403: the broker does not spend what another organisation holds', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await change(journey, { lines: [aPlanLine({ amountPence: 40_000, holderId: tenants.QYG.trustId })] })
  await journey.on('money-agreed')
  const problem = await refused(t, service, () => buy(journey), 'case-role-required')
  t.equal(problem.detail, 'Only the organisation that holds the money of this line can spend it')
})

t.test('403, 404: nobody but the case’s broker records a purchase of what their organisation holds', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const client of [journey.teamManager, journey.officer])
    await refused(t, service, () => buy(journey, { client }), 'permission-missing', client.actor?.sub)
  for (const client of [journey.person, journey.representative, journey.careCoordinator, service.as('machine')])
    await refused(t, service, () => buy(journey, { client }), 'case-role-required', client.actor?.sub)
  for (const actor of [
    anActor('broker', { sub: 'second-broker' }),
    inTenant('QOP', 'broker'),
    inTenant('QOP', 'machine'),
  ])
    await refused(t, service, () => buy(journey, { client: service.as(actor) }), 'not-found', actor.sub)
  for (const planLineId of [unknownId(), journey.ids.caseId, journey.ids.supportPlanId])
    await refused(t, service, () => buy(journey, { planLineId }), 'not-found', 'a line that is none')
})

t.test('S2: 422: a line is paid in the way that was agreed', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const instrument of ['bank-account', 'pre-paid-card', 'invoice'] as const) {
    const problem = await refused(t, service, () => buy(journey, { instrument }), 'deployment-mismatch', instrument)
    t.match(problem.errors, [{ pointer: '/instrument', detail: 'The line is paid by broker-held-card' }])
  }
})

t.test('400: a purchase lies between the day of the agreement and today, by the calendar in England', async (t) => {
  service.clock.set('2026-07-15T22:30:00Z')
  const journey = await journeyTo(service, 'money-agreed')
  const on = (boughtOn: string) => () => buy(journey, { boughtOn, amountPence: 1 })
  await refused(t, service, on('2026-07-14'), 'request-invalid', 'before it was agreed')
  const problem = await refused(t, service, on('2026-07-16'), 'request-invalid', 'tomorrow')
  t.match(problem.errors, [{ pointer: '/boughtOn' }])
  t.equal((await on('2026-07-15')()).status, 201, 'on the day it was agreed')
  service.clock.set('2026-07-15T23:00:00Z')
  t.equal((await on('2026-07-16')()).status, 201, 'midnight in England, though not in UTC')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('400: a purchase is what the contract says, to the field', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const more of [
    { amountPence: 0 },
    { amountPence: -1 },
    { amountPence: 0.5 },
    { amountPence: '100' },
    { amountPence: 100_000_000_000 },
    { boughtOn: '2026-02-30' },
    { boughtOn: '24/11/2026' },
    { payee: ' ' },
    { payee: 'a\u0000b' },
    { instrument: 'cash' },
    { receipt: null },
  ])
    await refused(t, service, () => buy(journey, more as object), 'request-invalid', JSON.stringify(more))
  await refused(t, service, () => buy(journey, {}, { key: null }), 'idempotency-key-required')
})

t.test('a repeated key buys once; with another amount it is refused', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const key = 'drum-kit-1'
  const first = await buy(journey, { amountPence: 20_000 }, { key })
  const again = await buy(journey, { amountPence: 20_000 }, { key })
  t.same(again.ok, first.ok)
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  await refused(t, service, () => buy(journey, { amountPence: 1 }, { key }), 'idempotency-key-reused')
  t.same((await balances(journey))['drum-kit'], [25_000, 20_000, 20_000, 5_000])
})

t.test('409: nothing is bought once the person has said no', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => buy(journey), 'case-ended')
})

t.test('the purchases of a case are listed page by page, newest first, and of no other case', async (t) => {
  const [journey, other] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  await buy(other, { amountPence: 999 })
  for (const amountPence of [1, 2, 3]) await buy(journey, { amountPence })
  interface Page {
    readonly items: readonly { amountPence: number }[]
    readonly nextCursor: string | null
  }
  const path = `/v1/cases/${journey.ids.caseId}/purchases?limit=2`
  const first = (await journey.person.get<Page>(path)).ok
  await buy(journey, { amountPence: 4 })
  const second = (await journey.person.get<Page>(`${path}&cursor=${first.nextCursor}`)).ok
  t.same(
    [...first.items, ...second.items].map(({ amountPence }) => amountPence),
    [3, 2, 1],
    'stable while more are made',
  )
  t.equal(second.nextCursor, null)
  t.equal((await service.as(inTenant('QOP', 'commissioner-officer')).get(path)).problem.code, 'not-found')
})

t.test('it is on the record how much was spent on which line, and not what or where', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const entries = await audited(service, () => buy(journey))
  t.same(
    entries.map(({ type }) => type),
    ['purchase.recorded'],
  )
  t.same(entries[0]?.facts, { planLineId: journey.ids.planLineId, amountPence: 9_999, ownPence: 0 })
})
