import type { Pence } from '../../shared/money.ts'
import type { SpendableLine } from './spending.ts'

/**
 * The lines of a budget that is open again, each with as much as is still left for it: in the order of the plan, each has what was agreed until
 * nothing is left. A line for which nothing was spent and nothing is left stays closed.
 */
export function openedAgain<Line extends Pick<SpendableLine, 'agreedPence' | 'spentPence'>>(
  lines: readonly Line[],
  leftPence: Pence,
): Line[] {
  let left = leftPence
  const opened: Line[] = []
  for (const line of lines) {
    const unspent = Math.max(0, Math.min(line.agreedPence - line.spentPence, left))
    left -= unspent
    const agreedPence = line.spentPence + unspent
    if (agreedPence > 0) opened.push({ ...line, agreedPence })
  }
  return opened
}
