import { daysAfter, type LocalDate } from '../../src/shared/dates.ts'
import { isWorkingDay } from '../../src/shared/working-days.ts'
import type { Line } from './line-model.ts'
import type { Key } from './the-case.ts'

export interface Plan {
  readonly key: Key
  readonly way: 'person' | 'holder' | 'provider' | 'invoice'
  readonly agreed: number
  /** What each step of its schedule comes to; null: it has no schedule. */
  readonly steps: {
    readonly each: number
    readonly by: 'week' | 'month'
    readonly from: LocalDate
    readonly until: LocalDate
  } | null
}

export interface Payment {
  /** As the service knows it; empty until it was read. */
  id: string
  reference?: string
  run?: string
  purpose: 'instalment' | 'adjustment' | 'again' | 'owed' | 'crisis'
  readonly from: LocalDate
  readonly until: LocalDate
  pence: number
  readonly dueOn: LocalDate
  state: 'planned' | 'bank' | 'paid' | 'failed'
  /** By whom it is held: by hand, since the bank could not make it, or by the service while somebody looks. */
  hold: 'hand' | 'failed' | 'service' | null
  readonly bought: Bought | null
  /** The one that was not made, instead of which this is. */
  insteadOf?: Payment
  /** As the how-manieth it failed, and whether somebody has looked at why. */
  failedAs?: number
  looked?: boolean
  /** What of it came back. */
  back?: number
  /** Of what is owed: whether it is for days of the schedule. */
  readonly forDays?: boolean
}

/** A purchase: what it took, in order, and what still stands of it. */
export interface Bought {
  readonly id: string
  readonly line: Line
  readonly on: LocalDate
  readonly toProvider: boolean
  takes: { readonly from: 'held' | 'available' | 'returned'; readonly to: 'spent' | 'owed'; pence: number }[]
}

export interface Crisis {
  readonly id: string
  readonly from: LocalDate
  until: LocalDate
  readonly endsOn: LocalDate
  readonly daily: number
  active: boolean
  taken: number
}

export const sum = (pence: readonly number[]): number => pence.reduce((all, one) => all + one, 0)
export const earlier = (...days: readonly LocalDate[]): LocalDate => days.toSorted()[0] ?? ''
export const workingDayBy = (day: LocalDate): LocalDate => (isWorkingDay(day) ? day : workingDayBy(daysAfter(day, -1)))
export const workingDayFrom = (day: LocalDate): LocalDate =>
  isWorkingDay(day) ? day : workingDayFrom(daysAfter(day, 1))

export interface Days {
  readonly from: LocalDate
  readonly until: LocalDate
}
export const isWithin = (one: Days, other: Days) => other.from <= one.from && one.until <= other.until

/** What the bank was told of, or could not pay: nobody plans it anew. */
export const stays = ({ state }: Payment) => state !== 'planned'

/** What days of a schedule are paid as, whether for the first time or again. */
const asFirst = (purpose: Payment['purpose']) => (purpose === 'again' ? 'instalment' : purpose)
export const isSame = (one: Payment, other: Payment) =>
  asFirst(one.purpose) === asFirst(other.purpose) &&
  one.from === other.from &&
  one.until === other.until &&
  one.pence === other.pence

/** The runs of days that are not gone, each from a border on. */
export function partsOf(
  { from, until }: Days,
  isGone: (day: LocalDate) => boolean,
  isBorder: (day: LocalDate) => boolean,
): Days[] {
  const parts: Days[] = []
  for (let day = from; day <= until; day = daysAfter(day, 1)) {
    if (isGone(day)) continue
    const last = parts.at(-1)
    if (last && daysAfter(last.until, 1) === day && !isBorder(day))
      parts[parts.length - 1] = { from: last.from, until: day }
    else parts.push({ from: day, until: day })
  }
  return parts
}

/** One hold is never taken for another: what a crisis brings is for no day of the schedule, and what is more for days is not what they were paid. */
export const kindOf = (purpose: Payment['purpose']): string => (purpose === 'again' ? 'instalment' : purpose)

export const standing = ({ takes }: Bought): number => sum(takes.map(({ pence }) => pence))

/** What of a line a payment is for, by which it is known again. */
function useOf({ purpose, forDays, bought }: Payment): string {
  if (purpose === 'crisis' || purpose === 'adjustment') return purpose
  if (bought !== null) return 'purchase'
  return forDays || purpose !== 'owed' ? 'days' : 'owed'
}
const shareDays = (one: Days, other: Days) => one.from <= other.until && other.from <= one.until

/** Payments that failed and were for days of the schedule: what is planned for some of these is for no others. */
export const failedDays = (all: readonly Payment[]): Payment[] =>
  all.filter((one) => one.state === 'failed' && useOf(one) === 'days')

/** Has a payment stand instead of one that failed for the same, if one did that no other stands instead of: the newest. It waits until somebody has looked at why. */
export function standsInstead(one: Payment, all: readonly Payment[]): void {
  const isOfSame = (failed: Payment) =>
    useOf(failed) === useOf(one) && (useOf(one) === 'crisis' ? failed.from === one.from : shareDays(failed, one))
  const isFree = (failed: Payment) => !all.some((other) => other.insteadOf === failed && shareDays(other, one))
  const [found] = all
    .filter((failed) => failed.state === 'failed' && isOfSame(failed) && isFree(failed))
    .toSorted((a, b) => (b.failedAs ?? 0) - (a.failedAs ?? 0))
  if (!found) return
  one.insteadOf = found
  if (one.purpose === 'instalment') one.purpose = 'again'
  if (!found.looked) one.hold = 'failed'
}
