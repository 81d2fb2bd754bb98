import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Pence, sumPence } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'
import { isPaused, type LinePause } from '../planning/line-pauses.ts'
import { costOver, type LineSchedule } from '../planning/line-schedule.ts'
import { type Instalment, instalmentsOf, type PaidWhen, workingDayFrom } from './instalments.ts'

/** What a payment is for: days of the schedule; more, for days that were paid too little for; one that the bank did not make, again; or what is owed for what was paid already. */
export const paymentPurposes = ['instalment', 'adjustment', 'again', 'owed'] as const
export type PaymentPurpose = (typeof paymentPurposes)[number]

export interface PlannedPayment extends Instalment {
  readonly purpose: PaymentPurpose
}

/** What a line is paid by, and what was done of it. */
export interface ToPay {
  readonly schedule: LineSchedule | null
  /** What can be paid yet: what is available, and what is set aside for payments that were planned before. */
  readonly leftPence: Pence
  readonly when: PaidWhen
  /** What the bank was told to pay, and what it paid. */
  readonly gone: readonly (Period & { readonly amountPence: Pence })[]
  readonly pauses: readonly LinePause[]
  readonly today: LocalDate
}

/** What a schedule comes to on the days of a period on which the line was not paused. */
export function costUnpaused(schedule: LineSchedule, period: Period, pauses: readonly LinePause[]): Pence {
  let cost = costOver(schedule, period)
  for (let day = period.from; day <= period.until && pauses.length > 0; day = daysAfter(day, 1))
    if (pauses.some((pause) => isPaused(pause, day))) cost -= costOver(schedule, { from: day, until: day })
  return cost
}

/**
 * The payments that are still to make. Where days that were paid for come to more by what is known now, the difference is paid; where they come to less, since
 * the plan was changed or the line paused, it is taken off the next ones: what was paid is never asked back by this.
 */
export function plannedPayments({ schedule, leftPence, when, gone, pauses, today }: ToPay): PlannedPayment[] {
  const last = gone.reduce<LocalDate | undefined>((day, { until }) => (day && day > until ? day : until), undefined)
  if (schedule === null && last !== undefined) return []
  const from = last ? daysAfter(last, 1) : (schedule?.from ?? today)
  const asPlanned = instalmentsOf(schedule, leftPence, when, from, today).flatMap((instalment) => {
    if (schedule === null || schedule.frequency === 'once' || pauses.length === 0) return [instalment]
    const amountPence = Math.min(instalment.amountPence, costUnpaused(schedule, instalment, pauses))
    return amountPence > 0 ? [{ ...instalment, amountPence }] : []
  })
  const difference =
    schedule === null || schedule.frequency === 'once'
      ? 0
      : sumPence(gone.map((paid) => costUnpaused(schedule, paid, pauses) - paid.amountPence))
  const first = gone[0]
  const more = Math.max(0, Math.min(difference, leftPence))
  const adjustment: PlannedPayment[] =
    more > 0 && first && last
      ? [{ purpose: 'adjustment', from: first.from, until: last, dueOn: workingDayFrom(today), amountPence: more }]
      : []
  let off = Math.max(0, -difference)
  let left = leftPence - more
  const next = asPlanned.flatMap((instalment): PlannedPayment[] => {
    const less = Math.min(off, instalment.amountPence)
    off -= less
    const amountPence = Math.min(left, instalment.amountPence - less)
    left -= amountPence
    return amountPence > 0 ? [{ purpose: 'instalment', ...instalment, amountPence }] : []
  })
  return [...adjustment, ...next]
}
