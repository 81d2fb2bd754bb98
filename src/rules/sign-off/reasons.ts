import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

/** A reason as a decider gives it: a code of the scheme, and what would change the answer. */
export interface GivenReason {
  readonly code: string
  readonly whatWouldChange: string
  readonly line?: string | null
  readonly signpost?: string | null
}

/** A reason as it is kept and told: with the scheme's sentence in plain words as it stood on the day. */
export interface Reason {
  readonly code: string
  readonly sentence: string
  readonly line: string | null
  readonly whatWouldChange: string
  readonly signpost: string | null
}

/**
 * The reasons of a decision, told in the scheme's words. A decision against the person without a reason is refused
 * (S2: refusals without explanation; S.I. 2013/1617 as amended by S.I. 2013/2354: reasons are given).
 */
export function reasonsFor(
  rules: SchemeRules,
  given: readonly GivenReason[],
  adverse: boolean,
): Reason[] | Refusal<'reason-required' | 'reason-unknown'> {
  if (adverse && given.length === 0)
    return refuse('reason-required', 'A decision against the person names at least one reason', '/reasons')
  const reasons: Reason[] = []
  for (const [index, { code, whatWouldChange, line, signpost }] of given.entries()) {
    const known = rules.reasons.find((reason) => reason.code === code)
    if (!known) return refuse('reason-unknown', 'The scheme has no reason with this code', `/reasons/${index}/code`)
    reasons.push({ code, sentence: known.sentence, line: line ?? null, whatWouldChange, signpost: signpost ?? null })
  }
  return reasons
}
