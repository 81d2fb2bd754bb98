import t from 'tap'
import type { FloatPayment } from '../../src/floats/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import { withAccount } from '../bank-accounts/acts.ts'
import { advance, handOver, holdAll, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { paidProvider } from '../payments/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { sql } = service.database
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => holdAll(service))

async function differences() {
  const found = []
  for await (const { different } of proveLedger(service.access)) found.push(...different)
  return found
    .map(({ what, id, kept, posted }) => [what, id, kept, posted])
    .toSorted(([one], [other]) => `${one}`.localeCompare(`${other}`))
}
/** Adds a penny to a row, gives what differs then, and takes it away again. */
async function aPennyMore(table: string, id: string, key = `${table}_id`) {
  const add = (pence: number) =>
    sql(`update ${table} set amount_pence = amount_pence + ${pence} where ${key} = $1`, [id])
  await add(1)
  const found = await differences()
  await add(-1)
  return found
}
/** What the bank has of a case is made. */
async function paid(journey: Journey, runId: string) {
  const told = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  void (await results(service, drafter, runId, [`${told?.reference},paid,${service.clock.today()},`])).ok
  await advance(service)
}

t.test('what is set aside, with the bank and in hands is proved against the payments of its line', async (t) => {
  const journey = await payable(service)
  const line = journey.ids.planLineId
  const [first] = await paymentsOf(journey)
  t.same(await aPennyMore('payment', first?.id ?? ''), [['payments', line, 30_001, 30_000]])
  const run = await handOver(service, '2026-12-01')
  t.same(await aPennyMore('payment', first?.id ?? ''), [['pending', line, 10_001, 10_000]])
  await paid(journey, run.id)
  t.same(await aPennyMore('payment', first?.id ?? ''), [['held', line, 10_001, 10_000]])
  t.same(await differences(), [])
})

t.test('what is spent and owed is proved against purchases, and the payments for them and for days', async (t) => {
  const { journey, provider } = await paidProvider(service)
  await withAccount(service, provider.id, { name: 'Riverside Support', accountNumber: '33334444' })
  const line = journey.ids.planLineId
  service.clock.set('2026-12-10T09:30:00Z')
  const of = { planLineId: line ?? '', payeeId: provider.id, boughtOn: '2026-12-10', units: 1, amountPence: 2_000 }
  const { id } = (await buy(journey, { ...of, instrument: 'invoice', client: journey.broker })).ok
  t.same(await aPennyMore('purchase', id), [['spent', line, 1, 0]])
  t.same(await aPennyMore('payment', id, 'purchase_id'), [
    ['owed', line, 2_001, 2_000],
    ['spent', line, -1, 0],
  ])
  const run = await handOver(service, '2026-12-11')
  t.same(await aPennyMore('payment', id, 'purchase_id'), [
    ['paying', line, 2_001, 2_000],
    ['spent', line, -1, 0],
  ])
  await paid(journey, run.id)
  t.same(await aPennyMore('purchase', id), [['spent', line, 2_001, 2_000]])
  service.clock.set('2027-01-04T09:30:00Z')
  const next = await handOver(service, '2027-01-04', { payOn: '2027-01-29' })
  const days = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  await paid(journey, next.id)
  t.same(await aPennyMore('payment', days?.id ?? ''), [['spent', line, 10_001, 10_000]])
  t.same(await differences(), [])
})

t.test('a float is proved against what was paid into it and bought of it; the command says so', async (t) => {
  const { brokerageId } = tenants.QYG
  const deposit = { kind: 'deposit', amountPence: 50_000, paidOn: service.clock.today(), reference: 'ICB-2026-0117' }
  const officers = ['who-records', 'who-confirms'].map((sub) => service.as(anActor('commissioner-officer', { sub })))
  const path = `/v1/organisations/${brokerageId}/float-payments`
  const [first] = await Promise.all([officers[0]?.post<FloatPayment>(path, deposit)])
  void (await officers[1]?.post(path, deposit))?.ok
  const journey = await journeyTo(service, 'money-agreed')
  const bought = (await buy(journey, { amountPence: 700 })).ok.id
  t.same(await aPennyMore('float_payment', first?.ok.id ?? ''), [['float', brokerageId, 50_001, 50_000]])
  t.same(await aPennyMore('purchase', bought), [
    ['float', brokerageId, 701, 700],
    ['spent', journey.ids.planLineId, 701, 700],
  ])
  const prove = () => outcomeOf(program(['src/tools/prove-ledger.ts'], { DATABASE_URL: service.database.serviceUrl }))
  const right = await prove()
  t.match(right.said, /^QYG: \d+ accounts, no difference$/m)
  t.equal(right.code, 0)
  await sql('update float_payment set amount_pence = amount_pence + 1')
  const wrong = await prove()
  t.match(wrong.said, /^QYG: \d+ accounts, 1 different\n {2}float [0-9a-f-]+: 50001 pence kept, 50000 posted$/m)
  t.equal(wrong.code, 1)
})
