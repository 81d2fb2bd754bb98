import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { withinLimit } from '../sign-off/acts.ts'
import { balances, buy, fileReceipt, reverse, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aReviewCompletion } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'
import { atOnce, countOf, times } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })
const entriesOf = async (the: Journey) => {
  const rows = await service.database.sql<{ kind: string; sum: number }>(
    `select kind, sum(amount_pence)::bigint as sum from ledger_entry join ledger_posting using (commissioner_id, ledger_entry_id)
      where case_id = $1 group by ledger_entry_id, kind order by kind`,
    [the.ids.caseId],
  )
  t.ok(
    rows.every(({ sum }) => sum === 0),
    'every entry balances',
  )
  return rows.map(({ kind }) => kind)
}
const purchasesOf = (the: Journey) =>
  service.database.sql<{ amount_pence: number }>('select amount_pence from purchase where case_id = $1', [
    the.ids.caseId,
  ])
const reviewsOf = async (the: Journey) =>
  (await the.person.get<{ items: Review[] }>(`/v1/cases/${the.ids.caseId}/reviews`)).ok.items

t.test('eight purchases at once that together overspend: exactly those that fit are made', async (t) => {
  const the = await journeyTo(service, 'plan-agreed', withinLimit)
  const answers = await times(8, () => buy(the, { amountPence: 9_000 }))
  t.same(countOf(answers), { 201: 4, 'line-overspent': 4 })
  t.same((await balances(the)).whole, [40_000, 36_000, 36_000, 4_000])
  t.equal((await purchasesOf(the)).length, 4)
  t.same(await entriesOf(the), ['allocation', 'purchase', 'purchase', 'purchase', 'purchase'])
})

t.test('of purchases of any size at once, none that was refused would still fit', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const the = await journeyTo(service, 'plan-agreed', withinLimit)
    const wanted = [1, 30_000, 12_000, 9_999, 7_000, 20_000, 3_000, 15_000]
    const answers = await times(wanted.length, (index) => buy(the, { amountPence: wanted[index] ?? 0 }))
    const made = wanted.filter((_, index) => answers[index]?.status === 201)
    const spent = made.reduce((sum, pence) => sum + pence, 0)
    t.ok(spent <= 40_000)
    t.ok(wanted.filter((_, index) => answers[index]?.status !== 201).every((pence) => spent + pence > 40_000))
    t.equal((await statementOf(the)).spentPence, spent)
    t.same((await purchasesOf(the)).map((row) => row.amount_pence).sort(), [...made].sort())
  }
})

t.test('the first purchases of a plan at once: it becomes active once, and has one first review', async (t) => {
  const the = await journeyTo(service, 'plan-agreed')
  const lines = (await statementOf(the)).lines.map(({ planLineId }) => planLineId)
  const answers = await times(6, (index) => buy(the, { amountPence: 100, planLineId: lines[index % 2] ?? '' }))
  t.same(countOf(answers), { 201: 6 })
  t.same(await balances(the), {
    whole: [40_000, 600, 600, 39_400],
    'drum-kit': [25_000, 300, 300, 24_700],
    mattress: [15_000, 300, 300, 14_700],
  })
  t.match(await reviewsOf(the), [{ kind: 'first' }])
  t.equal((await reviewsOf(the)).length, 1)
  const active = await service.database.sql(
    "select 1 from audit_entry where type = 'support-plan.active' and case_id = $1",
    [the.ids.caseId],
  )
  t.equal(active.length, 1)
})

t.test('eight times the same purchase with one key at once: it is made once', async (t) => {
  const the = await journeyTo(service, 'plan-agreed')
  const answers = await times(8, () => buy(the, { amountPence: 500 }, { key: 'one-drum-kit' }))
  t.ok(answers.every((answer) => answer.status === 201 || answer.problem.code === 'request-in-progress'))
  t.equal(new Set(answers.flatMap((answer) => (answer.status === 201 ? [answer.ok.id] : []))).size, 1)
  t.equal((await buy(the, { amountPence: 500 }, { key: 'one-drum-kit' })).headers.get('idempotency-replayed'), 'true')
  t.same((await balances(the))['drum-kit'], [25_000, 500, 500, 24_500])
})

t.test('eight reversals at once: the money comes back once', async (t) => {
  const the = await journeyTo(service, 'purchase-made')
  t.same(countOf(await times(8, () => reverse(the, the.ids.purchaseId))), { 201: 1, 'purchase-reversed': 7 })
  t.same((await balances(the))['drum-kit'], [25_000, 0, 0, 25_000])
  t.same(await entriesOf(the), ['allocation', 'purchase', 'reversal'])
})

t.test('eight receipts at once: the purchase has one', async (t) => {
  const the = await journeyTo(service, 'purchase-made')
  t.same(countOf(await times(8, () => fileReceipt(the, the.ids.purchaseId))), { 201: 1, 'receipt-held': 7 })
})

t.test('a purchase that waits for a reversal has its money, or is refused: never both lose', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const the = await journeyTo(service, 'plan-agreed', withinLimit)
    const { id } = (await buy(the, { amountPence: 40_000 })).ok
    const [, bought] = await atOnce(
      () => reverse(the, id),
      () => buy(the, { amountPence: 30_000 }),
    )
    t.same((await balances(the)).whole?.slice(0, 2), [40_000, bought?.status === 201 ? 30_000 : 0])
  }
})

t.test('the person says no while the broker buys: nothing is bought after that', async (t) => {
  for (let round = 0; round < 2; round += 1) {
    const the = await journeyTo(service, 'plan-agreed')
    const [, ...bought] = await atOnce<{ status: number }>(
      () => the.person.post(`/v1/cases/${the.ids.caseId}/withdrawal`, { words: null }),
      () => buy(the, { amountPence: 10 }),
      () => buy(the, { amountPence: 10 }),
    )
    t.equal((await purchasesOf(the)).length, bought.filter(({ status }) => status === 201).length)
    t.match((await the.person.get(`/v1/cases/${the.ids.caseId}`)).ok, { step: 'case-withdrawn' })
  }
})

t.test('four begin a plan at once: one plan is in flight', async (t) => {
  const the = await journeyTo(service, 'budget-disclosed')
  const answers = await times(4, () => the.broker.post(`/v1/cases/${the.ids.caseId}/support-plans`, aPlan()))
  t.same(countOf(answers), { 201: 1, 'wrong-state': 3 })
})

t.test('a review that four complete at once is done once, and one next review is set', async (t) => {
  const the = await journeyTo(service, 'purchase-made')
  const path = `/v1/reviews/${the.ids.reviewId}/completion`
  const answers = await times(4, () => the.careCoordinator.post(path, aReviewCompletion()))
  t.same(countOf(answers), { 201: 1, 'review-done': 3 })
  t.same(
    (await reviewsOf(the)).map(({ kind, status }) => [kind, status]),
    [
      ['routine', 'scheduled'],
      ['first', 'done'],
    ],
  )
})

t.test('four ask for a review at once: one is scheduled', async (t) => {
  const the = await journeyTo(service, 'purchase-made')
  const body = { kind: 'requested', dueOn: '2026-12-10' }
  const ask = (client: typeof the.person) => () => client.post(`/v1/cases/${the.ids.caseId}/reviews`, body)
  const answers = await atOnce(...[the.person, the.representative, the.broker, the.careCoordinator].map(ask))
  t.same(countOf(answers), { 201: 1, 'review-scheduled': 3 })
})
