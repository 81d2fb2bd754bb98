import type { Pence } from '../../shared/money.ts'

/** A line that is opened again: what it was given, in its parts, and what of it has gone its way. */
export interface LineBefore {
  readonly agreedPence: Pence
  readonly movedPence: Pence
  readonly carriedPence: Pence
  readonly usedPence: Pence
}

/**
 * The lines of a budget that is open again, each with as much as is still left for it: in the order of the plan, each has what it was given until
 * nothing is left. A line of which nothing was used and nothing is left stays closed.
 */
export function openedAgain<Line extends LineBefore>(lines: readonly Line[], leftPence: Pence): Line[] {
  let left = leftPence
  const opened: Line[] = []
  for (const line of lines) {
    const granted = line.agreedPence + line.movedPence + line.carriedPence
    const unspent = Math.max(0, Math.min(granted - line.usedPence, left))
    left -= unspent
    const whole = line.usedPence + unspent
    if (whole > 0) opened.push({ ...line, ...lowered(line, granted - whole) })
  }
  return opened
}

/** A line that has less: first of what came over, then of what was agreed, and last of what came from other lines. */
function lowered({ agreedPence, movedPence, carriedPence }: LineBefore, less: Pence) {
  const ofCarried = Math.min(less, carriedPence)
  const ofAgreed = Math.max(0, Math.min(less - ofCarried, agreedPence - Math.max(1, -movedPence)))
  return {
    carriedPence: carriedPence - ofCarried,
    agreedPence: agreedPence - ofAgreed,
    movedPence: movedPence - (less - ofCarried - ofAgreed),
  }
}
