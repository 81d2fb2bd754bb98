import Holidays from 'date-holidays'
import { dayNumber, dayOf, daysAfter, type LocalDate, weekday } from './dates.ts'

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

/** The working days of a year: each by its number, in order. */
const workingDaysByYear = new Map<number, readonly number[]>()

function workingDaysOf(year: number): readonly number[] {
  let days = workingDaysByYear.get(year)
  if (!days) {
    const holidays = bankHolidays(year)
    const first = dayNumber(`${String(year).padStart(4, '0')}-01-01`)
    const length = dayNumber(`${String(year).padStart(4, '0')}-12-31`) - first + 1
    days = Array.from({ length }, (_, index) => first + index).filter((day) => {
      const date = dayOf(day)
      return weekday(date) <= 5 && !holidays.has(date)
    })
    workingDaysByYear.set(year, days)
  }
  return days
}

/** The working day before a date. */
export function workingDayBefore(date: LocalDate): LocalDate {
  let day = daysAfter(date, -1)
  while (!isWorkingDay(day)) day = daysAfter(day, -1)
  return day
}

const yearOf = (date: LocalDate) => Number(date.slice(0, 4))

/** How many of these days, which are in order, are no later than a day. */
function countUntil(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low
}

/** Monday to Friday, save bank holidays in England. */
export function isWorkingDay(date: LocalDate): boolean {
  const days = workingDaysOf(yearOf(date))
  const day = dayNumber(date)
  return days[countUntil(days, day) - 1] === day
}

/** The date on which a clock of so many working days is due. The day it starts does not count. */
export function workingDaysAfter(start: LocalDate, days: number): LocalDate {
  if (days <= 0) return start
  let year = yearOf(start)
  let left = days + countUntil(workingDaysOf(year), dayNumber(start))
  for (; left > workingDaysOf(year).length; year += 1) left -= workingDaysOf(year).length
  return dayOf(workingDaysOf(year)[left - 1] ?? 0)
}

/** How many working days lie after `start`, up to and including `end`: 0 where `end` is not later. */
export function workingDaysBetween(start: LocalDate, end: LocalDate): number {
  if (end <= start) return 0
  let count = countUntil(workingDaysOf(yearOf(end)), dayNumber(end))
  count -= countUntil(workingDaysOf(yearOf(start)), dayNumber(start))
  for (let year = yearOf(start); year < yearOf(end); year += 1) count += workingDaysOf(year).length
  return count
}
