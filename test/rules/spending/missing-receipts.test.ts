import fc from 'fast-check'
import t from 'tap'
import {
  type BoughtBefore,
  chasedAfterDays,
  countedFrom,
  firstChaseOn,
  isEssential,
  nextChaseOn,
  receiptDueOn,
} from '../../../src/rules/spending/missing-receipts.ts'
import { daysAfter, daysBetween } from '../../../src/shared/dates.ts'

const bought = '2026-11-01'

t.test(
  'a receipt is asked for on the fifteenth and the twenty-ninth day, and on the thirty-first the days are over',
  async (t) => {
    t.same(chasedAfterDays, [15, 29, 31])
    t.equal(firstChaseOn(bought, bought), '2026-11-16')
    t.equal(nextChaseOn(bought, 0, '2026-11-16'), '2026-11-30')
    t.equal(nextChaseOn(bought, 1, '2026-11-30'), '2026-12-02')
    t.equal(nextChaseOn(bought, 2, '2026-12-02'), null, 'once')
    for (const [chaseOn, done] of [
      ['2026-11-16', 0],
      ['2026-11-30', 1],
      ['2026-12-02', 2],
    ] as const)
      t.equal(receiptDueOn(chaseOn, done), '2026-12-02')
    t.equal(receiptDueOn(null, 3), null)
  },
)

t.test(
  'whenever it was written down and whenever somebody looks, a pause comes after two reminders, and not before its day',
  async (t) => {
    const days = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(days, days, days, days, (late, ...looks) => {
        const on: string[] = []
        let due: string | null = firstChaseOn(bought, daysAfter(bought, late))
        for (const look of looks) {
          if (due === null) break
          const today = daysAfter(due, look)
          on.push(today)
          due = nextChaseOn(bought, on.length - 1, today)
        }
        const [first = '', second = '', paused = ''] = on
        return daysBetween(first, second) >= 14 && daysBetween(second, paused) >= 2 && daysBetween(bought, paused) >= 31
      }),
    )
    t.equal(firstChaseOn(bought, daysAfter(bought, 40)), daysAfter(bought, 40), 'at once where it is written down late')
  },
)

t.test('what is taken back and typed once more has the days of before, and nothing else has', async (t) => {
  const one = (more: Partial<BoughtBefore> = {}): BoughtBefore => ({
    ...{ payee: 'Tesco', amountPence: 2_000, boughtOn: '2026-11-01', takenBackAt: null },
    ...{ recordedAt: `${more.boughtOn ?? '2026-11-01'}T10:00:00Z` },
    ...more,
  })
  const gone = one({ takenBackAt: '2026-11-10T10:00:00Z' })
  const from = (purchase: BoughtBefore, ...before: BoughtBefore[]) => countedFrom(purchase, before)
  const again = one({ boughtOn: '2026-11-10' })
  t.equal(from(again), '2026-11-10')
  t.equal(from(again, gone), '2026-11-01')
  t.equal(from({ ...again, amountPence: 2_001 }, gone), '2026-11-01', 'nor by a penny')
  t.equal(from({ ...again, payee: 'Another' }, gone), '2026-11-01', 'or a name')
  t.equal(from({ ...again, payee: 'Another', amountPence: 1 }, gone), '2026-11-10')
  t.equal(from({ ...again, boughtOn: '2026-10-31' }, gone), '2026-10-31', 'of before it is not that')
  const next = one({ boughtOn: '2026-11-17' })
  t.equal(from(next, gone, again), '2026-11-17', 'what is bought of the same shop since has its own days')
  t.equal(from({ ...next, amountPence: 5 }, gone, again), '2026-11-17')
  const small = one({ boughtOn: '2026-11-10', amountPence: 1 })
  t.equal(from(again, gone, small), '2026-11-01', 'something small of the same shop takes it from nobody')
  t.equal(from({ ...next, amountPence: 5 }, gone, small), '2026-11-17')
  const twice = { ...again, takenBackAt: '2026-11-12T10:00:00Z' }
  t.equal(from(next, gone, twice), '2026-11-01', 'however often it is taken back')
  t.equal(from(next, { ...gone, takenBackAt: '2026-11-17T12:00:00Z' }), '2026-11-01')
})

t.test('preventive support, a line in a crisis and what is invoiced go on whatever is missing', async (t) => {
  const line = { crisisPence: 0, instrument: 'bank-account' } as const
  t.equal(isEssential(line, { preventive: false }), false)
  t.equal(isEssential(line, undefined), false)
  t.equal(isEssential(line, { preventive: true }), true)
  t.equal(isEssential({ ...line, crisisPence: 1 }, undefined), true)
  t.equal(isEssential({ ...line, instrument: 'invoice' }, undefined), true)
})
