import { daysAfter, instantsInLondon, isCalendarDate, monthsAfter } from '../shared/dates.ts'
import { wrongParameter } from './refusal.ts'

/** From an instant on, and before another; either can be missing. */
export interface Span {
  readonly from?: Date
  readonly before?: Date
}

const prefixes = ['eq', 'ge', 'gt', 'le', 'lt'] as const
type Prefix = (typeof prefixes)[number]

const written =
  /^(?<date>\d{4}(-\d{2}(-\d{2})?)?)(T(?<time>([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?)(?<zone>Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/
const first = 'must be a date or an instant'

/**
 * What a value of a date parameter leaves (FHIR R4, section 3.1.1.4.4): it stands for all the time that its precision covers. A day, a month and a year are those of
 * England. Nothing is kept finer than a millisecond.
 */
export function spanIn(name: string, text: string): Span {
  const found = prefixes.find((one) => text.startsWith(one))
  if (!found && /^[a-z]/.test(text)) throw wrongParameter(name, `takes the prefixes ${prefixes.join(', ')}`)
  const [start, end] = periodOf(name, found ? text.slice(found.length) : text)
  const spans: Readonly<Record<Prefix, Span>> = {
    eq: { from: start, before: end },
    ge: { from: start },
    gt: { from: end },
    le: { before: end },
    lt: { before: start },
  }
  return spans[found ?? 'eq']
}

function periodOf(name: string, text: string): readonly [Date, Date] {
  const { date = '', time, zone } = written.exec(text)?.groups ?? {}
  if (date === '') throw wrongParameter(name, `${first}, as 2026-11-24 or 2026-11-24T09:30:00.000Z, with an encoded +`)
  const day = `${date}-01-01`.slice(0, 10)
  if (!isCalendarDate(day) || date < '1900' || date >= '2200')
    throw wrongParameter(name, `${first} of the calendar, from 1900 to 2199`)
  if (time === undefined) {
    if (date.length === 10) return [midnight(day), midnight(daysAfter(day, 1))]
    return [midnight(day), midnight(monthsAfter(day, date.length === 4 ? 12 : 1))]
  }
  const start = Date.parse(`${date}T${time}${zone}`)
  if (date.length !== 10 || Number.isNaN(start)) throw wrongParameter(name, `${first} of the calendar`)
  const [, fraction = ''] = time.split('.')
  const covers = time.length === 5 ? 60_000 : 1000 / 10 ** fraction.length
  return [new Date(start), new Date(start + covers)]
}

const midnight = (day: string): Date => instantsInLondon(day, '00:00')[0] ?? new Date(`${day}T00:00:00Z`)

/** What two spans have in common. */
export const bothSpans = (a: Span, b: Span): Span => ({
  ...latest('from', a.from, b.from, true),
  ...latest('before', a.before, b.before, false),
})

function latest(name: keyof Span, a: Date | undefined, b: Date | undefined, later: boolean): Span {
  if (!a || !b) return a || b ? { [name]: a ?? b } : {}
  return { [name]: a > b === later ? a : b }
}
