import fc from 'fast-check'
import t from 'tap'
import { type Clock, dueOn, isBreached, resumed } from '../../../src/rules/progress/clocks.ts'
import { daysAfter } from '../../../src/shared/dates.ts'
import { isWorkingDay, workingDaysAfter, workingDaysBetween } from '../../../src/shared/working-days.ts'

const aClock = (more: Partial<Clock> = {}): Clock => ({
  startedOn: '2026-11-24',
  workingDays: 10,
  pausedWorkingDays: 0,
  pausedOn: null,
  stoppedOn: null,
  ...more,
})
const dates = fc.integer({ min: 0, max: 3650 }).map((days) => daysAfter('2020-01-01', days))
const fewDays = fc.integer({ min: 1, max: 60 })

t.test('a clock is due after so many working days; the day it starts does not count', async (t) => {
  const due = (startedOn: string, workingDays: number) => dueOn(aClock({ startedOn, workingDays }), startedOn)
  t.equal(due('2026-11-24', 1), '2026-11-25')
  t.equal(due('2026-11-24', 10), '2026-12-08', 'two weeks without a holiday')
  t.equal(due('2026-11-27', 1), '2026-11-30', 'from Friday to Monday')
  t.equal(due('2026-11-28', 1), '2026-11-30', 'started on a Saturday')
  t.equal(due('2026-04-02', 1), '2026-04-07', 'over Good Friday and Easter Monday')
  t.equal(due('2026-12-24', 2), '2026-12-30', 'over Christmas, with the substitute for Boxing Day on a Saturday')
  t.equal(due('2021-12-24', 1), '2021-12-29', 'over Christmas on a Saturday and Boxing Day on a Sunday')
  t.equal(due('2028-02-28', 1), '2028-02-29', 'a leap day is a day')
  t.equal(due('2026-10-23', 1), '2026-10-26', 'over the end of summer time')
})

t.test('a clock is in breach on the day after it was due, and not before', async (t) => {
  const clock = aClock()
  t.equal(isBreached(clock, '2026-12-08'), false)
  t.equal(isBreached(clock, '2026-12-09'), true)
})

t.test('a clock that was stopped in time is never in breach, and one that was stopped late always is', async (t) => {
  t.equal(isBreached(aClock({ stoppedOn: '2026-12-08' }), '2027-06-01'), false)
  t.equal(isBreached(aClock({ stoppedOn: '2026-12-09' }), '2027-06-01'), true)
})

t.test('the working days on which the person needs to act do not count', async (t) => {
  const paused = aClock({ pausedOn: '2026-11-26' })
  t.equal(dueOn(paused, '2026-11-26'), '2026-12-08', 'on the day of the pause')
  t.equal(dueOn(paused, '2026-11-27'), '2026-12-09', 'a working day later')
  t.equal(dueOn(paused, '2026-11-29'), '2026-12-09', 'a weekend moves nothing')
  t.equal(isBreached(paused, '2027-03-01'), false, 'a clock that waits for the person is never in breach')
  const going = resumed(paused, '2026-12-01')
  t.same(going, { ...paused, pausedOn: null, pausedWorkingDays: 3 })
  t.equal(dueOn(going, '2026-12-01'), '2026-12-11')
  t.same(resumed(going, '2026-12-20'), going, 'a clock that runs is not resumed again')
})

t.test('for any dates: a pause moves the due date by the working days it lasted', async () => {
  fc.assert(
    fc.property(dates, fewDays, fewDays, fewDays, (startedOn, workingDays, before, length) => {
      const pausedOn = daysAfter(startedOn, before)
      const today = daysAfter(pausedOn, length)
      const clock = aClock({ startedOn, workingDays, pausedOn })
      const after = resumed(clock, today)
      const moved = workingDaysBetween(dueOn(aClock({ startedOn, workingDays }), today), dueOn(after, today))
      return dueOn(clock, today) === dueOn(after, today) && moved === workingDaysBetween(pausedOn, today)
    }),
  )
})

t.test('for any dates: a due date is a working day, and just so many working days away', async () => {
  fc.assert(
    fc.property(dates, fewDays, (start, days) => {
      const due = workingDaysAfter(start, days)
      return isWorkingDay(due) && workingDaysBetween(start, due) === days
    }),
  )
})
