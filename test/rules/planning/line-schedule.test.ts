import fc from 'fast-check'
import t from 'tap'
import {
  costOf,
  costOver,
  flawOf,
  type LineSchedule,
  scheduleInWords,
} from '../../../src/rules/planning/line-schedule.ts'
import { amountOver } from '../../../src/rules/planning/plan-checks.ts'
import { daysAfter, daysBetween } from '../../../src/shared/dates.ts'

const aSchedule = (more: Partial<LineSchedule> = {}): LineSchedule => ({
  quantity: 7,
  unit: 'hour',
  unitPence: 1_800,
  frequency: 'weekly',
  times: null,
  from: '2027-01-01',
  until: '2027-12-31',
  ...more,
})

t.test('a year comes to the penny, whatever it is counted by', async (t) => {
  const cases: [Partial<LineSchedule>, number, string][] = [
    [{ frequency: 'once', quantity: 1, unit: 'item', unitPence: 40_000 }, 40_000, 'once'],
    // 365 days are 52 weeks and a day: 7 × £18.00 × 365 ÷ 7.
    [{}, 657_000, 'an hour a day'],
    [{ from: '2028-01-01', until: '2028-12-31' }, 658_800, 'an hour a day in a leap year'],
    [{ frequency: 'four-weekly', quantity: 1, unitPence: 2_800 }, 36_500, 'a pound a day, every four weeks'],
    [{ frequency: 'monthly', quantity: 1, unitPence: 3_499 }, 41_988, 'twelve months'],
    [
      { frequency: 'monthly', quantity: 1, unitPence: 3_100, from: '2027-01-01', until: '2027-01-10' },
      1_000,
      'ten days of January',
    ],
    [
      { frequency: 'monthly', quantity: 1, unitPence: 2_900, from: '2028-02-01', until: '2028-02-29' },
      2_900,
      'a leap February',
    ],
    [
      { frequency: 'monthly', quantity: 1, unitPence: 2_900, from: '2028-02-29', until: '2028-03-28' },
      2_900,
      'a month from a leap day',
    ],
    [
      { frequency: 'monthly', quantity: 1, unitPence: 2_900, from: '2027-01-31', until: '2027-02-27' },
      2_900,
      'a month from the 31st',
    ],
    [
      { frequency: 'per-session', quantity: 1, unit: 'session', unitPence: 5_500, times: 20 },
      110_000,
      'twenty sessions',
    ],
    [
      { frequency: 'per-session', quantity: 1.5, unit: 'hour', unitPence: 2_001, times: 3 },
      9_005,
      'an hour and a half, thrice',
    ],
    [
      { frequency: 'as-needed', quantity: 1, unit: 'night', unitPence: 12_000, times: 6 },
      72_000,
      'six nights at the most',
    ],
  ]
  for (const [more, pence, name] of cases) t.equal(costOf(aSchedule(more)), pence, name)
})

t.test('what was bought once falls on its first day', async (t) => {
  const once = aSchedule({ frequency: 'once', from: '2027-05-05', until: '2027-06-30' })
  t.equal(costOver(once, { from: '2027-01-01', until: '2027-05-04' }), 0)
  t.equal(costOver(once, { from: '2027-05-05', until: '2027-05-05' }), 12_600)
  t.equal(costOver(once, { from: '2027-05-06', until: '2027-12-31' }), 0)
})

t.test('the weeks in which the clock changes are weeks like others', async (t) => {
  for (const from of ['2027-03-25', '2027-10-28']) {
    t.equal(costOver(aSchedule(), { from, until: daysAfter(from, 6) }), 12_600, from)
  }
})

const day = (from: string) => fc.integer({ min: 0, max: 1_100 }).map((days) => daysAfter(from, days))
const schedules = fc
  .record({
    quarters: fc.integer({ min: 1, max: 400 }),
    unitPence: fc.integer({ min: 1, max: 99_999 }),
    frequency: fc.constantFrom('once', 'weekly', 'four-weekly', 'monthly', 'per-session', 'as-needed'),
    times: fc.integer({ min: 1, max: 400 }),
    from: day('2027-01-01'),
    length: fc.integer({ min: 0, max: 800 }),
  })
  .map(({ quarters, frequency, times, from, length, unitPence }) =>
    aSchedule({
      quantity: quarters / 4,
      unitPence,
      frequency,
      times: frequency === 'per-session' || frequency === 'as-needed' ? times : null,
      from,
      until: daysAfter(from, length),
    }),
  )

t.test(
  'for any schedule and any cut of its days: the parts add up to the whole, and none is below nothing',
  async () => {
    fc.assert(
      fc.property(schedules, fc.array(fc.nat(900), { maxLength: 8 }), fc.nat(1_000_000), (schedule, cuts, share) => {
        const cost = costOf(schedule)
        const amountPence = Math.max(1, cost - (share % Math.max(cost, 1)))
        const plan = { from: schedule.from, until: schedule.until }
        const days = daysBetween(schedule.from, schedule.until)
        const ends = [...new Set(cuts.filter((cut) => cut < days))].sort((a, b) => a - b).concat(days)
        let [from, whole, paid] = [schedule.from, 0, 0]
        for (const end of ends) {
          const over = { from, until: daysAfter(schedule.from, end) }
          const [part, ofBudget] = [costOver(schedule, over), amountOver({ amountPence, schedule }, plan, over)]
          if (part < 0 || ofBudget < 0 || ofBudget > part + 1) return false
          whole += part
          paid += ofBudget
          from = daysAfter(over.until, 1)
        }
        return whole === cost && (cost === 0 || paid === amountPence)
      }),
    )
  },
)

t.test('a schedule that cannot be counted says why', async (t) => {
  t.equal(flawOf(aSchedule()), undefined)
  t.equal(flawOf(aSchedule({ from: '2027-01-01', until: '2027-01-01' })), undefined)
  t.match(flawOf(aSchedule({ from: '2027-01-02', until: '2027-01-01' })), { field: 'until' })
  t.match(flawOf(aSchedule({ times: 2 })), { field: 'times' })
  t.match(flawOf(aSchedule({ frequency: 'per-session' })), { field: 'times' })
  t.match(flawOf(aSchedule({ frequency: 'as-needed' })), { field: 'times' })
})

t.test(
  'a schedule is for the days of a budget, and comes to no more than any: it is refused before it is counted',
  async (t) => {
    t.match(flawOf(aSchedule({ frequency: 'monthly', from: '0001-01-01', until: '9999-11-30' })), { field: 'until' })
    t.equal(flawOf(aSchedule({ from: '2027-01-01', until: '2030-01-04' })), undefined, '1,100 days')
    t.match(flawOf(aSchedule({ from: '2027-01-01', until: '2030-01-05' })), { field: 'until' })
    const huge = { quantity: 10_000, unitPence: 99_999_999_999, frequency: 'per-session', times: 10_000 } as const
    t.match(flawOf(aSchedule(huge)), { field: 'unitPence' })
  },
)

t.test('a schedule in words', async (t) => {
  t.equal(scheduleInWords(aSchedule()), '7 hours a week at £18.00 an hour')
  t.equal(
    scheduleInWords(aSchedule({ frequency: 'as-needed', quantity: 1, unit: 'night', unitPence: 12_000, times: 6 })),
    '1 night each time at £120.00 a night, at most 6 times',
  )
})
