import type { Reason } from '../rules/sign-off/reasons.ts'
import type { RecoveryFactor, Weighed } from '../rules/spending/recovery.ts'

const factorWords: Readonly<Record<RecoveryFactor, string>> = {
  'why-unspent': 'Why the money was not spent',
  'support-to-buy': 'Whether there was support to buy',
  illness: 'Whether you were ill or in hospital',
  'notice-taken': 'Whether you knew that it could be taken back',
  'planned-for': 'What you mean to do with it',
  'what-person-says': 'What you told us',
}

/** What was weighed, as the reasons of the letter: what speaks for the answer, and what was looked at beside it. */
export function recoveryReasons(
  factors: readonly (Weighed & { readonly because: string })[],
  outcome: 'recovered' | 'set-off' | 'left',
  whatWouldChange: string,
): Reason[] {
  if (outcome === 'left') return []
  return factors.map(({ factor, because }) => ({
    code: factor,
    sentence: `${factorWords[factor]}: ${because}`,
    line: null,
    whatWouldChange,
    signpost: null,
  }))
}
