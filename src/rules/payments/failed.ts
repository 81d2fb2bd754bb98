import type { Period } from '../budgets/period.ts'
import { isOfSchedule, type PaymentPurpose } from './planned.ts'

/** What tells which of a line's payments one is: days of the schedule, more for them, a crisis, one purchase, or what else is owed. */
export interface PaidFor extends Period {
  readonly purpose: PaymentPurpose
  /** Whether it is owed for days of the schedule. */
  readonly isForDays: boolean
  readonly purchaseId: string | null
}

/** What a line pays for its days or its crises, before it is owed. */
export const bySchedule = ({ from, until, purpose }: Pick<PaidFor, 'from' | 'until' | 'purpose'>): PaidFor => ({
  ...{ from, until, purpose, isForDays: false, purchaseId: null },
})

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
 * For each of these payments of one line, the payment that failed of whose days, crisis or purchase it is: the newest that no other stands instead of for them, and none for the same days twice.
 * Without days, as of a line without a schedule, any day counts. `away`: those that are given up with it.
 */
export function failedForEach(
  failed: readonly Failed[],
  planned: readonly PaidFor[],
  { byDays, away }: { readonly byDays: boolean; readonly away: readonly string[] },
): (Failed | undefined)[] {
  const followed = new Map(failed.map(({ id, followedBy }) => [id, followedBy.filter((one) => !away.includes(one.id))]))
  return planned.map((one) => {
    const isFree = ({ id }: Failed) => !(followed.get(id) ?? []).some((other) => !byDays || shareDays(other, one))
    const found = failed.findLast((other) => isOfSame(other, one, byDays) && isFree(other))
    if (found) followed.get(found.id)?.push({ ...one, id: 'new' })
    return found
  })
}

function isOfSame(failed: Failed, one: PaidFor, byDays: boolean): boolean {
  const use = useOf(one)
  if (useOf(failed) !== use) return false
  if (use === 'crisis') return failed.from === one.from
  if (use === 'purchase') return failed.purchaseId === one.purchaseId
  return !byDays || shareDays(failed, one)
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
