import fc from 'fast-check'
import t from 'tap'
import type { Period } from '../../../src/rules/budgets/period.ts'
import { costOf, flawOf, type LineSchedule } from '../../../src/rules/planning/line-schedule.ts'
import { amountOver } from '../../../src/rules/planning/plan-checks.ts'
import { daysAfter, daysBetween, monthsAfter } from '../../../src/shared/dates.ts'
import { sumPence } from '../../../src/shared/money.ts'

/** Leap days, and the days on which the clocks change in England: where a count by hours or by 365 days goes wrong. */
const oddDays = ['2024-02-29', '2027-03-28', '2027-10-31', '2028-02-29', '2028-03-26', '2028-10-29', '2029-03-25']

const periods = fc
  .record({ odd: fc.constantFrom(...oddDays), ahead: fc.integer({ min: -300, max: 30 }), months: fc.nat(35) })
  .map(({ odd, ahead, months }) => {
    const from = daysAfter(odd, ahead)
    return { from, until: daysAfter(monthsAfter(from, months + 1), -1) }
  })
const lineOf = ({ from, until }: Period) => {
  const days = daysBetween(from, until)
  return fc
    .record({
      hasSchedule: fc.boolean(),
      quarters: fc.integer({ min: 1, max: 400 }),
      unitPence: fc.integer({ min: 1, max: 99_999 }),
      frequency: fc.constantFrom('once', 'weekly', 'four-weekly', 'monthly', 'per-session', 'as-needed'),
      times: fc.integer({ min: 1, max: 400 }),
      begin: fc.nat(days),
      length: fc.nat(days),
      own: fc.nat(1_000_000),
    })
    .map(({ hasSchedule, quarters, unitPence, frequency, times, begin, length, own }) => {
      const schedule: LineSchedule = {
        quantity: quarters / 4,
        unit: 'hour',
        unitPence,
        frequency,
        times: frequency === 'per-session' || frequency === 'as-needed' ? times : null,
        from: daysAfter(from, begin),
        until: daysAfter(from, Math.min(days, begin + length)),
      }
      const cost = costOf(schedule)
      // The rest is the person's own money.
      const amountPence = Math.max(1, cost - (own % Math.max(cost, 1)))
      return { amountPence, schedule: hasSchedule && cost > 0 ? schedule : null }
    })
}

const plans = periods.chain((period) =>
  fc.record({
    period: fc.constant(period),
    lines: fc.array(lineOf(period), { minLength: 1, maxLength: 8 }),
    cuts: fc.array(
      fc.oneof(
        fc.nat(daysBetween(period.from, period.until)).map((days) => daysAfter(period.from, days)),
        fc.constantFrom(...oddDays),
      ),
      { maxLength: 12 },
    ),
  }),
)

t.test(
  'the lines of a plan sum to its budget, however its days are cut, on leap days and as the clocks change',
  async (t) => {
    let odd = 0
    fc.assert(
      fc.property(plans, ({ period, lines, cuts }) => {
        const budgetPence = sumPence(lines.map(({ amountPence }) => amountPence))
        if (lines.some(({ schedule }) => schedule && flawOf(schedule))) return false
        const within = cuts.filter((cut) => period.from <= cut && cut < period.until)
        if (within.some((cut) => oddDays.includes(cut))) odd += 1
        let [from, taken] = [period.from, 0]
        for (const until of [...new Set([...within, period.until])].sort()) {
          const parts = lines.map((line) => amountOver(line, period, { from, until }))
          if (parts.some((part) => part < 0)) return false
          taken += sumPence(parts)
          from = daysAfter(until, 1)
        }
        return taken === budgetPence
      }),
      { numRuns: 2_000 },
    )
    t.ok(odd >= 500, 'many plans are cut on such a day')
  },
)
