import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

export const brokerageTasks = ['information', 'planning', 'arranging', 'review', 'research'] as const

/** How the time with one person stands: what was spent, what is left, and whether little is left. Null: no limit. */
export interface BrokerageBalance {
  readonly spentMinutes: number
  readonly mostMinutes: number | null
  readonly leftMinutes: number | null
  readonly nearlySpent: boolean
}

/** The warning comes when a fifth is left. */
const nearlySpentShare = 0.2

export function brokerageBalance(
  { brokerage }: Pick<SchemeRules, 'brokerage'>,
  spentMinutes: number,
): BrokerageBalance {
  const { mostMinutes } = brokerage
  const leftMinutes = mostMinutes === null ? null : Math.max(0, mostMinutes - spentMinutes)
  return {
    spentMinutes,
    mostMinutes,
    leftMinutes,
    nearlySpent: leftMinutes !== null && mostMinutes !== null && leftMinutes <= mostMinutes * nearlySpentShare,
  }
}

/** Whether so many minutes more may be spent with a person (S3, Project SWAP: five hours at the most). Time taken back is never more than was spent. */
export function maySpendTime(
  rules: Pick<SchemeRules, 'brokerage'>,
  spentMinutes: number,
  minutes: number,
): true | Refusal<'brokerage-time-exceeded' | 'request-invalid'> {
  const { leftMinutes } = brokerageBalance(rules, spentMinutes)
  if (spentMinutes + minutes < 0) return refuse('request-invalid', 'More is taken back than was spent', '/minutes')
  if (leftMinutes !== null && minutes > leftMinutes) {
    return refuse(
      'brokerage-time-exceeded',
      `The scheme gives ${rules.brokerage.mostMinutes} minutes for one person; ${leftMinutes} are left`,
      '/minutes',
    )
  }
  return true
}

const minutesOfDay = 1_440

/** Whether so many minutes more fit the day of a broker, whomever they spent the rest of it with. What is taken back was spent on that day, by them. */
export function fitsDay(
  spentMinutes: number,
  minutes: number,
): true | Refusal<'brokerage-day-exceeded' | 'request-invalid'> {
  if (spentMinutes + minutes < 0)
    return refuse('request-invalid', 'More is taken back than you spent on that day', '/minutes')
  if (spentMinutes + minutes > minutesOfDay)
    return refuse(
      'brokerage-day-exceeded',
      `A day has 24 hours, and you counted ${spentMinutes} minutes on it, with everybody you work with`,
      '/minutes',
    )
  return true
}
