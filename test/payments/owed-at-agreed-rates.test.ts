import t from 'tap'
import { draft, handOver, holdAll, payers, paymentsOf } from '../pay-runs/acts.ts'
import { aProvider } from '../service-agreements/acts.ts'
import { statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'
import { agreedWith, givenByProvider, name } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

/** £100.00 a month by £20.00 an hour, given since 1 December under these agreements, until the person says no on the 15th. */
async function endedAfter(agreements: readonly object[]): Promise<Journey> {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await givenByProvider(service)
  const provider = await aProvider(service)
  for (const terms of agreements) await agreedWith(service, provider.id, terms)
  void (await name(journey, provider.id)).ok
  service.clock.set('2026-12-15T09:30:00Z')
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  return journey
}
const owedOf = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ from, until, amountPence, aboveRatePence, holdReason, state }) => [
    ...[from, until, amountPence, aboveRatePence],
    holdReason ?? state,
  ])
const days = ['2026-12-01', '2026-12-15'] as const

t.test(
  'days that are owed are paid at the agreed rate where the line says more, and the rest stays in it',
  async (t) => {
    const [penny, none, more] = [
      await endedAfter([{ ratePence: 1_999 }]),
      await endedAfter([{ ratePence: 2_000 }]),
      await endedAfter([{ ratePence: 2_001 }]),
    ]
    t.same(await owedOf(penny), [[...days, 4_836, 3, 'planned']], 'a penny an hour is said, and not paid')
    t.same(await owedOf(none), [[...days, 4_839, 0, 'planned']])
    t.same(await owedOf(more), [[...days, 4_839, 0, 'planned']], 'nobody is paid more than the line says')
    t.match(await statementOf(penny), { owedPence: 4_836, committedPence: 0, releasedPence: 25_164 })
    t.match(await handOver(service, '2026-12-16'), { payments: 3, totalPence: 14_514 }, 'none waits for ever')
  },
)

t.test('a lower rate that begins within the days is for those since then alone', async (t) => {
  const journey = await endedAfter([
    { ratePence: 2_000, until: '2026-12-07' },
    { ratePence: 1_000, from: '2026-12-08' },
  ])
  t.same(await owedOf(journey), [[...days, 3_548, 1_291, 'planned']], '£22.58 of seven days, and £12.90 of eight')
})

t.test('where nothing is agreed for the days or for the unit, they come to what the line says and wait', async (t) => {
  const journey = await endedAfter([])
  const perItem = await endedAfter([{ unit: 'item', ratePence: 1 }])
  await draft(drafter, '2026-12-16')
  t.same(await owedOf(journey), [[...days, 4_839, 0, 'service-agreement-missing']])
  t.match(await paymentsOf(perItem), [{ amountPence: 4_839, aboveRatePence: 0 }])
})
