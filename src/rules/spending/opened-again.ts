import type { Pence } from '../../shared/money.ts'

/** A line that is opened again: what was agreed, and what of it has gone its way. */
export interface LineBefore {
  readonly agreedPence: Pence
  readonly usedPence: Pence
}

/**
 * The lines of a budget that is open again, each with as much as is still left for it: in the order of the plan, each has what was agreed until
 * nothing is left. A line of which nothing was used and nothing is left stays closed.
 */
export function openedAgain<Line extends LineBefore>(lines: readonly Line[], leftPence: Pence): Line[] {
  let left = leftPence
  const opened: Line[] = []
  for (const line of lines) {
    const unspent = Math.max(0, Math.min(line.agreedPence - line.usedPence, left))
    left -= unspent
    const agreedPence = line.usedPence + unspent
    if (agreedPence > 0) opened.push({ ...line, agreedPence })
  }
  return opened
}
