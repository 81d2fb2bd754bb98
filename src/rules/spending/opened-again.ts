import type { Pence } from '../../shared/money.ts'

/** What a line was given, in its parts: what was agreed for it, what came from other lines, and what came over from the period before. */
export interface GivenParts {
  readonly agreedPence: Pence
  readonly movedPence: Pence
  readonly carriedPence: Pence
}
/** A line that is opened again: what it was given, and what of it has gone its way. */
export interface LineBefore extends GivenParts {
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
    if (whole > 0) opened.push({ ...line, ...lowered(line, granted - whole, 1) })
  }
  return opened
}

/**
 * A line that has less: first of what came over, then of what was agreed, as far as so much of that stays, and last of what came from other lines. No part of
 * it goes below nothing while the whole does not, whatever the parts are.
 */
export function lowered({ agreedPence, movedPence, carriedPence }: GivenParts, less: Pence, stays: Pence): GivenParts {
  const ofCarried = Math.min(less, carriedPence)
  const ofAgreed = Math.max(0, Math.min(less - ofCarried, agreedPence - Math.max(stays, -movedPence)))
  return {
    carriedPence: carriedPence - ofCarried,
    agreedPence: agreedPence - ofAgreed,
    movedPence: movedPence - (less - ofCarried - ofAgreed),
  }
}
