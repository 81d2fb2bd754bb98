import { Problem } from '../platform/http/errors.ts'
import type { InTheWay } from './look-at-words.ts'

/**
 * The refusal of words that stand in the way, or undefined. It leaves a trace where somebody looks at them: give it to `refusedAfter`, so that what they look at is
 * kept.
 */
export function refusalOf({ refused, held }: Pick<InTheWay, 'refused' | 'held'>): Problem | undefined {
  const [first] = refused
  if (first) return new Problem('spending-excluded', first.detail, { errors: refused })
  return held.length > 0 ? new Problem('words-in-doubt', undefined, { errors: held }) : undefined
}
