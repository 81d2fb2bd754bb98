import type { SplitRules } from './budget-rules.ts'

/**
 * Whether the council and the NHS pay a budget of the scheme together: a pool (National Health Service Act 2006 s. 75), or a share each. A scheme
 * that is paid by one alone, or that builds on a social-care budget which the council keeps to itself, has no common fund to answer for.
 */
export function isPooled({ kind, shares }: Pick<SplitRules, 'kind' | 'shares'>): boolean {
  return (
    kind === 'unattributed' ||
    (kind === 'percentage' && shares.some(({ funder, basisPoints }) => funder !== 'commissioner' && basisPoints > 0))
  )
}
