import fc from 'fast-check'
import t from 'tap'
import { instalmentsOf, paidWhen } from '../../../src/rules/payments/instalments.ts'
import { costOf, type LineSchedule } from '../../../src/rules/planning/line-schedule.ts'
import { daysAfter } from '../../../src/shared/dates.ts'
import { sumPence } from '../../../src/shared/money.ts'
import { isWorkingDay } from '../../../src/shared/working-days.ts'

const schedule = (more: Partial<LineSchedule> = {}): LineSchedule => ({
  quantity: 7,
  unit: 'hour',
  unitPence: 1_801,
  frequency: 'monthly',
  times: null,
  from: '2026-12-01',
  until: '2027-02-28',
  ...more,
})
const told = (of: LineSchedule, when: 'in-advance' | 'in-arrears', from = of.from, today = '2026-11-20') =>
  instalmentsOf(of, costOf(of), when, from, today).map(({ dueOn, amountPence }) => [dueOn, amountPence])

t.test('a month is paid by the last working day before it begins, or on the first after it has ended', async (t) => {
  const each = 7 * 1_801
  t.same(told(schedule(), paidWhen('direct-payment')), [
    ['2026-12-01', each],
    ['2026-12-31', each],
    ['2027-02-01', each],
  ])
  t.same(told(schedule(), paidWhen('notional')), [
    ['2027-01-04', each],
    ['2027-02-01', each],
    ['2027-03-01', each],
  ])
})

t.test('weeks and four weeks are paid each by their own days, and the last by what is left of it', async (t) => {
  const weekly = schedule({ frequency: 'weekly', unitPence: 100, until: '2026-12-17' })
  t.same(told(weekly, 'in-advance'), [
    ['2026-12-01', 700],
    ['2026-12-08', 700],
    ['2026-12-15', 300],
  ])
  const fourWeekly = schedule({ frequency: 'four-weekly', unitPence: 100, until: '2027-01-25' })
  t.same(told(fourWeekly, 'in-advance'), [
    ['2026-12-01', 700],
    ['2026-12-29', 700],
  ])
})

t.test('what is bought once is paid once, and what is bought as needed by no schedule', async (t) => {
  t.same(told(schedule({ frequency: 'once' }), 'in-advance'), [['2026-12-01', 7 * 1_801]])
  t.same(
    instalmentsOf(null, 40_000, 'in-advance', '2026-12-05', '2026-12-05').map(({ dueOn }) => dueOn),
    ['2026-12-07'],
  )
  t.same(told(schedule({ frequency: 'as-needed', times: 5 }), 'in-arrears'), [])
  t.equal(told(schedule({ frequency: 'per-session', times: 6 }), 'in-arrears').length, 3, 'sessions by the month')
})

t.test('payments that begin later are for the days that are left', async (t) => {
  t.same(told(schedule(), 'in-advance', '2027-02-15', '2027-02-20'), [['2027-02-22', 6_303]])
})

const aSchedule = fc.record({
  quantity: fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4),
  unit: fc.constant('hour' as const),
  unitPence: fc.integer({ min: 1, max: 9_999 }),
  frequency: fc.constantFrom('once' as const, 'weekly' as const, 'four-weekly' as const, 'monthly' as const),
  times: fc.constant(null),
  from: fc.integer({ min: 0, max: 700 }).map((days) => daysAfter('2026-01-01', days)),
  until: fc.integer({ min: 0, max: 1_000 }),
})
t.test(
  'the payments of any schedule add up to what it comes to, to the penny, and are due on working days',
  async () => {
    fc.assert(
      fc.property(aSchedule, fc.constantFrom('in-advance' as const, 'in-arrears' as const), (drawn, when) => {
        const of = { ...drawn, until: daysAfter(drawn.from, drawn.until) }
        const all = instalmentsOf(of, costOf(of), when, of.from, '2026-01-01')
        return (
          sumPence(all.map(({ amountPence }) => amountPence)) === costOf(of) &&
          all.every(({ dueOn, amountPence }) => isWorkingDay(dueOn) && dueOn >= '2026-01-01' && amountPence > 0)
        )
      }),
    )
  },
)

t.test('no more is paid than the line has', async () => {
  fc.assert(
    fc.property(aSchedule, fc.nat(100_000), (drawn, line) => {
      const of = { ...drawn, until: daysAfter(drawn.from, drawn.until) }
      const sum = sumPence(
        instalmentsOf(of, line, 'in-advance', of.from, '2026-01-01').map(({ amountPence }) => amountPence),
      )
      return sum <= line && (drawn.frequency !== 'once' || sum === line)
    }),
  )
})
