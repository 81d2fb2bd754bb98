import fc from 'fast-check'
import t from 'tap'
import { periodFrom } from '../../../src/rules/budgets/period.ts'
import { daysAfter, monthsAfter } from '../../../src/shared/dates.ts'

const until = (from: string, months: number) => periodFrom(from, { months, source: 'Set by the scheme' }).until

t.test('a period ends on the day before the same day of its last month', async (t) => {
  t.equal(until('2026-04-01', 12), '2027-03-31')
  t.equal(until('2026-11-28', 1), '2026-12-27')
  t.equal(until('2027-03-01', 12), '2028-02-29')
})

t.test('where its last month has no such day, it has all of that month', async (t) => {
  t.equal(until('2028-02-29', 12), '2029-02-28')
  t.equal(until('2028-02-29', 48), '2032-02-28')
  t.equal(until('2027-01-31', 1), '2027-02-28')
  t.equal(until('2028-01-30', 1), '2028-02-29')
})

t.test('no period is shorter than its months, whatever the day', async (t) => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => daysAfter('2020-01-01', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 36 }), (from, months) => {
      const next = daysAfter(until(from, months), 1)
      // The next begins on the same day, or, where there is none, on the first of the month that follows.
      const same = monthsAfter(from, months)
      return next === same ? same.slice(8) === from.slice(8) : next.endsWith('-01') && next === daysAfter(same, 1)
    }),
  )
  t.pass('for every day')
})
