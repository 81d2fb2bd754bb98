import t from 'tap'
import { daysAfter, isCalendarDate, londonDate, monthsAfter, weekday } from '../../src/shared/dates.ts'

t.test('a day in England begins at midnight in England, in summer an hour before it does in UTC', async (t) => {
  const at = (instant: string) => londonDate(new Date(instant))
  t.equal(at('2026-07-15T22:59:59.999Z'), '2026-07-15')
  t.equal(at('2026-07-15T23:00:00Z'), '2026-07-16')
  t.equal(at('2026-11-24T23:59:59.999Z'), '2026-11-24')
  t.equal(at('2026-11-25T00:00:00Z'), '2026-11-25')
})

t.test('the nights when the clocks change belong to their days', async (t) => {
  const at = (instant: string) => londonDate(new Date(instant))
  t.equal(at('2026-03-28T23:59:59Z'), '2026-03-28')
  t.equal(at('2026-03-29T00:30:00Z'), '2026-03-29')
  t.equal(at('2026-03-29T22:59:59Z'), '2026-03-29')
  t.equal(at('2026-03-29T23:00:00Z'), '2026-03-30')
  t.equal(at('2026-10-24T23:30:00Z'), '2026-10-25')
  t.equal(at('2026-10-25T23:30:00Z'), '2026-10-25')
})

t.test('months later is the same day, or the last of a shorter month', async (t) => {
  t.equal(monthsAfter('2026-11-24', 3), '2027-02-24')
  t.equal(monthsAfter('2026-11-30', 3), '2027-02-28')
  t.equal(monthsAfter('2027-11-30', 3), '2028-02-29')
  t.equal(monthsAfter('2028-02-29', 12), '2029-02-28')
  t.equal(monthsAfter('2026-12-31', 12), '2027-12-31')
})

t.test('days later crosses months, years and leap days', async (t) => {
  t.equal(daysAfter('2028-02-28', 1), '2028-02-29')
  t.equal(daysAfter('2027-02-28', 1), '2027-03-01')
  t.equal(daysAfter('2026-12-31', 1), '2027-01-01')
  t.equal(daysAfter('2026-03-01', -1), '2026-02-28')
})

t.test('Monday is the first day of the week', async (t) => {
  t.equal(weekday('2026-11-23'), 1)
  t.equal(weekday('2026-11-29'), 7)
})

t.test('a day of the calendar is written in full, and the calendar has no year 0', async (t) => {
  for (const day of ['2026-11-24', '2028-02-29', '0001-01-01', '9999-12-31']) t.ok(isCalendarDate(day), day)
  for (const text of [
    '0000-01-01',
    '2026-02-30',
    '2027-02-29',
    '2026-11',
    '+012026-11',
    '+012026-11-24',
    '2026-11-24\u0000',
    '',
  ])
    t.notOk(isCalendarDate(text), JSON.stringify(text))
})
