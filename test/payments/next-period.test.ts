import t from 'tap'
import { agreed } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, direct, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { nextDaily, nextPlan } from '../period-ends/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { buyVetted } from '../spending-checks/acts.ts'
import { daily } from '../support/crisis-builders.ts'
import { startService } from '../support/service.ts'
import { differencesOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)

t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

/** Everything of £980.00 was paid out by its schedule, and so much of it spent when the year is over. */
async function yearPaid(spentPence: number) {
  const journey = await agreed(service, undefined, [{ ...daily, ...direct }])
  void (await agreeOn(journey)).ok
  const run = await handOver(service, '2027-03-31')
  const paid = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
  t.ok(paid.length > 0)
  const rows = paid.map(({ reference }) => `${reference},paid,2026-11-24,`)
  void (await results(service, drafter, run.id, rows)).ok
  await advance(service)
  service.clock.set('2027-02-09T09:30:00Z')
  const [line] = (await statementOf(journey)).lines
  const bought = { planLineId: line?.planLineId ?? '', instrument: 'bank-account', client: journey.person } as const
  t.equal((await buyVetted(journey, { ...bought, amountPence: spentPence })).status, 201)
  service.clock.set('2027-11-24T09:30:00Z')
  return journey
}

t.test(
  'what the person holds of the period before is beside the whole budget of the next, and counts towards nothing',
  async (t) => {
    const journey = await yearPaid(90_000)
    await nextPlan(journey, [{ ...nextDaily, ...direct }])
    const { lines } = await statementOf(journey)
    t.match(lines, [
      { heldPence: 0, spentPence: 90_000 },
      { agreedPence: 98_000, movedPence: 0, carriedPence: 8_000, heldPence: 8_000 },
    ])
    const last = lines.at(-1)
    t.equal((last?.availablePence ?? 0) + (last?.committedPence ?? 0), 98_000, 'nothing of it is taken')
    t.same(await differencesOf(service), [])
  },
)

t.test('a line that goes on in the next period is paid anew, whatever was paid in the one before', async (t) => {
  const journey = await yearPaid(98_000)
  await nextPlan(journey, [{ ...nextDaily, ...direct }])
  const planned = (await paymentsOf(journey)).filter(({ state }) => state === 'planned')
  t.equal(
    planned.reduce((sum, { amountPence }) => sum + amountPence, 0),
    98_000,
    'the same money, for the days of the new period',
  )
  for (const { from } of planned) t.ok(from >= '2027-12-01', from)
  t.same(await differencesOf(service), [])
})
