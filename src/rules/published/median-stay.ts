import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { isWorkingDay } from '../../shared/working-days.ts'

/** How many plans arrived at a tier on a day and left it, for another tier or by a decision, on a day. */
export interface Stays {
  readonly arrivedOn: LocalDate
  readonly leftOn: LocalDate
  readonly plans: number
}

/**
 * The median of the working days that plans stayed at a tier, counted as a clock counts them; of two in the middle, half their sum.
 * Null of no stay.
 */
export function medianWorkingDays(stays: readonly Stays[]): number | null {
  const count = counter(stays)
  const sorted = stays
    // Two servers' clocks may differ by so little that a plan seems to leave before it came.
    .map(({ arrivedOn, leftOn, plans }) => ({ days: Math.max(0, count(leftOn) - count(arrivedOn)), plans }))
    .sort((a, b) => a.days - b.days)
  const total = sorted.reduce((sum, { plans }) => sum + plans, 0)
  if (total === 0) return null
  const at = (place: number) => {
    let passed = 0
    return sorted.find(({ plans }) => {
      passed += plans
      return passed > place
    })?.days
  }
  const lower = at(Math.floor((total - 1) / 2)) ?? 0
  const upper = at(Math.floor(total / 2)) ?? 0
  return (lower + upper) / 2
}

/** The working days up to each day, counted once for all of them: figures look at years of stays. */
function counter(stays: readonly Stays[]): (day: LocalDate) => number {
  const days = stays.flatMap(({ arrivedOn, leftOn }) => [arrivedOn, leftOn]).sort()
  const upTo = new Map<LocalDate, number>()
  const last = days.at(-1) ?? ''
  let counted = 0
  for (let day = days[0] ?? ''; day !== '' && day <= last; day = daysAfter(day, 1)) {
    if (isWorkingDay(day)) counted += 1
    upTo.set(day, counted)
  }
  return (day) => upTo.get(day) ?? 0
}
