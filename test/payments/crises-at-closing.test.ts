import t from 'tap'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, direct, handOver, holdAll, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { nextPlan } from '../period-ends/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

const owedOf = async (journey: Journey) =>
  (await paymentsOf(journey))
    .filter(({ purpose }) => purpose === 'owed')
    .map(({ from, until, amountPence, state, holdReason }) => [from, until, amountPence, holdReason ?? state])

/** Two days of a crisis by direct payment, £14.00 a day, that stood down on the second and are not paid yet; what the schedule pays by then is. */
async function afterTwoDays(): Promise<Journey> {
  const journey = await agreed(service, undefined, [{ ...daily, ...direct }])
  void (await agreeOn(journey)).ok
  const run = await handOver(service, '2026-12-07')
  const rows = (await paymentsOf(journey))
    .filter(({ state }) => state === 'with-the-bank')
    .map(({ reference }) => `${reference},paid,2026-11-24,`)
  void (await results(service, drafter, run.id, rows)).ok
  await advance(service)
  service.clock.set('2026-12-08T09:30:00Z')
  const { id } = (await declare(journey, { days: 5 })).ok
  service.clock.set('2026-12-09T09:30:00Z')
  void (await standDown(journey, id)).ok
  service.clock.set('2026-12-10T09:30:00Z')
  return journey
}

t.test(
  'the days of a crisis that were not paid yet are owed once another plan takes the place of its own',
  async (t) => {
    const journey = await afterTwoDays()
    await nextPlan(journey, [{ ...daily, ...direct }], false)
    t.same(await owedOf(journey), [['2026-12-08', '2026-12-09', 2_800, 'planned']])
    const run = await handOver(service, '2026-12-10')
    const [owed] = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed')
    void (await results(service, drafter, run.id, [`${owed?.reference},paid,2026-12-10,`])).ok
    await advance(service)
    const { lines } = await statementOf(journey)
    t.equal(lines.at(-1)?.heldPence, 9_800 + 2_800, 'it is in the hands of the person, with what they were paid before')
  },
)

t.test('and once their budget has ended; held as it was held', async (t) => {
  const journey = await afterTwoDays()
  const [crisis] = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'crisis')
  void (await drafter.post(`/v1/payments/${crisis?.id}/hold`)).ok
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  t.same(await owedOf(journey), [['2026-12-08', '2026-12-09', 2_800, 'being-checked']])
})
