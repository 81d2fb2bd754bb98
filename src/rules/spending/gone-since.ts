import type { LocalDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import type { PlanLine } from '../planning/plan-checks.ts'

/** What went of a line of the plan in force since the next plan was agreed. */
export interface GoneSince {
  /** What of it is bought, owed, with the bank, in hand or recovered by now. */
  readonly usedPence: Pence
  /** What of that is taken of no budget, as far as it is used: what came over and what crises brought; and how much of it crises brought since. */
  readonly besidePence: Pence
  readonly besideSincePence: Pence
  /** How much more was bought or recovered since, and how much more was paid out or is owed: what was bought with money in hand is neither. */
  readonly boughtPence: Pence
  readonly paidOutPence: Pence
}

/** By how much what is gone of the budget by a line grew, of so much that went of it. */
function grownBy({ usedPence, besidePence, besideSincePence }: GoneSince, pence: Pence): Pence {
  const now = Math.max(0, usedPence - besidePence)
  const then = Math.max(0, usedPence - pence - (besidePence - besideSincePence))
  return Math.max(0, now - then)
}

/**
 * The lines of a plan as they open on a day after its notice: what went of a line meanwhile is not had again. What was paid out for a line whose own days begin on that day or later was for
 * the days before, which it does not pay for.
 */
export function lessGone<Line extends Pick<PlanLine, 'key' | 'amountPence' | 'schedule'>>(
  lines: readonly Line[],
  gone: ReadonlyMap<string, GoneSince>,
  today: LocalDate,
): Line[] {
  return lines
    .map((line) => {
      const since = gone.get(line.key)
      const isLater = line.schedule != null && line.schedule.from >= today
      const lessPence = since ? grownBy(since, since.boughtPence + (isLater ? 0 : since.paidOutPence)) : 0
      return { ...line, amountPence: line.amountPence - lessPence }
    })
    .filter(({ amountPence }) => amountPence > 0)
}
