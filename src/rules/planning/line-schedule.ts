import { type Static, Type } from '@sinclair/typebox'
import { daysAfter, daysBetween, type LocalDate, monthsAfter } from '../../shared/dates.ts'
import { inPounds, mostPence, type Pence, proportion } from '../../shared/money.ts'
import { date, nullable, oneOf, PositivePence, ref, thing } from '../../shared/schema.ts'
import type { Period } from '../budgets/period.ts'

export const Frequency = oneOf(['once', 'weekly', 'four-weekly', 'monthly', 'per-session', 'as-needed'], {
  $id: 'Frequency',
  description:
    'How often it is bought. `per-session` is a number of sessions over the dates; `as-needed` is the most of them that there can be.',
})
export const CostUnit = oneOf(['item', 'hour', 'session', 'day', 'night', 'mile'], {
  $id: 'CostUnit',
  description: 'What is counted.',
})
export const LineSchedule = thing(
  'LineSchedule',
  'How much is bought, how often and when. What the line comes to follows from it: a part of a week or month counts by its days.',
  {
    quantity: Type.Number({
      minimum: 0.25,
      maximum: 10_000,
      multipleOf: 0.25,
      description: 'How many units each time, to a quarter.',
      examples: [7],
    }),
    unit: ref(CostUnit),
    unitPence: ref(PositivePence, { description: 'What one unit costs, in whole pence.' }),
    frequency: ref(Frequency),
    times: nullable(Type.Integer({ minimum: 1, maximum: 10_000 }), {
      description: 'How many sessions, or the most of them where it is as needed; null at any other frequency.',
      examples: [null],
    }),
    from: date(),
    until: date(),
  },
)
export type LineSchedule = Static<typeof LineSchedule>

/** The longest that a scheme gives a budget for is 36 months. */
const mostDays = 1_100

/** What keeps a schedule from being counted, and in which field. */
export function flawOf({
  quantity,
  unitPence,
  frequency,
  times,
  from,
  until,
}: LineSchedule): { field: 'times' | 'until' | 'unitPence'; detail: string } | undefined {
  const counted = frequency === 'per-session' || frequency === 'as-needed'
  if (counted && times === null) return { field: 'times', detail: 'Say how many sessions there are, or can be' }
  if (!counted && times !== null)
    return { field: 'times', detail: 'Only sessions, and what is bought as needed, have a number of times' }
  if (until < from) return { field: 'until', detail: 'The last day cannot be before the first' }
  if (daysBetween(from, until) >= mostDays)
    return { field: 'until', detail: `A line is for ${mostDays} days at the most` }
  // Before it is counted, for what is above can be no safe number.
  if (quantity * unitPence * (times ?? mostDays) > mostPence * mostDays)
    return { field: 'unitPence', detail: 'It comes to more than any budget' }
  return undefined
}

/** What a schedule comes to in full. */
export const costOf = (schedule: LineSchedule): Pence => costUntil(schedule, schedule.until)

/**
 * What a schedule comes to on the days of a period. Counted as the difference of what it came to by each of the two days, so that
 * periods that follow one another add up to the penny, however they are cut.
 */
export function costOver(schedule: LineSchedule, { from, until }: Period): Pence {
  return until < from ? 0 : costUntil(schedule, until) - costUntil(schedule, daysAfter(from, -1))
}

/** What it came to from its first day to the end of a day. */
function costUntil({ quantity, unitPence, frequency, times, from, until }: LineSchedule, day: LocalDate): Pence {
  const last = day < until ? day : until
  if (last < from) return 0
  const days = daysBetween(from, last) + 1
  // Quantities are in quarters, so that what is multiplied is whole.
  const each = (numerator: number, denominator: number) =>
    proportion(unitPence, quantity * 4 * numerator, 4 * denominator)
  switch (frequency) {
    case 'once':
      return each(1, 1)
    case 'weekly':
      return each(days, 7)
    case 'four-weekly':
      return each(days, 28)
    case 'monthly':
      return eachMonth(each, from, daysAfter(last, 1))
    default: {
      const all = daysBetween(from, until) + 1
      return each(Math.floor(((times ?? 0) * days) / all), 1)
    }
  }
}

/** Whole months from the first day on, and the days of the month that has begun as a part of that month. */
function eachMonth(each: (numerator: number, denominator: number) => Pence, from: LocalDate, next: LocalDate): Pence {
  let months = 0
  while (monthsAfter(from, months + 1) <= next) months += 1
  const begun = monthsAfter(from, months)
  const length = daysBetween(begun, monthsAfter(from, months + 1))
  return each(months * length + daysBetween(begun, next), length)
}

const eachWords: Record<LineSchedule['frequency'], string> = {
  once: 'once',
  weekly: 'a week',
  'four-weekly': 'every four weeks',
  monthly: 'a month',
  'per-session': 'a session',
  'as-needed': 'each time',
}

/** `7 hours a week at £18.00 an hour`. */
export function scheduleInWords({ quantity, unit, unitPence, frequency, times }: LineSchedule): string {
  const counted = `${quantity} ${quantity === 1 ? unit : `${unit}s`}`
  const article = unit === 'hour' || unit === 'item' ? 'an' : 'a'
  const most = times === null ? '' : frequency === 'as-needed' ? `, at most ${times} times` : `, ${times} times`
  return `${counted} ${eachWords[frequency]} at ${inPounds(unitPence)} ${article} ${unit}${most}`
}

/** Whether one schedule asks for the same as another, on whichever days. */
export const paysTheSame = (one: LineSchedule | null, other: LineSchedule | null): boolean =>
  one !== null &&
  other !== null &&
  (['frequency', 'times', 'quantity', 'unit', 'unitPence'] as const).every((field) => one[field] === other[field])
