import { type Pence, splitPence, sumPence } from '../../shared/money.ts'
import type { Funder } from '../budgets/budget-rules.ts'
import type { MoneyRules } from '../scheme/money-rules.ts'
import { shareOf } from './line-moves.ts'

/*
 * What becomes of what is not spent when the period of a plan is over. It is never taken by a rule: a surplus that was taken back across the board was conceded to be
 * unlawful. The scheme says what the person keeps into the next period. What is left beyond that stays the person’s until somebody decides on it, with reasons and an
 * appeal. Payments that are set aside or with the bank, what the person holds, and what crises brought are no part of it.
 */

interface EndingLine {
  readonly unspentPence: Pence
  /** What it was given in the period. */
  readonly grantedPence: Pence
  /** Whether its money pays for nothing else. */
  readonly ringFenced: boolean
}

/** What of a line that was not spent the person keeps into the next period, by what each of its funders leaves of its part; money that is ring-fenced, whole. */
export function carriedOf(
  { unspentPence, grantedPence, ringFenced }: EndingLine,
  shares: readonly { readonly funder: Funder; readonly weight: number }[],
  { carryOver }: NonNullable<MoneyRules['periodEnd']>,
): Pence {
  if (ringFenced) return unspentPence
  const weights = shares.map(({ weight }) => weight)
  const [unspent, granted] = [splitPence(unspentPence, weights), splitPence(grantedPence, weights)]
  return sumPence(
    shares.map(({ funder }, place) => {
      const leaves = carryOver.find((one) => one.funder === funder)
      if (!leaves) return 0
      const most = shareOf(granted[place] ?? 0, leaves.basisPoints)
      return Math.min(unspent[place] ?? 0, most, leaves.mostPence ?? most)
    }),
  )
}
