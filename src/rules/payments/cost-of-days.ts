import { daysAfter } from '../../shared/dates.ts'
import { type Pence, proportion, sumPence } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'
import { isPaused, type LinePause } from '../planning/line-pauses.ts'
import { costOver, type LineSchedule } from '../planning/line-schedule.ts'
import type { AgreedRate } from '../spending/service-agreements.ts'
import type { PaidForDays } from './part-until.ts'

/** What a schedule comes to on the days of a period on which the line was not paused. */
export function costUnpaused(schedule: LineSchedule, period: Period, pauses: readonly LinePause[]): Pence {
  let cost = costOver(schedule, period)
  for (let day = period.from; day <= period.until && pauses.length > 0; day = daysAfter(day, 1))
    if (pauses.some((pause) => isPaused(pause, day))) cost -= costOver(schedule, { from: day, until: day })
  return cost
}

/** The same at no more than what is agreed for a unit on each day; days of which nothing is agreed come to what the schedule says. */
export function costAtRates(
  schedule: LineSchedule,
  period: Period,
  pauses: readonly LinePause[],
  rates: readonly AgreedRate[] = [],
): Pence {
  const above = rates.flatMap(({ from, until, ratePence }) => {
    const [first = from] = [from, period.from].sort().toReversed()
    const [last = until] = [until, period.until].sort()
    const days = { from: first, until: last }
    if (ratePence >= schedule.unitPence || days.until < days.from) return []
    return [costUnpaused(schedule, days, pauses) - costUnpaused({ ...schedule, unitPence: ratePence }, days, pauses)]
  })
  return costUnpaused(schedule, period, pauses) - sumPence(above)
}

/** What of an amount for days of a schedule is paid at no more than what is agreed for them. */
export function partAtRates(
  { amountPence, ...days }: PaidForDays,
  schedule: LineSchedule,
  rates: readonly AgreedRate[] = [],
): Pence {
  // What is bought once is given once it is there.
  const period = schedule.frequency === 'once' ? { from: days.until, until: days.until } : days
  const asked = schedule.frequency === 'once' ? { ...schedule, from: days.until } : schedule
  const whole = costOver(asked, period)
  return whole === 0 ? amountPence : proportion(amountPence, costAtRates(asked, period, [], rates), whole)
}
