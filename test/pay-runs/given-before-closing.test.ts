import t from 'tap'
import { withAccount, withBudgetAccount } from '../bank-accounts/acts.ts'
import { notional, paidProvider } from '../payments/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'
import { advance, aPayer, direct, handOver, holdAll, payable, payers, paymentsOf, results } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

/** December of a provider is handed over on a day, before it is over, and no file is made yet. */
async function handedOver(day: string) {
  const { journey, provider } = await paidProvider(service)
  await withAccount(service, provider.id, { name: 'Riverside Support', accountNumber: '33334444' })
  service.clock.set(`${day}T09:30:00Z`)
  const run = await handOver(service, '2027-01-04')
  t.match(run, { payments: 1, totalPence: 10_000 })
  service.clock.advance({ minutes: 5 })
  return { journey, provider, runId: run.id }
}
const fileOf = (runId: string) => drafter.post(`/v1/pay-runs/${runId}/file`, { format: 'csv' })
const end = async ({ person, ids }: Journey) =>
  void (await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).ok
const waiting = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ purpose, from, until, amountPence, state }) => [
    ...[purpose, from, until, amountPence, state],
  ])

t.test('what a provider gave before its line closed is owed where its payment leaves the run', async (t) => {
  const { journey, provider, runId } = await handedOver('2026-12-15')
  await end(journey)
  t.match((await fileOf(runId)).problem, { code: 'nothing-to-pay' })
  t.same(await waiting(journey), [['owed', '2026-12-01', '2026-12-15', 4_839, 'planned']])
  t.match(await paymentsOf(journey), [{ payeeId: provider.id, dueOn: '2026-12-15' }])
  t.match(await statementOf(journey), { pendingPence: 0, owedPence: 4_839, releasedPence: 25_161 })
  const next = await handOver(service, '2026-12-15')
  t.match(next, { payments: 1, totalPence: 4_839 })
  const [told] = await paymentsOf(journey)
  void (await results(service, drafter, next.id, [`${told?.reference},paid,2026-12-15,`])).ok
  await advance(service)
  t.match(await statementOf(journey), { owedPence: 0, spentPence: 4_839, heldPence: 0 })
})

t.test('what was given until a death is owed, and no day after it', async (t) => {
  const { journey, runId } = await handedOver('2026-12-31')
  await end(journey)
  await service.database.sql(
    `insert into death_report (commissioner_id, death_report_id, case_id, died_on, reported_by, reported_at)
      select commissioner_id, gen_random_uuid(), case_id, '2026-12-10', 'x', $2 from budget_case where case_id = $1`,
    [journey.ids.caseId, service.clock.now()],
  )
  await fileOf(runId)
  t.same(await waiting(journey), [['owed', '2026-12-01', '2026-12-10', 3_226, 'planned']])
})

t.test('where the line goes on in another plan, which takes its days for paid, all of it is owed', async (t) => {
  const { journey, runId } = await handedOver('2026-12-15')
  const schedule = { quantity: 5, unit: 'hour', unitPence: 2_000, frequency: 'monthly', times: null } as const
  const line = { key: 'support', checkedBy: 'care-coordinator', ...notional, amountPence: 20_000 } as const
  const days = { from: '2026-12-01', until: '2027-01-31' }
  const plan = await changed(journey, [{ ...line, schedule: { ...schedule, ...days } }])
  void (await decideChanged(journey.careCoordinator, plan)).ok
  t.match((await fileOf(runId)).problem, { code: 'nothing-to-pay' })
  t.same(await waiting(journey), [['owed', '2026-12-01', '2026-12-31', 10_000, 'planned']])
})

t.test('what the person was to be paid before its days is no more', async (t) => {
  const journey = await payable(service)
  await withBudgetAccount(service, journey, { accountNumber: '55556666' })
  const run = await handOver(service, '2026-12-01')
  service.clock.set('2026-12-10T09:30:00Z')
  await end(journey)
  t.match((await fileOf(run.id)).problem, { code: 'nothing-to-pay' })
  t.same(await waiting(journey), [])
  t.match(await statementOf(journey), { pendingPence: 0, owedPence: 0, releasedPence: 30_000 })
})

t.test(
  'what was handed over to the person before another plan took its place is paid, and theirs to hold',
  async (t) => {
    const journey = await payable(service)
    await withBudgetAccount(service, journey, { accountNumber: '55556666' })
    const run = await handOver(service, '2026-12-01')
    t.match(run, { totalPence: 10_000 })
    service.clock.advance({ minutes: 5 })
    const line = { key: 'gym', checkedBy: 'care-coordinator', ...direct, amountPence: 20_000 } as const
    const schedule = { quantity: 1, unit: 'item', unitPence: 10_000, frequency: 'monthly', times: null } as const
    const plan = await changed(journey, [
      { ...line, schedule: { ...schedule, from: '2027-01-01', until: '2027-02-28' } },
    ])
    void (await decideChanged(journey.careCoordinator, plan)).ok
    t.match((await fileOf(run.id)).problem, { code: 'nothing-to-pay' })
    t.same((await waiting(journey))[0], ['owed', '2026-12-01', '2026-12-31', 10_000, 'planned'])
    const next = await handOver(service, '2026-12-01')
    t.match(next, { payments: 1, totalPence: 10_000 })
    const told = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
    void (await results(service, drafter, next.id, [`${told?.reference},paid,${service.clock.today()},`])).ok
    await advance(service)
    t.match(await statementOf(journey), { heldPence: 10_000, owedPence: 0, committedPence: 20_000 })
  },
)
