import { daysAfter, type LocalDate, monthsAfter } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import { isWorkingDay, workingDaysAfter } from '../../shared/working-days.ts'
import type { Period } from '../budgets/period.ts'
import { costOver, type LineSchedule } from '../planning/line-schedule.ts'

/** When a payment is made: before the days that it is for, so that nobody has to lay money out, or after them, for what was given. */
export type PaidWhen = 'in-advance' | 'in-arrears'

/** Money that somebody will spend is paid in advance; what a provider has given is paid in arrears. */
export const paidWhen = (deployment: 'notional' | 'third-party' | 'direct-payment'): PaidWhen =>
  deployment === 'notional' ? 'in-arrears' : 'in-advance'

/** One payment of a schedule: the days that it is for, when it is due, and what it comes to. */
export interface Instalment extends Period {
  readonly dueOn: LocalDate
  readonly amountPence: Pence
}

/** The last working day that is no later: what is due on a Sunday is there before it. */
function workingDayBy(date: LocalDate): LocalDate {
  let day = date
  while (!isWorkingDay(day)) day = daysAfter(day, -1)
  return day
}

/** The first working day that is no earlier. */
export const workingDayFrom = (date: LocalDate): LocalDate => workingDaysAfter(daysAfter(date, -1), 1)

/** The periods that a schedule is paid by, in order. Sessions are paid by the month; what is bought as needed is paid once it is bought, by no schedule: to whoever gave it or laid it out. */
function periodsOf({ frequency, from, until }: Pick<LineSchedule, 'frequency' | 'from' | 'until'>): Period[] {
  if (frequency === 'as-needed') return []
  if (frequency === 'once') return [{ from, until }]
  const begin = (index: number): LocalDate => {
    if (frequency === 'weekly') return daysAfter(from, 7 * index)
    return frequency === 'four-weekly' ? daysAfter(from, 28 * index) : monthsAfter(from, index)
  }
  const periods: Period[] = []
  for (let index = 0; begin(index) <= until; index += 1) {
    const last = daysAfter(begin(index + 1), -1)
    periods.push({ from: begin(index), until: last < until ? last : until })
  }
  return periods
}

/** A period in parts that begin on these days. */
function cutAt({ from, until }: Period, cuts: readonly LocalDate[]): Period[] {
  const begins = [from, ...new Set(cuts.filter((day) => from < day && day <= until))].sort()
  return begins.map((begin, at) => {
    const next = begins[at + 1]
    return { from: begin, until: next === undefined ? until : daysAfter(next, -1) }
  })
}

/**
 * The payments of a line by its schedule, for the days from `from` on: together what the line has, to the penny, and none due before today. What the schedule
 * comes to beyond the money of the line is taken off the last of them. A line without a schedule is paid once. A period is cut on each day of `cuts`, from which
 * somebody else gives it. `comesTo`: what days of it come to. With `upTo`, only what was for days until then; what is bought once is there once all its days are over.
 */
export function instalmentsOf(
  schedule: LineSchedule | null,
  linePence: Pence,
  when: PaidWhen,
  from: LocalDate,
  today: LocalDate,
  cuts: readonly LocalDate[] = [],
  comesTo: (period: Period) => Pence = (period) => (schedule ? costOver(schedule, period) : linePence),
  upTo?: LocalDate,
): Instalment[] {
  const due = (period: Period): LocalDate => {
    const by = when === 'in-arrears' ? workingDaysAfter(period.until, 1) : workingDayBy(period.from)
    return by < today ? workingDayFrom(today) : by
  }
  const periods = schedule
    ? periodsOf(schedule).flatMap((period) => (schedule.frequency === 'once' ? [period] : cutAt(period, cuts)))
    : [{ from, until: from }]
  let left = linePence
  const isOver = ({ from: first, until }: Period) =>
    upTo === undefined || (schedule?.frequency === 'once' ? until : first) <= upTo
  return periods
    .filter((period) => period.until >= from && isOver(period))
    .flatMap((period) => {
      const until = upTo !== undefined && upTo < period.until ? upTo : period.until
      const had = { from: period.from < from ? from : period.from, until }
      const cost = schedule === null || schedule.frequency === 'once' ? linePence : comesTo(had)
      const amountPence = Math.min(left, cost)
      left -= amountPence
      return amountPence > 0 ? [{ ...had, dueOn: due(had), amountPence }] : []
    })
}
