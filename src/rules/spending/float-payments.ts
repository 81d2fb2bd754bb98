import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'

/** A payment into a float or out of it, as one officer reads it off the account of the commissioner. */
export interface ReadFloatPayment {
  readonly amountPence: number
  readonly paidOn: LocalDate
}

/** So long after it was made a payment is recorded. Set by the service: no source says it. */
export const mostDaysToRecord = 366

/** Whether something can have been paid on a day: it is over, not long ago, and nothing came back from a float before its first deposit. */
export function canBePaidOn(
  { kind, paidOn }: { readonly kind: 'deposit' | 'return'; readonly paidOn: LocalDate },
  today: LocalDate,
  firstDeposit: LocalDate | null,
): true | Refusal<'request-invalid'> {
  if (paidOn > today) return refuse('request-invalid', 'must not lie ahead', '/paidOn')
  if (paidOn < daysAfter(today, -mostDaysToRecord))
    return refuse('request-invalid', `lies more than ${mostDaysToRecord} days back`, '/paidOn')
  if (kind === 'return' && firstDeposit !== null && paidOn < firstDeposit)
    return refuse('request-invalid', 'comes after the first deposit', '/paidOn')
  return true
}

/** In what two officers differ who recorded the same payment, the first that is said; undefined where they agree. */
export const whereReadOtherwise = (
  one: ReadFloatPayment,
  other: ReadFloatPayment,
): keyof ReadFloatPayment | undefined =>
  (['amountPence', 'paidOn'] as const).find((field) => one[field] !== other[field])
