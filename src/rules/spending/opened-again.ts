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
 * A line that has less: first of what came over and is not used, then of what was agreed, as far as so much of that stays, then of what came from other lines. What came over is used first, and what is used
 * of it stays, so that it counts towards no budget; it goes last. No part of the line goes below nothing while the whole does not, whatever the parts are.
 */
export function lowered(
  { agreedPence, movedPence, carriedPence, usedPence }: LineBefore,
  less: Pence,
  stays: Pence,
): GivenParts {
  const ofUnused = Math.min(less, Math.max(0, carriedPence - usedPence))
  const ofAgreed = Math.max(0, Math.min(less - ofUnused, agreedPence - Math.max(stays, -movedPence)))
  const ofMoved = Math.min(less - ofUnused - ofAgreed, Math.max(0, movedPence))
  const rest = less - ofUnused - ofAgreed - ofMoved
  const ofUsed = Math.min(rest, carriedPence - ofUnused)
  return {
    carriedPence: carriedPence - ofUnused - ofUsed,
    agreedPence: agreedPence - ofAgreed,
    movedPence: movedPence - ofMoved - (rest - ofUsed),
  }
}
