import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { buy, buyByCard, reverse } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReviewCompletion } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const reviewsOf = async (journey: Journey) =>
  (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items
const at = (instant: string) => service.clock.set(instant)
t.afterEach(() => at('2026-11-24T09:30:00Z'))

t.test('the agreement sets the first review, due three months later, where nothing is ever bought', async (t) => {
  const drafted = await journeyTo(service, 'plan-drafted')
  t.same(await reviewsOf(drafted), [])
  const journey = await journeyTo(service, 'money-agreed')
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
  for (const [agreedOn, dueOn] of [
    ['2026-11-30', '2027-02-28'],
    ['2027-11-29', '2028-02-29'],
    ['2027-11-30', '2028-02-29'],
    ['2028-02-29', '2028-05-29'],
  ] as const) {
    at(`${agreedOn}T12:00:00Z`)
    const journey = await journeyTo(service, 'money-agreed')
    t.match(await reviewsOf(journey), [{ kind: 'first', dueOn }], agreedOn)
  }
})

t.test('a first payment that comes later moves it to no later day', async (t) => {
  at('2026-11-30T12:00:00Z')
  const journey = await journeyTo(service, 'money-agreed')
  const set = await reviewsOf(journey)
  at('2026-12-18T12:00:00Z')
  await buy(journey)
  t.same(await reviewsOf(journey), set)
})

t.test('the day is the day in England: an agreement at 23:30 UTC in July is of the next day', async (t) => {
  at('2026-07-15T23:30:00Z')
  const journey = await journeyTo(service, 'money-agreed')
  t.match(await reviewsOf(journey), [{ dueOn: '2026-10-16' }])
})

t.test('held before anything was bought, the first payment sets another, three months from its own day', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const [review] = await reviewsOf(journey)
  const done = await journey.careCoordinator.post<{ nextReview: Review }>(
    `/v1/reviews/${review?.id}/completion`,
    aReviewCompletion(),
  )
  t.match(done.ok.nextReview, { kind: 'routine', dueOn: '2027-11-24' })
  at('2026-12-18T12:00:00Z')
  await buyByCard(journey, { boughtOn: '2026-11-30' })
  t.match(await reviewsOf(journey), [{ kind: 'first', dueOn: '2027-02-28' }, { kind: 'routine' }, { kind: 'first' }])
})

t.test('a second payment sets no other, also where the first was reversed', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const first = await buyByCard(journey, { amountPence: 1 })
  const set = await reviewsOf(journey)
  await buy(journey, { amountPence: 1 })
  await reverse(journey, first.ok.id)
  service.clock.advance({ days: 40 })
  await buy(journey, { amountPence: 1 })
  t.same(await reviewsOf(journey), set)
})

t.test('it is on the record that the first review was set, and for when', async (t) => {
  let journey: Journey | undefined
  const entries = await audited(service, async () => {
    journey = await journeyTo(service, 'money-agreed')
  })
  const [review] = journey ? await reviewsOf(journey) : []
  t.match(
    entries.find(({ type, subject_id: subject }) => type === 'review.scheduled' && subject === review?.id),
    { facts: { kind: 'first', dueOn: '2027-02-24' } },
  )
})
