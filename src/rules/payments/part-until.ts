import { daysBetween, type LocalDate } from '../../shared/dates.ts'
import { type Pence, proportion } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'

/** What of an amount for some days is for those until the last, each day alike; undefined where that is nothing. */
export function partUntil(
  { from, until, amountPence }: Period & { readonly amountPence: Pence },
  lastDay: LocalDate,
): (Period & { readonly amountPence: Pence }) | undefined {
  if (from > lastDay) return undefined
  const last = until < lastDay ? until : lastDay
  const pence = proportion(amountPence, daysBetween(from, last) + 1, daysBetween(from, until) + 1)
  return pence > 0 ? { from, until: last, amountPence: pence } : undefined
}
