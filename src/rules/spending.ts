import type { LocalDate } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { type Refusal, refuse } from '../shared/outcome.ts'
import type { PlanLine } from './plan-checks.ts'

/** A purchase that somebody wants to record against a line. */
export interface WantedPurchase {
  readonly amountPence: Pence
  readonly instrument: PlanLine['instrument']
  readonly boughtOn: LocalDate
}

/** What the rules must know of the line. */
export interface SpendableLine {
  readonly agreedPence: Pence
  readonly spentPence: Pence
  readonly instrument: PlanLine['instrument']
  readonly status: 'active' | 'closed'
}

/** Whether a purchase may be recorded: the line is open, is paid in this way, and has as much left (overspending is refused, with the sum). */
export function maySpend(
  line: SpendableLine,
  wanted: WantedPurchase,
  agreedOn: LocalDate,
  today: LocalDate,
): true | Refusal<'line-not-active' | 'deployment-mismatch' | 'line-overspent' | 'request-invalid'> {
  if (line.status !== 'active') return refuse('line-not-active', 'The line is closed')
  if (wanted.instrument !== line.instrument)
    return refuse('deployment-mismatch', `The line is paid by ${line.instrument}`, '/instrument')
  if (wanted.boughtOn > today) return refuse('request-invalid', 'A purchase lies in the past', '/boughtOn')
  if (wanted.boughtOn < agreedOn)
    return refuse('request-invalid', 'A purchase comes after the plan was agreed', '/boughtOn')
  const left = line.agreedPence - line.spentPence
  if (wanted.amountPence > left) {
    return refuse(
      'line-overspent',
      `The line has ${inPounds(left)} left; this is ${inPounds(wanted.amountPence)}`,
      '/amountPence',
    )
  }
  return true
}
