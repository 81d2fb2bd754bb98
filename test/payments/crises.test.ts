import t from 'tap'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { agreeOn, lineOf } from '../deployment-agreements/acts.ts'
import { advance, direct, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { aProvider } from '../service-agreements/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agreedWith, differencesOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const proven = async () => t.same(await differencesOf(service), [])

/** £98.00 a week by direct payment, and an hour a day more in a crisis: £14.00. */
async function paidInAdvance(): Promise<Journey> {
  const journey = await agreed(service, undefined, [{ ...daily, ...direct }])
  void (await agreeOn(journey)).ok
  return journey
}
const ofCrises = async (journey: Journey) =>
  (await paymentsOf(journey))
    .filter(({ purpose }) => purpose === 'crisis')
    .map(({ from, until, dueOn, amountPence, state }) => [from, until, dueOn, amountPence, state])
const bySchedule = async (journey: Journey) =>
  (await paymentsOf(journey)).reduce((sum, one) => sum + (one.purpose === 'crisis' ? 0 : one.amountPence), 0)
const moneyOf = async (journey: Journey) => {
  const { lines, reserves } = await statementOf(journey)
  const [line] = lines
  return [line?.availablePence, line?.committedPence, line?.pendingPence, line?.heldPence, reserves[0]?.leftPence]
}

t.test('what a crisis brings a direct payment is paid to the person at once, and the rest goes back', async (t) => {
  const journey = await paidInAdvance()
  t.same(await moneyOf(journey), [0, 98_000, 0, 0, 10_230])
  service.clock.set('2026-12-08T09:30:00Z')
  const { id } = (await declare(journey, { days: 5 })).ok
  t.same(await ofCrises(journey), [['2026-12-08', '2026-12-12', '2026-12-08', 7_000, 'planned']])
  t.same(await moneyOf(journey), [0, 105_000, 0, 0, 3_230])
  service.clock.set('2026-12-09T09:30:00Z')
  void (await standDown(journey, id)).ok
  t.same(await ofCrises(journey), [['2026-12-08', '2026-12-09', '2026-12-09', 2_800, 'planned']], 'two of five days')
  t.same(await moneyOf(journey), [0, 100_800, 0, 0, 7_430])
  t.equal(await bySchedule(journey), 98_000)
  const run = await handOver(service, '2026-12-09')
  const paid = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
  t.ok(paid.some(({ purpose }) => purpose === 'crisis'))
  const rows = paid.map(({ reference, purpose }) =>
    purpose === 'crisis' ? `${reference},failed,,No such account` : `${reference},paid,2026-12-09,`,
  )
  void (await results(service, drafter, run.id, rows)).ok
  await advance(service)
  t.same(
    (await ofCrises(journey)).map(([, , , pence, state]) => [pence, state]).toSorted(),
    [
      [2_800, 'failed'],
      [2_800, 'held'],
    ],
    'what failed waits for somebody to look at it',
  )
  t.equal(await bySchedule(journey), 98_000, 'and no day of the schedule is lost by it')
  await proven()
})

t.test('what was paid of a crisis that ends sooner stays with the person', async (t) => {
  const journey = await paidInAdvance()
  service.clock.set('2026-12-08T09:30:00Z')
  const { id } = (await declare(journey, { days: 5 })).ok
  await handOver(service, '2026-12-08')
  service.clock.set('2026-12-09T09:30:00Z')
  const stood = (await standDown(journey, id)).ok
  t.equal(stood.returnedPence, 0)
  t.same(await ofCrises(journey), [['2026-12-08', '2026-12-12', '2026-12-08', 7_000, 'with-the-bank']])
  t.equal(await bySchedule(journey), 98_000)
  service.clock.set('2026-12-16T09:30:00Z')
  t.equal((await declare(journey, { days: 1 })).status, 201)
  t.equal((await ofCrises(journey)).length, 2, 'the next is paid too')
  await proven()
})

t.test('a crisis stands down by itself: what its days came to is still paid', async (t) => {
  const journey = await paidInAdvance()
  service.clock.set('2026-12-08T09:30:00Z')
  void (await declare(journey, { days: 2 })).ok
  service.clock.set('2026-12-10T09:30:00Z')
  await sweep(service)
  t.same(
    (await ofCrises(journey)).map(([from, until, , pence]) => [from, until, pence]),
    [['2026-12-08', '2026-12-09', 2_800]],
  )
  await proven()
})

t.test('a crisis begins a line again that others had paused, and its payments with it', async (t) => {
  const journey = await paidInAdvance()
  const paused = await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/line-pauses`, {
    ...{ lines: ['daily-support'], cause: 'in-hospital', from: '2026-12-01', until: '2026-12-21' },
  })
  t.equal(paused.status, 201)
  t.equal(await bySchedule(journey), 98_000 - 3 * 9_800)
  service.clock.set('2026-12-01T09:30:00Z')
  void (await declare(journey, { days: 1 })).ok
  t.equal(await bySchedule(journey), 98_000)
  await proven()
})

t.test(
  'what a crisis brings a line that is paid by its days is for no other days, nor are they less by it',
  async (t) => {
    const journey = await agreed(service)
    const planLineId = await lineOf(journey)
    const invoice = { planLineId, instrument: 'invoice', client: journey.broker } as const
    void (await buy(journey, { ...invoice, boughtOn: '2026-11-24', amountPence: 20_000 })).ok
    const provider = await aProvider(service)
    await agreedWith(service, provider.id)
    void (await journey.broker.post(`/v1/plan-lines/${planLineId}/providers`, { payeeId: provider.id })).ok
    t.same(await moneyOf(journey), [0, 78_000, 0, 0, 10_230], 'the last days are paid when there is money for them')
    service.clock.set('2026-12-08T09:30:00Z')
    const { id } = (await declare(journey, { days: 5 })).ok
    t.same(await moneyOf(journey), [7_000, 78_000, 0, 0, 3_230])
    const extra = { ...invoice, payeeId: provider.id, boughtOn: '2026-12-08', units: 1, amountPence: 1_400 }
    void (await buy(journey, extra)).ok
    t.same(await moneyOf(journey), [5_600, 78_000, 0, 0, 3_230], 'the hour of the crisis is paid beside its day')
    service.clock.set('2026-12-09T09:30:00Z')
    t.equal((await standDown(journey, id)).ok.returnedPence, 4_200)
    t.same(await moneyOf(journey), [1_400, 78_000, 0, 0, 7_430])
    await proven()
  },
)
