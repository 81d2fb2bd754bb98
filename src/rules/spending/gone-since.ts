import type { LocalDate } from '../../shared/dates.ts'
import { type Pence, sumPence } from '../../shared/money.ts'
import { type PaidForDays, partFrom } from '../payments/part-until.ts'
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
 * The lines of a plan as they open on a day after its notice: what went of a line meanwhile is not had again. What was paid out for days before those of its schedule is none of it, and of a
 * line whose days begin on that day or later only what was paid for days of it is.
 */
export function lessGone<Line extends Pick<PlanLine, 'key' | 'amountPence' | 'schedule'>>(
  lines: readonly Line[],
  gone: ReadonlyMap<string, GoneSince>,
  paid: ReadonlyMap<string, readonly PaidForDays[]>,
  today: LocalDate,
): Line[] {
  return lines
    .map((line) => {
      const since = gone.get(line.key)
      const paidOut = since ? paidFor(line.schedule, since, paid.get(line.key) ?? [], today) : 0
      const lessPence = since ? grownBy(since, since.boughtPence + paidOut) : 0
      return { ...line, amountPence: line.amountPence - lessPence }
    })
    .filter(({ amountPence }) => amountPence > 0)
}

/** What of that which was paid out, or is owed, is for what a line pays from now on. */
function paidFor(
  schedule: PlanLine['schedule'],
  { paidOutPence }: GoneSince,
  paid: readonly PaidForDays[],
  today: LocalDate,
): Pence {
  if (!schedule) return paidOutPence
  const { from } = schedule
  const inDays = sumPence(paid.map((one) => partFrom(one, from)))
  if (from >= today) return Math.min(inDays, Math.max(0, paidOutPence))
  const before = sumPence(paid.map((one) => one.amountPence)) - inDays
  const out = Math.max(0, paidOutPence)
  // What came back of it, or left its run, since is told of by none of these payments: what was paid for its own days is taken off all the same.
  return Math.max(paidOutPence - Math.min(before, out), Math.min(inDays, out))
}
