import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { buy, buyByCard, fileReceipt, reverse } from './acts.ts'

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
  await buyByCard(journey, { boughtOn: '2026-12-08' })
  t.match(await clockOf(journey), { stoppedOn: '2026-12-08', breached: false })
  t.same((await caseOf(journey)).waitingFor, ['broker', 'care-coordinator'])
})

t.test('what a holder of the money typed stops no clock until a receipt shows it, as of its day', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  at('2026-11-26')
  const { id } = (await buy(journey)).ok
  t.match(await clockOf(journey), { stoppedOn: null })
  t.match(await planOf(journey), { status: 'agreed' })
  at('2026-12-20')
  const entries = await audited(service, () => fileReceipt(journey, id, { issuedOn: '2026-11-26' }))
  t.match(entries.at(-1), { type: 'support-plan.active', subject_id: journey.ids.supportPlanId })
  t.match(await clockOf(journey), { stoppedOn: '2026-11-26', breached: false }, 'late is only the paper')
  t.match(await planOf(journey), { status: 'active' })
})

t.test('so does what the card issuer says, and that somebody else accepted that a receipt is lost', async (t) => {
  const [fed, lost] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  at('2026-11-26')
  await buyByCard(fed)
  t.match(await clockOf(fed), { stoppedOn: '2026-11-26' })
  const { id } = (await buy(lost)).ok
  void (await lost.broker.post(`/v1/purchases/${id}/receipt-loss`, { because: 'The shop has closed.' })).ok
  t.match(await clockOf(lost), { stoppedOn: null }, 'a holder who says so is believed by nobody yet')
  at('2026-12-20')
  const because = { because: 'The shop has closed, as anybody can see.' }
  void (await lost.careCoordinator.post(`/v1/purchases/${id}/receipt-loss/acceptance`, because)).ok
  t.match(await clockOf(lost), { stoppedOn: '2026-11-26' })
})

t.test('where what is shown is taken back, what was only typed keeps no clock stopped', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buyByCard(journey, { amountPence: 1_000 })).ok
  await buy(journey, { amountPence: 2_000 })
  t.match(await planOf(journey), { status: 'active' })
  await reverse(journey, id)
  t.match(await planOf(journey), { status: 'agreed' })
  t.match(await clockOf(journey), { stoppedOn: null })
})

t.test('a late payment is a breach, on whatever day it is written down', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  at('2026-12-20')
  await buyByCard(journey, { boughtOn: '2026-12-09' })
  t.match(await clockOf(journey), { stoppedOn: '2026-12-09', breached: true })
})

t.test(
  'where the only purchase is reversed the plan waits for its first payment again, and its clock where it stood',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    at('2026-11-26')
    const { id } = (await buyByCard(journey)).ok
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
    await buyByCard(journey)
    t.match(await planOf(journey), { status: 'active' })
    t.match(await clockOf(journey), { stoppedOn: '2026-12-25', breached: true })
    t.match(await caseOf(journey), { step: 'budget-active' })
    t.same(await reviewsOf(journey), reviews)
  },
)

t.test('where another purchase stands, the plan stays active and its clock stopped', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const first = await buyByCard(journey, { amountPence: 1 })
  await buyByCard(journey, { amountPence: 2 })
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
