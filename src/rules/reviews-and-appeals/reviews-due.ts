import { daysAfter, type LocalDate } from '../../shared/dates.ts'

/** How near the day of a review is that is still to be held. */
export type Dueness = 'overdue' | 'due' | 'soon'

/** A review is due within a week, and soon within six: time to invite the person, and to ask who should be there. */
const [dueDays, soonDays] = [7, 42]

const sinceEver: LocalDate = '1900-01-01'

/** The days on which a review falls that is overdue, due or soon: each review that is to be held is in one of the lists, or in none yet. */
export function daysOf(dueness: Dueness, today: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  if (dueness === 'overdue') return { from: sinceEver, to: daysAfter(today, -1) }
  if (dueness === 'due') return { from: today, to: daysAfter(today, dueDays) }
  return { from: daysAfter(today, dueDays + 1), to: daysAfter(today, soonDays) }
}
