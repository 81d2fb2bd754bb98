import t from 'tap'
import { advance, handOver, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { endPeriods, nextDaily, nextPlan, yearOver } from '../period-ends/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { openPages } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const figuresOf = async (journey: Journey) => {
  const { text } = await (await openPages(journey)).get('/pages')
  return [...text.matchAll(/<p class="figure">([^<]+)<\/p>/g)].map(([, figure]) => figure)
}

t.test('what is agreed is the plan in force alone, once another plan has taken its place', async (t) => {
  const journey = await journeyTo(service, 'purchase-made', { wish: aWish(40_000) })
  t.same(await figuresOf(journey), ['£400.00', '£300.01'])
  const next = await changed(journey, [{ key: 'lessons', title: 'Drum lessons', amountPence: 30_000 }])
  t.same(await figuresOf(journey), ['£400.00', '£300.01'], 'the one in force counts until then')
  void (await decideChanged(journey.careCoordinator, next)).ok
  t.same(await figuresOf(journey), ['£300.00', '£300.00'])
})

t.test('what is set aside for a payment is left to use, and so is what was paid to the person', async (t) => {
  const journey = await payable(service)
  t.same(await figuresOf(journey), ['£300.00', '£300.00'])
  const { id } = await handOver(service, '2026-12-01')
  service.clock.set('2026-12-03T09:30:00Z')
  const [payment] = await paymentsOf(journey)
  void (await results(service, payers(service).drafter, id, [`${payment?.reference},paid,2026-12-02,`])).ok
  await advance(service)
  t.same(
    (await paymentsOf(journey)).map(({ state }) => state),
    ['paid', 'planned', 'planned'],
  )
  t.same(await figuresOf(journey), ['£300.00', '£300.00'])
})

t.test('where the budget has ended no page says an amount to use', async (t) => {
  const journey = await journeyTo(service, 'purchase-made', { wish: aWish(40_000) })
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  t.same(await figuresOf(journey), [])
})

t.test('what came over from the period before is told beside what was agreed, and is left to use', async (t) => {
  const journey = await yearOver(service)
  await endPeriods(service)
  await nextPlan(journey, [nextDaily])
  t.same(await figuresOf(journey), ['£980.00', '£98.00', '£1,078.00'])
})
