import t from 'tap'
import { inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { balances, buy, fileReceipt, reverse, statementOf } from './acts.ts'

const service = await startService(t)

t.test('200: before anything is agreed the statement is empty, and so are its sums', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  t.same(await balances(journey), { whole: [0, 0, 0, 0] })
})

t.test('200: once agreed, every line of the plan with how it is held and paid', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const statement = await statementOf(journey)
  t.match(statement, { caseId: journey.ids.caseId, asOf: '2026-11-24T09:30:00.000Z' })
  t.same(statement.lines[0], {
    planLineId: journey.ids.planLineId,
    key: 'drum-kit',
    element: null,
    title: 'A drum kit, for co-ordination',
    category: 'equipment',
    deployment: 'third-party',
    instrument: 'broker-held-card',
    holderId: tenants.QYG.brokerageId,
    status: 'active',
    closedOn: null,
    agreedPence: 25_000,
    movedPence: 0,
    carriedPence: 0,
    crisisPence: 0,
    spentPence: 0,
    owedPence: 0,
    heldPence: 0,
    committedPence: 0,
    pendingPence: 0,
    returnedPence: 0,
    recoveredPence: 0,
    ownPence: 0,
    pendingReceiptPence: 0,
    reversedWithReceiptPence: 0,
    availablePence: 25_000,
    releasedPence: 0,
  })
})

t.test('pending is what was spent without a receipt so far, line by line; what was reversed is not', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const mattress = (await statementOf(journey)).lines[1]?.planLineId ?? ''
  const [first, second, third] = [
    await buy(journey, { amountPence: 100 }),
    await buy(journey, { amountPence: 20 }),
    await buy(journey, { amountPence: 3, planLineId: mattress }),
  ]
  t.same(await balances(journey), {
    whole: [40_000, 123, 123, 39_877],
    'drum-kit': [25_000, 120, 120, 24_880],
    mattress: [15_000, 3, 3, 14_997],
  })
  await fileReceipt(journey, first.ok.id, { amountPence: 100 })
  t.same((await balances(journey)).whole, [40_000, 123, 23, 39_877])
  await reverse(journey, second.ok.id)
  t.same((await balances(journey)).whole, [40_000, 103, 3, 39_897])
  await reverse(journey, first.ok.id)
  await reverse(journey, third.ok.id)
  t.same((await balances(journey)).whole, [40_000, 0, 0, 40_000])
})

t.test('404: another person, another broker’s case and another commissioner', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const other = await journeyTo(service, 'case-opened')
  const ask =
    (client: typeof journey.person, caseId = journey.ids.caseId) =>
    () =>
      client.get(`/v1/cases/${caseId}/statement`)
  await refused(t, service, ask(other.person), 'not-found')
  await refused(t, service, ask(journey.broker, other.ids.caseId), 'not-found')
  await refused(t, service, ask(service.as(inTenant('QOP', 'commissioner-officer'))), 'not-found')
  await refused(t, service, ask(journey.person, unknownId()), 'not-found')
})
