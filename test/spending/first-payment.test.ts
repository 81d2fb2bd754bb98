import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { buy, reverse } from './acts.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.afterEach(() => at('2026-11-24'))
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const clockOf = async (journey: Journey) => (await caseOf(journey)).clocks.find(({ kind }) => kind === 'first-payment')
const planOf = async ({ person, ids }: Journey) =>
  (await person.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok
const reviewsOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: Review[] }>(`/v1/cases/${ids.caseId}/reviews`)).ok.items

t.test('a payment in time that is written down late is no breach', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  at('2026-12-09')
  await sweep(service)
  t.match(await clockOf(journey), { dueOn: '2026-12-08', breached: true })
  await buy(journey, { boughtOn: '2026-12-08' })
  t.match(await clockOf(journey), { stoppedOn: '2026-12-08', breached: false })
  t.same((await caseOf(journey)).waitingFor, ['broker', 'care-coordinator'])
})

t.test('a late payment is a breach, on whatever day it is written down', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  at('2026-12-20')
  await buy(journey, { boughtOn: '2026-12-09' })
  t.match(await clockOf(journey), { stoppedOn: '2026-12-09', breached: true })
})

t.test(
  'where the only purchase is reversed the plan waits for its first payment again, and its clock where it stood',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    at('2026-11-26')
    const { id } = (await buy(journey)).ok
    const reviews = await reviewsOf(journey)
    t.match(await planOf(journey), { status: 'active' })
    at('2026-12-14')
    const entries = await audited(service, () => reverse(journey, id))
    t.match(entries.at(-1), { type: 'support-plan.awaits-payment', subject_id: journey.ids.supportPlanId })
    t.match(await planOf(journey), { status: 'agreed' })
    t.match(await caseOf(journey), { step: 'plan-agreed', waitingFor: ['broker'] })
    // Of ten working days two were gone on 26 November: eight are left from 14 December, over Christmas.
    t.match(await clockOf(journey), {
      startedOn: '2026-11-24',
      dueOn: '2026-12-24',
      stoppedOn: null,
      breached: false,
      pauses: [{ from: '2026-11-26', to: '2026-12-14', because: 'payment-made', workingDays: 12 }],
    })
    t.same(await reviewsOf(journey), reviews, 'the review that was promised stays')
    at('2026-12-25')
    const late = await audited(service, () => sweep(service))
    t.match(
      late.filter((entry) => entry.case_id === journey.ids.caseId),
      [{ facts: { clock: 'first-payment' } }],
    )
    await buy(journey)
    t.match(await planOf(journey), { status: 'active' })
    t.match(await clockOf(journey), { stoppedOn: '2026-12-25', breached: true })
    t.match(await caseOf(journey), { step: 'budget-active' })
    t.same(await reviewsOf(journey), reviews)
  },
)

t.test('where another purchase stands, the plan stays active and its clock stopped', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const first = await buy(journey, { amountPence: 1 })
  await buy(journey, { amountPence: 1 })
  await reverse(journey, first.ok.id)
  t.match(await planOf(journey), { status: 'active' })
  t.match(await clockOf(journey), { stoppedOn: '2026-11-24' })
  t.match(await caseOf(journey), { step: 'budget-active' })
})

t.test('a case that is at its review stays there, and one that has ended stays ended', async (t) => {
  const reviewed = await journeyTo(service, 'review-done')
  await reverse(reviewed, reviewed.ids.purchaseId)
  t.match(await caseOf(reviewed), { step: 'plan-agreed' })
  t.match(await planOf(reviewed), { status: 'agreed' })
  const ended = await journeyTo(service, 'purchase-made')
  await ended.person.post(`/v1/cases/${ended.ids.caseId}/withdrawal`, { words: null })
  await reverse(ended, ended.ids.purchaseId)
  t.match(await caseOf(ended), { step: 'case-withdrawn' })
  t.match(await clockOf(ended), { stoppedOn: '2026-11-24' })
})
