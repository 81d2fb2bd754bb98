import fc from 'fast-check'
import t from 'tap'
import { daysAfter } from '../../src/shared/dates.ts'
import { bankHolidays, isWorkingDay, workingDaysAfter, workingDaysBetween } from '../../src/shared/working-days.ts'

/** As published at gov.uk/bank-holidays for England and Wales. */
const published: Record<number, readonly string[]> = {
  2020: ['01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28'],
  2021: ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2022: ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27'],
  2023: ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
}

t.test('the weekdays off are the bank holidays that the government publishes', async (t) => {
  for (const [year, days] of Object.entries(published)) {
    const off: string[] = []
    for (let date = `${year}-01-01`; date.startsWith(year); date = daysAfter(date, 1)) {
      const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
      if (weekday !== 0 && weekday !== 6 && !isWorkingDay(date)) off.push(date.slice(5))
    }
    t.same(off, days, year)
  }
})

t.test('a weekend is never a working day', async (t) => {
  t.equal(isWorkingDay('2026-11-28'), false)
  t.equal(isWorkingDay('2026-11-29'), false)
  t.equal(isWorkingDay('2026-11-30'), true)
})

t.test('a holiday is a day in England, whatever the zone of the machine', async (t) => {
  t.ok(bankHolidays(2026).has('2026-08-31'))
  t.notOk(bankHolidays(2026).has('2026-08-30'))
})

t.test('no day lies between a date and itself or an earlier one', async (t) => {
  t.equal(workingDaysBetween('2026-11-24', '2026-11-24'), 0)
  t.equal(workingDaysBetween('2026-11-24', '2026-11-23'), 0)
  t.equal(workingDaysAfter('2026-11-24', 0), '2026-11-24')
})

t.test('for any dates: working days add up', async () => {
  const dates = fc.integer({ min: 0, max: 3000 }).map((days) => daysAfter('2021-01-01', days))
  const days = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(dates, days, days, (start, first, then) => {
      return workingDaysAfter(workingDaysAfter(start, first), then) === workingDaysAfter(start, first + then)
    }),
  )
})
