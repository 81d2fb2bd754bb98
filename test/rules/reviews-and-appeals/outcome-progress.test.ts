import t from 'tap'
import { outcomesThenAndNow, paired } from '../../../src/rules/reviews-and-appeals/outcome-progress.ts'

const review = (on: string, rating: number, outcome = 'sleep') => ({ on, outcomeRatings: [{ outcome, rating }] })
const planned = '2026-11-24'

t.test('then and now: from the plan to the last review, whatever the order they are read in', async (t) => {
  const reviews = [review('2027-11-01', 7), review('2027-02-01', 4), review('2027-02-01', 9, 'other')]
  t.same(outcomesThenAndNow([{ key: 'sleep', baseline: 2 }], planned, reviews), [
    {
      outcome: 'sleep',
      baseline: { rating: 2, on: planned },
      now: { rating: 7, on: '2027-11-01' },
      change: 5,
    },
  ])
})

t.test(
  'where the plan has no rating the first review is where it began; what is not paired has no change',
  async (t) => {
    const of = (baseline: number | null | undefined, ...reviews: ReturnType<typeof review>[]) =>
      outcomesThenAndNow([baseline === undefined ? { key: 'sleep' } : { key: 'sleep', baseline }], planned, reviews)[0]
    t.match(of(undefined, review('2027-02-01', 4), review('2027-05-01', 3)), { baseline: { rating: 4 }, change: -1 })
    t.match(of(null, review('2027-02-01', 4)), { baseline: { rating: 4 }, now: null, change: null })
    t.match(of(0), { baseline: { rating: 0 }, now: null, change: null }, 'nothing at all is a rating')
    t.match(of(undefined), { baseline: null, now: null, change: null })
    t.same(paired([]), { baseline: null, now: null })
  },
)
