import type { Period } from '../budgets/period.ts'
import { isOfSchedule, type PaymentPurpose } from './planned.ts'

/** What tells which of a line's payments one is: days of the schedule, more for them, a crisis, one purchase, or what else is owed. */
export interface PaidFor extends Period {
  readonly purpose: PaymentPurpose
  /** Whether it is owed for days of the schedule. */
  readonly isForDays: boolean
  readonly purchaseId: string | null
}

/** A payment that failed, with what is known of those that stand instead of it, or did. */
export interface Failed extends PaidFor {
  readonly id: string
  /** When somebody had looked at why it failed; null where nobody has. */
  readonly lookedAt: Date | null
  readonly followedBy: readonly (Period & { readonly id: string })[]
}

/** That a payment stands instead of one that failed, and waits until somebody has looked at why. */
export interface InsteadOf {
  readonly insteadOfId: string
  readonly holdReason?: 'failed-before'
  readonly releasedAt?: Date
}

/** What follows of a payment that failed for each that stands instead of it, whichever way it came to be planned: once somebody has looked at why, none of them waits for that again. */
export const insteadOf = ({ id, lookedAt }: Pick<Failed, 'id' | 'lookedAt'>): InsteadOf => ({
  insteadOfId: id,
  ...(lookedAt === null ? { holdReason: 'failed-before' } : { releasedAt: lookedAt }),
})

/** As what a payment that failed is planned again. Only days of the schedule are called so: what else it was for, it is for still. */
export const purposeAgain = (purpose: PaymentPurpose): PaymentPurpose => (purpose === 'instalment' ? 'again' : purpose)

/**
 * The payment that failed of whose days, crisis or purchase a payment of the same line is: the newest that no other stands instead of for them. Without days, as of a line without a schedule, any
 * day counts. `away`: those that are given up with it.
 */
export function failedFor(
  failed: readonly Failed[],
  one: PaidFor,
  { byDays, away = [] }: { readonly byDays: boolean; readonly away?: readonly string[] },
): Failed | undefined {
  const use = useOf(one)
  const isOfSame = (other: PaidFor): boolean => {
    if (useOf(other) !== use) return false
    if (use === 'crisis') return other.from === one.from
    if (use === 'purchase') return other.purchaseId === one.purchaseId
    return !byDays || shareDays(other, one)
  }
  const isFollowed = ({ followedBy }: Failed) =>
    followedBy.some((other) => !away.includes(other.id) && (!byDays || shareDays(other, one)))
  return failed.findLast((other) => isOfSame(other) && !isFollowed(other))
}

function useOf({ purpose, isForDays, purchaseId }: PaidFor): 'crisis' | 'adjustment' | 'purchase' | 'days' | 'owed' {
  if (purpose === 'crisis' || purpose === 'adjustment') return purpose
  if (purchaseId !== null) return 'purchase'
  return isForDays || isOfSchedule(purpose) ? 'days' : 'owed'
}

const shareDays = (one: Period, other: Period): boolean => one.from <= other.until && other.from <= one.until

/** The days of the schedule that failed: what is planned for some of them is for no others. */
export const failedDays = (failed: readonly Failed[]): readonly Period[] =>
  failed.filter((one) => useOf(one) === 'days')
