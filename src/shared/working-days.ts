import Holidays from 'date-holidays'
import { daysAfter, type LocalDate, weekday } from './dates.ts'

const england = new Holidays('GB', 'ENG')
const bankHolidaysByYear = new Map<number, ReadonlySet<LocalDate>>()

/** The bank holidays of England and Wales in a year, with their substitute days (Banking and Financial Dealings Act 1971). */
export function bankHolidays(year: number): ReadonlySet<LocalDate> {
  let days = bankHolidaysByYear.get(year)
  if (!days) {
    days = new Set(
      england
        .getHolidays(year)
        .filter((holiday) => holiday.type === 'public' || holiday.type === 'bank')
        .map((holiday) => holiday.date.slice(0, 10)),
    )
    bankHolidaysByYear.set(year, days)
  }
  return days
}

/** Monday to Friday, save bank holidays in England. */
export function isWorkingDay(date: LocalDate): boolean {
  return weekday(date) <= 5 && !bankHolidays(Number(date.slice(0, 4))).has(date)
}

/** The date on which a clock of so many working days is due. The day it starts does not count. */
export function workingDaysAfter(start: LocalDate, days: number): LocalDate {
  let date = start
  for (let left = days; left > 0; ) {
    date = daysAfter(date, 1)
    if (isWorkingDay(date)) left -= 1
  }
  return date
}

/** How many working days lie after `start`, up to and including `end`: 0 where `end` is not later. */
export function workingDaysBetween(start: LocalDate, end: LocalDate): number {
  let count = 0
  for (let date = daysAfter(start, 1); date <= end; date = daysAfter(date, 1)) if (isWorkingDay(date)) count += 1
  return count
}
