import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, direct, draft, handOver, holdAll, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { change, changed, decideChanged } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { daily } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { differencesOf } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
// What one test leaves unpaid is due for the next as well.
t.afterEach(async () => {
  t.same(await differencesOf(service), [], 'the books add up')
  await holdAll(service)
})

const isOf = (purpose: Payment['purpose'], from: string) => (one: Payment) =>
  one.purpose === purpose && one.from.startsWith(from)
async function act(journey: Journey, what: 'hold' | 'release', is: (payment: Payment) => boolean) {
  const payment = (await paymentsOf(journey)).find(is)
  return (await reviewer.post<Payment>(`/v1/payments/${payment?.id}/${what}`)).ok
}
const held = async (journey: Journey) =>
  (await paymentsOf(journey))
    .filter(({ holdReason }) => holdReason === 'being-checked')
    .map(({ from, amountPence }) => [from, amountPence])
const pause = (journey: Journey, more: object = {}) =>
  journey.person.post<{ items: { id: string }[] }>(`/v1/cases/${journey.ids.caseId}/line-pauses`, {
    ...{ lines: ['gym'], cause: 'asked', from: '2026-12-17', until: '2027-01-31', ...more },
  })
const resume = async (journey: Journey, paused: Awaited<ReturnType<typeof pause>>) =>
  t.equal((await journey.person.post(`/v1/line-pauses/${paused.ok.items[0]?.id}/resumption`)).status, 200)

t.test(
  'what an officer held of a crisis is held when the crisis stands down, until somebody releases it',
  async (t) => {
    const journey = await agreed(service, undefined, [{ ...daily, ...direct }])
    void (await agreeOn(journey)).ok
    service.clock.set('2026-12-08T09:30:00Z')
    const { id } = (await declare(journey, { days: 5 })).ok
    void (await act(journey, 'hold', isOf('crisis', '2026-12')))
    service.clock.set('2026-12-09T09:30:00Z')
    void (await standDown(journey, id)).ok
    t.same(await held(journey), [['2026-12-08', 2_800]], 'two of five days')
    const bySchedule = (await paymentsOf(journey)).filter(({ purpose }) => purpose !== 'crisis')
    t.ok(
      bySchedule.every(({ state }) => state === 'planned'),
      'and nothing of the schedule',
    )
    const { id: runId } = (await draft(drafter, '2026-12-09')).ok
    t.same(await held(journey), [['2026-12-08', 2_800]])
    void (await drafter.post(`/v1/pay-runs/${runId}/cancellation`)).ok
    t.match(await act(journey, 'release', isOf('crisis', '2026-12')), { state: 'planned', holdReason: null })
    t.same(await held(journey), [])
  },
)

t.test('what an officer held is held after a pause, and what was released since is not', async (t) => {
  const journey = await payable(service)
  void (await act(journey, 'hold', isOf('instalment', '2026-12')))
  void (await act(journey, 'hold', isOf('instalment', '2027-01')))
  const paused = await pause(journey)
  t.same(await held(journey), [['2026-12-01', 5_161]])
  await refused(t, service, () => draft(drafter, '2026-12-31'), 'nothing-to-pay')
  service.clock.set('2026-11-25T09:30:00Z')
  await resume(journey, paused)
  const both = [
    ['2026-12-01', 10_000],
    ['2027-01-01', 10_000],
  ]
  t.same(await held(journey), both, 'also where nothing was planned for its days meanwhile')
  void (await act(journey, 'release', isOf('instalment', '2027-01')))
  const again = await pause(journey, { until: '2027-02-28' })
  await resume(journey, again)
  t.same(await held(journey), [['2026-12-01', 10_000]], 'each by its own days')
  void (await act(journey, 'hold', isOf('instalment', '2027-01')))
  await resume(journey, await pause(journey))
  t.same(await held(journey), both, 'held once more')
})

t.test('what an officer held under one plan is held under the plan that takes its place', async (t) => {
  const journey = await payable(service)
  void (await act(journey, 'hold', isOf('instalment', '2027-01')))
  const [line] = (await journey.broker.get<SupportPlan>(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok.lines
  const plan = await changed(journey, [{ ...line, title: 'A better gym' }])
  t.equal((await decideChanged(journey.careCoordinator, plan)).status, 201)
  t.same(
    (await paymentsOf(journey)).map(({ from, amountPence, state }) => [from, amountPence, state]),
    [
      ['2026-12-01', 10_000, 'planned'],
      ['2027-01-01', 10_000, 'held'],
      ['2027-02-01', 10_000, 'planned'],
    ],
  )
})

t.test('who releases what is more for days releases nothing that was held of those days', async (t) => {
  const line = (unitPence: number, title: string) => ({
    ...{ key: 'gym', title, amountPence: 3 * unitPence, checkedBy: 'care-coordinator' as const, ...direct },
    schedule: {
      ...({ quantity: 1, unit: 'item', unitPence, frequency: 'monthly', times: null } as const),
      ...{ from: '2026-12-01', until: '2027-02-28' },
    },
  })
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  await change(journey, { lines: [aPlanLine(line(4_000, 'Gym'))] })
  await journey.on('money-agreed')
  await agreeOn(journey)
  void (await act(journey, 'hold', isOf('instalment', '2027-01')))
  service.clock.set('2027-02-02T09:30:00Z')
  const run = await handOver(service, '2027-02-02', { payOn: '2027-02-02' })
  const rows = (await paymentsOf(journey))
    .filter(({ state }) => state === 'with-the-bank')
    .map(({ reference }) => `${reference},paid,2027-02-02,`)
  t.equal(rows.length, 2)
  void (await results(service, drafter, run.id, rows)).ok
  await advance(service)
  const bought = { instrument: 'bank-account', amountPence: 8_000, boughtOn: '2027-02-02' } as const
  void (await buy(journey, { ...bought, client: journey.person })).ok
  const replace = async (title: string) => {
    const plan = await changed(journey, [line(5_000, title)])
    t.equal((await decideChanged(journey.careCoordinator, plan)).status, 201)
  }
  await replace('A dearer gym')
  t.same(await held(journey), [['2027-01-01', 5_000]], 'and not what is more for December and February')
  void (await act(journey, 'hold', isOf('adjustment', '2026-12')))
  void (await act(journey, 'release', isOf('adjustment', '2026-12')))
  await replace('The same gym')
  t.same(await held(journey), [['2027-01-01', 5_000]])
})
