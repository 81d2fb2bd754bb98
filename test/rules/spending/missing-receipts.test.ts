import fc from 'fast-check'
import t from 'tap'
import {
  chasedAfterDays,
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

t.test('preventive support, a line in a crisis and what is invoiced go on whatever is missing', async (t) => {
  const line = { crisisPence: 0, instrument: 'bank-account' } as const
  t.equal(isEssential(line, { preventive: false }), false)
  t.equal(isEssential(line, undefined), false)
  t.equal(isEssential(line, { preventive: true }), true)
  t.equal(isEssential({ ...line, crisisPence: 1 }, undefined), true)
  t.equal(isEssential({ ...line, instrument: 'invoice' }, undefined), true)
})
