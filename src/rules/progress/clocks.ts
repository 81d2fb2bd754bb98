import type { LocalDate } from '../../shared/dates.ts'
import { workingDaysAfter, workingDaysBetween } from '../../shared/working-days.ts'

/** What a clock measures: a step that staff owe, or the person's own time to answer. */
export const clockKinds = [
  'expression-decision',
  'information-answer',
  'assessment',
  'calculation',
  'disclosure',
  'planning',
  'signing',
  'plan-decision',
  'first-payment',
  'review',
  'finding-decision',
  'appeal-acceptance',
  'appeal-decision',
  'cooling-off',
  'objection',
  'death-confirmation',
  'representation',
  'reduction-notice',
  'stand-down',
  'request-answer',
  'cover-gap',
  'take-over',
  'provider-stop',
  'practice-answer',
  'off-plan-decision',
  'claim-decision',
  'spending-question',
  'account-to-give-again',
  'agreement-signing',
  'account-to-give',
  'words-decision',
  'payee-decision',
  'vetting',
] as const
export type ClockKind = (typeof clockKinds)[number]

const clocksOnTheWay = ['assessment', 'calculation', 'disclosure', 'planning', 'signing', 'review'] as const
/** The working days of what no scheme gives days for: somebody stands in a shop meanwhile, or waits to be paid, or payments stand still. */
export const daysOfTheService = {
  'words-decision': 3,
  'payee-decision': 5,
  'agreement-signing': 5,
  'account-to-give': 5,
  vetting: 5,
  'account-to-give-again': 5,
} as const satisfies Partial<Record<ClockKind, number>>

const clocksOfTheService = Object.keys(daysOfTheService) as (keyof typeof daysOfTheService)[]
/** The clocks that run just as long as somebody is waited for to do the step; the others are started and stopped by what happens. */
export const clocksOfWaits = [...clocksOnTheWay, ...clocksOfTheService] as const
export type ClockOfWait = (typeof clocksOfWaits)[number]

/**
 * The clocks that stand still while the person has paused their case: of what is owed to them on the way, and of what would end or become less without them.
 * Payments and what stops them, a crisis, a death, who acts for them, and what they asked, object to or appeal against go on.
 */
const standStill: readonly ClockKind[] = [
  ...clocksOnTheWay,
  'expression-decision',
  'information-answer',
  'plan-decision',
  'finding-decision',
  'cooling-off',
  'reduction-notice',
  'spending-question',
  'agreement-signing',
  'account-to-give',
]
export const standsStill = (kind: ClockKind): boolean => standStill.includes(kind)

/**
 * The steps on the way to the decision on a plan. Whoever does one can undo it before that decision: what was late then goes on late, and is
 * not forgotten by a touch; what was in time begins anew.
 */
export function goesOnLate(kind: ClockKind): boolean {
  return kind === 'plan-decision' || clocksOnTheWay.some((onTheWay) => onTheWay === kind)
}

/** A clock as it is kept: working days from the day after it starts, less the days on which the person needs to act. */
export interface Clock {
  readonly startedOn: LocalDate
  readonly workingDays: number
  readonly pausedWorkingDays: number
  readonly pausedOn: LocalDate | null
  readonly stoppedOn: LocalDate | null
  /** A day that was set, where working days are not what counts: the day of a review. */
  readonly fixedOn?: LocalDate | null
}

/** Why a clock is paused: because the person needs to act, or because what it measures was done and then undone. */
export const pauseReasons = [
  'information-requested',
  'payment-made',
  'taken-back',
  'budget-ended',
  'person-paused',
] as const
export type PauseReason = (typeof pauseReasons)[number]

/** A pause of a clock, itemised; `to` is null while it runs. */
export interface Pause {
  readonly from: LocalDate
  readonly to: LocalDate | null
  readonly because: PauseReason
}

/** The working days of a pause that do not count. */
export function pausedDays({ from, to }: Pause, today: LocalDate): number {
  return workingDaysBetween(from, to ?? today)
}

/** When the clock is due, as far as is known today: a pause that still runs moves it further every working day, until it is stopped. */
export function dueOn(clock: Clock, today: LocalDate): LocalDate {
  if (clock.fixedOn) return clock.fixedOn
  const running = clock.pausedOn === null ? 0 : workingDaysBetween(clock.pausedOn, clock.stoppedOn ?? today)
  return workingDaysAfter(clock.startedOn, clock.workingDays + clock.pausedWorkingDays + running)
}

/** Whether the clock is past its due date and was not stopped in time. A paused clock is never in breach: the person needs to act. */
export function isBreached(clock: Clock, today: LocalDate): boolean {
  if (clock.pausedOn !== null) return false
  return (clock.stoppedOn ?? today) > dueOn(clock, today)
}

/** The clock after the person has answered. */
export function resumed(clock: Clock, today: LocalDate): Clock {
  if (clock.pausedOn === null) return clock
  return {
    ...clock,
    pausedOn: null,
    pausedWorkingDays: clock.pausedWorkingDays + workingDaysBetween(clock.pausedOn, today),
  }
}
