import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

export const brokerageTasks = ['information', 'planning', 'arranging', 'review', 'research'] as const

export const brokerageWarnings = ['four-fifths-spent', 'all-spent'] as const
type BrokerageWarning = (typeof brokerageWarnings)[number]

/** How the time with one person stands: what was spent, what is left, and whether little is left. Null: no limit. */
export interface BrokerageBalance {
  readonly spentMinutes: number
  readonly mostMinutes: number | null
  readonly leftMinutes: number | null
  readonly nearlySpent: boolean
  readonly warning: BrokerageWarning | null
}

/** The first warning comes when a fifth is left: of five hours, after four. */
const nearlySpentShare = 0.2

/** What all brokers spent with one person together, beside what the scheme gives and what was agreed beyond that. */
export function brokerageBalance(
  { brokerage }: Pick<SchemeRules, 'brokerage'>,
  spentMinutes: number,
  agreedMinutes = 0,
): BrokerageBalance {
  const mostMinutes = brokerage.mostMinutes === null ? null : brokerage.mostMinutes + agreedMinutes
  const leftMinutes = mostMinutes === null ? null : Math.max(0, mostMinutes - spentMinutes)
  const nearlySpent = leftMinutes !== null && mostMinutes !== null && leftMinutes <= mostMinutes * nearlySpentShare
  const warning = leftMinutes === 0 ? 'all-spent' : nearlySpent ? 'four-fifths-spent' : null
  return { spentMinutes, mostMinutes, leftMinutes, nearlySpent, warning }
}

/** The warning that so many minutes more bring: each once, unless time is taken back or agreed between. */
export function warningBrought(before: BrokerageBalance, after: BrokerageBalance): BrokerageWarning | null {
  return after.spentMinutes > before.spentMinutes && after.warning !== before.warning ? after.warning : null
}

/** Whether so many minutes more may be spent with a person (S3, Project SWAP: five hours at the most). Time taken back is never more than was spent. */
export function maySpendTime(
  { spentMinutes, mostMinutes, leftMinutes }: BrokerageBalance,
  minutes: number,
): true | Refusal<'brokerage-time-exceeded' | 'request-invalid'> {
  if (spentMinutes + minutes < 0) return refuse('request-invalid', 'More is taken back than was spent', '/minutes')
  if (leftMinutes !== null && minutes > leftMinutes) {
    return refuse(
      'brokerage-time-exceeded',
      `There are ${mostMinutes} minutes for one person, all brokers together; ${leftMinutes} are left`,
      '/minutes',
    )
  }
  return true
}

/** Whether time beyond what the scheme gives can be agreed for a person: where it gives a limit and says so. */
export function mayAgreeTime({
  brokerage: { mostMinutes, beyond },
}: Pick<SchemeRules, 'brokerage'>): true | Refusal<'brokerage-time-exceeded' | 'wrong-state'> {
  if (mostMinutes === null) return refuse('wrong-state', 'The scheme sets no limit to the time of brokers')
  return (
    beyond === 'by-agreement' ||
    refuse(
      'brokerage-time-exceeded',
      `The scheme gives ${mostMinutes} minutes for one person and lets no more be agreed`,
    )
  )
}

const minutesOfDay = 1_440

/** What one broker spent on a day: with everybody, and of that with the person of one case. */
export interface DaySpent {
  readonly minutes: number
  readonly ofCaseMinutes: number
}

/** Whether so many minutes more fit the day of a broker, whomever they spent the rest of it with. What is taken back was spent on that day, with that person, by them. */
export function fitsDay(
  { minutes: spentMinutes, ofCaseMinutes }: DaySpent,
  minutes: number,
): true | Refusal<'brokerage-day-exceeded' | 'request-invalid'> {
  if (minutes < 0 && ofCaseMinutes + minutes < 0)
    return refuse('request-invalid', 'More is taken back than you spent with this person on that day', '/minutes')
  if (spentMinutes + minutes > minutesOfDay)
    return refuse(
      'brokerage-day-exceeded',
      `A day has 24 hours, and you counted ${spentMinutes} minutes on it, with everybody you work with`,
      '/minutes',
    )
  return true
}
