import { daysBetween, type LocalDate } from '../../shared/dates.ts'
import { type Pence, proportion } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'

/** What was paid, or is owed, for some days. */
export interface PaidForDays extends Period {
  readonly amountPence: Pence
}

/** What of an amount for some days is for those until the last, each day alike; undefined where that is nothing. */
export function partUntil({ from, until, amountPence }: PaidForDays, lastDay: LocalDate): PaidForDays | undefined {
  if (from > lastDay) return undefined
  const last = until < lastDay ? until : lastDay
  const pence = proportion(amountPence, daysBetween(from, last) + 1, daysBetween(from, until) + 1)
  return pence > 0 ? { from, until: last, amountPence: pence } : undefined
}

/** What of an amount for some days is for those from the first on, each day alike. */
export function partFrom({ from, until, amountPence }: PaidForDays, firstDay: LocalDate): Pence {
  if (until < firstDay) return 0
  if (from >= firstDay) return amountPence
  return proportion(amountPence, daysBetween(firstDay, until) + 1, daysBetween(from, until) + 1)
}
