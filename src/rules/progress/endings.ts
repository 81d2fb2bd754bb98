import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'

/** How a case can end. `said` is whether the person says it, in their words or recorded for them; the others are facts that staff record. */
export const endings = ['declined', 'withdrawn', 'ended-at-review', 'died', 'moved-away', 'joined'] as const
export type Ending = (typeof endings)[number]

/** The endings that staff record as a fact, with the day, and without words of the person. */
export const recordedEndings = ['died', 'moved-away', 'joined'] as const satisfies readonly Ending[]

/** The endings of an agreed budget that staff decide on: none of them is a fact that ends it by itself. */
export type DecidedEnding = Extract<Ending, 'withdrawn' | 'moved-away' | 'joined'>

/**
 * How many working days an agreed budget goes on after somebody else than the person says that it is to end: time for a letter to come,
 * and to be read with somebody.
 */
export const coolingOffWorkingDays = 10

/** How many working days somebody has to confirm a death: as long as its registration may take (Births and Deaths Registration Act 1953, section 16). */
export const deathWorkingDays = 5

/**
 * Whether an ending can have happened on a day: not before the case was opened, nor after today. News of a death can come late, and the day of a
 * death is not bent to fit the case: it is any day from birth on.
 */
export function mayEndOn(
  ending: (typeof recordedEndings)[number],
  on: LocalDate,
  { bornOn, openedOn, today }: Readonly<Record<'bornOn' | 'openedOn' | 'today', LocalDate>>,
): true | Refusal<'ending-day-invalid'> {
  if (on > today) return refuse('ending-day-invalid', 'The day cannot be in the future', '/on')
  if (ending === 'died')
    return on >= bornOn || refuse('ending-day-invalid', 'The day cannot be before the person was born', '/on')
  return on >= openedOn || refuse('ending-day-invalid', 'The day cannot be before the case was opened', '/on')
}
