import { dateInWords, type LocalDate } from '../../shared/dates.ts'
import { inPounds, type Pence, sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { PlanLine } from '../planning/plan-checks.ts'

/** A purchase that somebody wants to record against a line. */
export interface WantedPurchase {
  readonly amountPence: Pence
  readonly instrument: PlanLine['instrument']
  readonly boughtOn: LocalDate
}

/** What the rules must know of the line. */
export interface SpendableLine {
  /** What was paid out for it and is not spent yet. */
  readonly heldPence: Pence
  /** What there is beside that; nothing once it is closed. */
  readonly availablePence: Pence
  readonly returnedPence: Pence
  /** What went back to the funding when it closed; nothing while it is open. */
  readonly releasedPence: Pence
  readonly instrument: PlanLine['instrument']
  /** What is set aside for payments that were not made yet. */
  readonly committedPence: Pence
  readonly deployment: PlanLine['deployment']
  /** The day on which another plan took the place of its own; null while it is open. */
  readonly closedOn: LocalDate | null
}

/**
 * Whether a purchase may be recorded: the line was open on the day of it, is paid in this way, and has as much left (overspending is
 * refused, with the sum). What was bought before the line closed is paid from what was released, as far as the plan in force leaves it:
 * `unclaimedPence` of the budget.
 */
export function maySpend(
  line: SpendableLine,
  wanted: WantedPurchase,
  opensOn: LocalDate,
  today: LocalDate,
  unclaimedPence: Pence,
): true | Refusal<'line-not-active' | 'budget-claimed' | 'deployment-mismatch' | 'line-overspent' | 'request-invalid'> {
  if (line.closedOn !== null && wanted.boughtOn > line.closedOn) {
    const by = dateInWords(line.closedOn)
    return refuse('line-not-active', `The line closed on ${by}: only what was bought by then is recorded on it`)
  }
  if (wanted.instrument !== line.instrument)
    return refuse('deployment-mismatch', `The line is paid by ${line.instrument}`, '/instrument')
  if (wanted.boughtOn > today)
    return refuse('request-invalid', 'The purchase date cannot be in the future', '/boughtOn')
  if (wanted.boughtOn < opensOn)
    return refuse('request-invalid', 'A purchase comes after the plan was agreed, and after its notice', '/boughtOn')
  const left = sumPence([line.heldPence, line.availablePence, line.returnedPence, line.releasedPence])
  if (wanted.amountPence > left) {
    // What an organisation holds is what was paid to it; what is to be paid to it is not its money yet.
    const toCome =
      line.deployment === 'third-party' && line.committedPence > 0
        ? `, and ${inPounds(line.committedPence)} is still to be paid to the organisation that holds it`
        : ''
    return refuse(
      'line-overspent',
      `The line has ${inPounds(left)} left${toCome}; this is ${inPounds(wanted.amountPence)}`,
      '/amountPence',
    )
  }
  const short = wanted.amountPence - line.heldPence
  if (line.closedOn !== null && short > unclaimedPence) {
    return refuse(
      'budget-claimed',
      `The plan in force leaves ${inPounds(unclaimedPence)} of the budget; this is ${inPounds(Math.max(0, short))}`,
      '/amountPence',
    )
  }
  return true
}
