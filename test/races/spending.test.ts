import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { accountsOf } from '../ledger/accounts.ts'
import { withinLimit } from '../sign-off/acts.ts'
import { balances, buy, fileReceipt, reverse, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aReviewCompletion } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { atOnce, countOf, times } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })
const entriesOf = async (journey: Journey) => {
  const rows = await service.database.sql<{ kind: string }>(
    `select kind from ledger_entry where case_id = $1 and kind <> 'funding' order by kind`,
    [journey.ids.caseId],
  )
  const { given, available, spent } = await accountsOf(journey)
  t.equal((available ?? 0) + (spent ?? 0), given, 'no penny is lost')
  return rows.map(({ kind }) => kind)
}
const purchasesOf = (journey: Journey) =>
  service.database.sql<{ amount_pence: number }>('select amount_pence from purchase where case_id = $1', [
    journey.ids.caseId,
  ])
const reviewsOf = async (journey: Journey) =>
  (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items

t.test('eight purchases at once that together overspend: exactly those that fit are made', async (t) => {
  const journey = await journeyTo(service, 'money-agreed', withinLimit)
  const answers = await times(8, () => buy(journey, { amountPence: 9_000 }))
  t.same(countOf(answers), { 201: 4, 'line-overspent': 4 })
  t.same((await balances(journey)).whole, [40_000, 36_000, 36_000, 4_000])
  t.equal((await purchasesOf(journey)).length, 4)
  t.same(await entriesOf(journey), ['allocation', 'purchase', 'purchase', 'purchase', 'purchase'])
})

t.test('64 purchases at once for the last £10: exactly what fits', async (t) => {
  const journey = await journeyTo(service, 'money-agreed', withinLimit)
  t.equal((await buy(journey, { amountPence: 39_000 })).status, 201)
  const answers = await times(64, () => buy(journey, { amountPence: 333 }))
  t.same(countOf(answers), { 201: 3, 'line-overspent': 61 })
  t.same((await balances(journey)).whole, [40_000, 39_999, 39_999, 1])
  await entriesOf(journey)
})

t.test('of purchases of any size at once, none that was refused would still fit', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'money-agreed', withinLimit)
    const wanted = [1, 30_000, 12_000, 9_999, 7_000, 20_000, 3_000, 15_000]
    const answers = await times(wanted.length, (index) => buy(journey, { amountPence: wanted[index] ?? 0 }))
    const made = wanted.filter((_, index) => answers[index]?.status === 201)
    const spent = made.reduce((sum, pence) => sum + pence, 0)
    t.ok(spent <= 40_000)
    t.ok(wanted.filter((_, index) => answers[index]?.status !== 201).every((pence) => spent + pence > 40_000))
    t.equal((await statementOf(journey)).spentPence, spent)
    t.same((await purchasesOf(journey)).map((row) => row.amount_pence).sort(), [...made].sort())
  }
})

t.test('the first receipts of a plan at once: it becomes active once, and has one first review', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const lines = (await statementOf(journey)).lines.map(({ planLineId }) => planLineId)
  const answers = await times(6, (index) => buy(journey, { amountPence: 100, planLineId: lines[index % 2] ?? '' }))
  t.same(countOf(answers), { 201: 6 })
  t.same(await balances(journey), {
    whole: [40_000, 600, 600, 39_400],
    'drum-kit': [25_000, 300, 300, 24_700],
    mattress: [15_000, 300, 300, 14_700],
  })
  const filed = await times(6, (index) => fileReceipt(journey, answers[index]?.ok.id ?? '', { amountPence: 100 }))
  t.same(countOf(filed), { 201: 6 })
  t.match(await reviewsOf(journey), [{ kind: 'first' }])
  t.equal((await reviewsOf(journey)).length, 1)
  const active = await service.database.sql(
    "select 1 from audit_entry where type = 'support-plan.active' and case_id = $1",
    [journey.ids.caseId],
  )
  t.equal(active.length, 1)
})

t.test('eight times the same purchase with one key at once: it is made once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const answers = await times(8, () => buy(journey, { amountPence: 500 }, { key: 'one-drum-kit' }))
  t.ok(answers.every((answer) => answer.status === 201 || answer.problem.code === 'request-in-progress'))
  t.equal(new Set(answers.flatMap((answer) => (answer.status === 201 ? [answer.ok.id] : []))).size, 1)
  t.equal(
    (await buy(journey, { amountPence: 500 }, { key: 'one-drum-kit' })).headers.get('idempotency-replayed'),
    'true',
  )
  t.same((await balances(journey))['drum-kit'], [25_000, 500, 500, 24_500])
})

t.test('eight reversals at once: the money comes back once', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  t.same(countOf(await times(8, () => reverse(journey, journey.ids.purchaseId))), { 201: 1, 'purchase-reversed': 7 })
  t.same((await balances(journey))['drum-kit'], [25_000, 0, 0, 25_000])
  t.same(await entriesOf(journey), ['allocation', 'purchase', 'reversal'])
})

t.test('eight receipts at once: the purchase has one', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  // Of what was filed at once the last counts, and the document is of that.
  const { 201: kept, ...others } = countOf(await times(8, () => fileReceipt(journey, journey.ids.purchaseId)))
  t.equal(kept, 1)
  t.same(
    Object.keys(others).filter((code) => code !== 'receipt-held' && code !== 'document-differs'),
    [],
  )
})

t.test('a purchase that waits for a reversal has its money, or is refused: never both lose', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'money-agreed', withinLimit)
    const { id } = (await buy(journey, { amountPence: 40_000 })).ok
    const [, bought] = await atOnce(
      () => reverse(journey, id),
      () => buy(journey, { amountPence: 30_000 }),
    )
    t.same((await balances(journey)).whole?.slice(0, 2), [40_000, bought?.status === 201 ? 30_000 : 0])
  }
})

t.test('the person says no while the broker buys: nothing is bought after that', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const journey = await journeyTo(service, 'money-agreed')
    const [, ...bought] = await atOnce<{ status: number }>(
      () => journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null }),
      () => buy(journey, { amountPence: 10 }),
      () => buy(journey, { amountPence: 10 }),
    )
    t.equal((await purchasesOf(journey)).length, bought.filter(({ status }) => status === 201).length)
    t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, { step: 'case-withdrawn' })
  }
})

t.test('four begin a plan at once: one plan is in flight', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const answers = await times(4, () => journey.broker.post(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan()))
  t.same(countOf(answers), { 201: 1, 'plan-exists': 3 })
})

t.test('a review that four complete at once is done once, and one next review is set', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const path = `/v1/reviews/${journey.ids.reviewId}/completion`
  const answers = await times(4, () => journey.careCoordinator.post(path, aReviewCompletion()))
  t.same(countOf(answers), { 201: 1, 'review-done': 3 })
  t.same(
    (await reviewsOf(journey)).map(({ kind, status }) => [kind, status]),
    [
      ['routine', 'scheduled'],
      ['first', 'done'],
    ],
  )
})

t.test('four ask for a review at once: one is scheduled', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const body = { kind: 'requested', dueOn: '2026-12-10', because: 'concern' }
  const ask = (client: typeof journey.person) => () => client.post(`/v1/cases/${journey.ids.caseId}/reviews`, body)
  const answers = await atOnce(
    ...[journey.person, journey.representative, journey.broker, journey.careCoordinator].map(ask),
  )
  t.same(countOf(answers), { 201: 1, 'review-scheduled': 3 })
})
