import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import { advance, handOver, holdAll, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { notional, paidProvider } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

const end = async ({ person, ids }: Journey) =>
  void (await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).ok
/** What of a case is owed, is with the bank or was not made. */
const waiting = async (journey: Journey) =>
  (await paymentsOf(journey))
    .filter(({ state }) => state !== 'paid')
    .map(({ purpose, from, until, amountPence, state, holdReason }) => [
      purpose,
      from,
      until,
      amountPence,
      holdReason ?? state,
    ])

t.test('what a provider gave before the budget ended is owed to it, and paid', async (t) => {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2026-12-15T09:30:00Z')
  await end(journey)
  t.same(await waiting(journey), [['owed', '2026-12-01', '2026-12-15', 4_839, 'planned']])
  t.match(await paymentsOf(journey), [{ payeeId: provider.id, dueOn: '2026-12-16' }])
  t.match(await statementOf(journey), { committedPence: 0, owedPence: 4_839, releasedPence: 25_161 })
  const run = await handOver(service, '2026-12-16')
  t.match(run, { payments: 1, totalPence: 4_839 })
  const [payment] = await paymentsOf(journey)
  void (await results(service, drafter, run.id, [`${payment?.reference},paid,2026-12-15,`])).ok
  await advance(service)
  t.match(await statementOf(journey), { owedPence: 0, spentPence: 4_839, heldPence: 0 })
})

t.test('days before another plan are owed with the hold on them, and not paid by the schedule again', async (t) => {
  const { journey } = await paidProvider(service)
  const [first] = await paymentsOf(journey)
  void (await drafter.post(`/v1/payments/${first?.id}/hold`)).ok
  service.clock.set('2026-12-15T09:30:00Z')
  const schedule = { quantity: 5, unit: 'hour', unitPence: 2_000, frequency: 'monthly', times: null } as const
  const line = { key: 'support', checkedBy: 'care-coordinator', ...notional, amountPence: 25_000 } as const
  const days = { from: '2026-12-15', until: '2027-02-28' }
  const plan = await changed(journey, [{ ...line, schedule: { ...schedule, ...days } }])
  void (await decideChanged(journey.careCoordinator, plan)).ok
  t.same(await waiting(journey), [['owed', '2026-12-01', '2026-12-14', 4_516, 'being-checked']])
  const [owed] = await paymentsOf(journey)
  t.equal((await drafter.post<Payment>(`/v1/payments/${owed?.id}/release`)).ok.state, 'planned')
  t.match(await handOver(service, '2026-12-16'), { payments: 1, totalPence: 4_516 })
})

t.test(
  'what the bank could not pay is owed where the budget has ended, before the bank says so or after',
  async (t) => {
    const [late, early] = [await payable(service), await payable(service)]
    const run = await handOver(service, '2026-12-01')
    const failed = async (journey: Journey) => {
      const told = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
      void (await results(service, drafter, run.id, [`${told?.reference},failed,,No such account`])).ok
      await advance(service)
    }
    await failed(early)
    service.clock.set('2026-12-10T09:30:00Z')
    await end(early)
    await end(late)
    await failed(late)
    const notMade = ['instalment', '2026-12-01', '2026-12-31', 10_000, 'failed']
    t.same((await waiting(early)).sort(), [notMade, ['owed', '2026-12-01', '2026-12-10', 3_226, 'failed-before']])
    t.same((await waiting(late)).sort(), [notMade, ['owed', '2026-12-01', '2026-12-31', 10_000, 'failed-before']])
    for (const journey of [early, late]) {
      const again = (await paymentsOf(journey)).find(({ purpose }) => purpose === 'owed')
      const alone = () => drafter.post(`/v1/payments/${again?.id}/release`)
      await refused(t, service, alone, 'second-person-needed', 'who said that it failed, whatever has closed since')
      void (await reviewer.post(`/v1/payments/${again?.id}/release`)).ok
    }
    const next = await handOver(service, '2026-12-31')
    t.match(next, { payments: 2, totalPence: 13_226 })
    const told = [...(await paymentsOf(early)), ...(await paymentsOf(late))].filter(
      ({ state }) => state === 'with-the-bank',
    )
    void (
      await results(
        service,
        drafter,
        next.id,
        told.map(({ reference }) => `${reference},paid,2026-12-10,`),
      )
    ).ok
    await advance(service)
    t.match(await statementOf(late), { heldPence: 10_000, owedPence: 0 }, 'it is in the person’s hands')
  },
)
