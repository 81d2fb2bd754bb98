import { daysAfter, type LocalDate, monthsAfter } from '../../shared/dates.ts'

const monthOf = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01`

/** The last day on which the month of a day is still reconciled in time: the end of the month after it, when the statement of the bank has come and both have read it. */
export const reconcileBy = (firstOpenDay: LocalDate): LocalDate => daysAfter(monthsAfter(monthOf(firstOpenDay), 2), -1)

/** A float is late today whose first day that is not reconciled is before this one. */
export const lateBefore = (today: LocalDate): LocalDate => monthsAfter(monthOf(today), -1)
