import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { buy, reverse } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const reviewsOf = async (journey: Journey) =>
  (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items
const at = (instant: string) => service.clock.set(instant)
t.afterEach(() => at('2026-11-24T09:30:00Z'))

t.test('the first payment sets the first review, due three months later; nothing before it does', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  t.same(await reviewsOf(journey), [])
  await buy(journey)
  const [review, ...more] = await reviewsOf(journey)
  t.same(more, [])
  t.match(review, {
    caseId: journey.ids.caseId,
    supportPlanId: journey.ids.supportPlanId,
    kind: 'first',
    status: 'scheduled',
    dueOn: '2027-02-24',
    scheduledAt: '2026-11-24T09:30:00.000Z',
    result: null,
    doneAt: null,
  })
})

t.test('three months after 30 November is the last day of February, in a leap year too', async (t) => {
  for (const [paidOn, dueOn] of [
    ['2026-11-30', '2027-02-28'],
    ['2027-11-29', '2028-02-29'],
    ['2027-11-30', '2028-02-29'],
    ['2028-02-29', '2028-05-29'],
  ] as const) {
    at(`${paidOn}T12:00:00Z`)
    const journey = await journeyTo(service, 'purchase-made')
    t.match(await reviewsOf(journey), [{ kind: 'first', dueOn }], paidOn)
  }
})

t.test('it counts from the day of the payment, not from the day it was written down', async (t) => {
  at('2026-11-30T12:00:00Z')
  const journey = await journeyTo(service, 'plan-agreed')
  at('2026-12-18T12:00:00Z')
  await buy(journey, { boughtOn: '2026-11-30' })
  t.match(await reviewsOf(journey), [{ dueOn: '2027-02-28', scheduledAt: '2026-12-18T12:00:00.000Z' }])
})

t.test('the day is the day in England: a payment at 23:30 UTC in July is of the next day', async (t) => {
  at('2026-07-15T23:30:00Z')
  const journey = await journeyTo(service, 'purchase-made')
  t.match(await reviewsOf(journey), [{ dueOn: '2026-10-16' }])
})

t.test('a second payment sets no other, also where the first was reversed', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const first = await buy(journey, { amountPence: 1 })
  const set = await reviewsOf(journey)
  await buy(journey, { amountPence: 1 })
  await reverse(journey, first.ok.id)
  service.clock.advance({ days: 40 })
  await buy(journey, { amountPence: 1 })
  t.same(await reviewsOf(journey), set)
})

t.test('a payment that is refused sets none', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await buy(journey, { amountPence: 25_001 })
  t.same(await reviewsOf(journey), [])
})

t.test('it is on the record that the first review was set, and for when', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const entries = await audited(service, () => buy(journey))
  const [review] = await reviewsOf(journey)
  t.match(
    entries.find(({ type }) => type === 'review.scheduled'),
    {
      subject_id: review?.id,
      facts: { kind: 'first', dueOn: '2027-02-24' },
    },
  )
})
