import { Temporal } from 'temporal-polyfill'

/** A calendar date in England, `2026-11-24`. */
export type LocalDate = string

const quarter = 15 * 60_000
let known: { readonly quarter: number; readonly date: LocalDate } | undefined

/** The date in England at an instant: a plan signed at 23:30 UTC in July is signed on the next day. */
export function londonDate(instant: Date): LocalDate {
  const at = instant.getTime()
  // Days of England begin at a quarter of an hour of UTC: throughout one the date is the same, and most ask for the one that is.
  const index = Math.floor(at / quarter)
  if (known?.quarter !== index) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London')
    known = { quarter: index, date: zoned.toPlainDate().toString() }
  }
  return known.date
}

/** The time of day in England at an instant, `02:30`. */
export function londonTime(instant: Date): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('Europe/London')
  return zoned.toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The instants at which the clock in England shows a time on a day: two in the hour that there is twice, and where it leaps over the time, as it shows next. */
export function instantsInLondon(date: LocalDate, time: string): Date[] {
  const shown = Temporal.PlainDateTime.from(`${date}T${time}`)
  const at = (disambiguation: 'earlier' | 'later') =>
    shown.toZonedDateTime('Europe/London', { disambiguation }).epochMilliseconds
  return [...new Set([at('earlier'), at('later')])].map((milliseconds) => new Date(milliseconds))
}

/** The same day so many months later, or the last day of that month where it has no such day (31 January + 1 month = 28 or 29 February). */
export function monthsAfter(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString()
}

const millisecondsOfDay = 86_400_000

/** The number of a day, from 1 January 1970 on. A clock is worked out of days by the hundred at each read, and `Temporal` takes microseconds for each. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay
}

/** The day of a number. */
export function dayOf(number: number): LocalDate {
  return new Date(number * millisecondsOfDay).toISOString().slice(0, 10)
}

/** So many calendar days later. */
export function daysAfter(date: LocalDate, days: number): LocalDate {
  return dayOf(dayNumber(date) + days)
}

/** How many calendar days a day is after another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekday(date: LocalDate): number {
  // The first day of 1970 was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** The date as people read it in a letter: `24 November 2026`. */
export function dateInWords(date: LocalDate): string {
  return longDate.format(new Date(`${date}T00:00:00Z`))
}

/** `Tuesday`. */
export function weekdayName(date: LocalDate): string {
  return weekdays.format(new Date(`${date}T00:00:00Z`))
}

/** Whether the calendar has this day, written in full: `2026-02-30` is none. The calendar of the database has no year 0. */
export function isCalendarDate(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
