import { inPounds, type Pence, sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { MoneyRules } from '../scheme/money-rules.ts'
import { type Giving, mayPayFor } from './giving.ts'

/*
 * Moving money between the lines of a plan without a new sign-off. What was agreed is the measure: what a line has given so far in all, less what came to it,
 * is held against the share of it that the scheme lets go, and so is what has moved in the plan. So many small moves are as one.
 */

/** A line of the plan in force, as far as money moves. */
export interface MovingLine extends Giving {
  readonly key: string
  readonly agreedPence: Pence
  /** What was moved to it without a new sign-off, less what was moved from it. What went on to it in hand, or came by a decision, is no part of that. */
  readonly freelyMovedPence: Pence
  /** What is there and not paid out: what is set aside for payments that no bank knows of, too. */
  readonly freePence: Pence
  readonly crisisPence: Pence
}

/** What others have of what was agreed for a line, without a new sign-off. */
const given = ({ freelyMovedPence }: Pick<MovingLine, 'freelyMovedPence'>): Pence => Math.max(0, -freelyMovedPence)

/** A share of an amount, rounded down: a limit is never a penny more than it says. */
export const shareOf = (amount: Pence, basisPoints: number): Pence =>
  Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n)

/** Whether an amount may move from one line of a plan to another without a new sign-off. Both are of `lines`, the open lines of the plan. */
export function mayMove(
  lines: readonly MovingLine[],
  { from, to, pence }: { readonly from: MovingLine; readonly to: MovingLine; readonly pence: Pence },
  rules: Pick<MoneyRules, 'moves' | 'ringFenced'>,
): true | Refusal<'line-overspent' | 'money-ring-fenced' | 'needs-sign-off' | 'wrong-state'> {
  const may = mayPayFor(from, to, rules)
  if (may !== true)
    return may.code === 'line-guarded' ? refuse('needs-sign-off', may.detail) : refuse(may.code, may.detail)
  const { moves } = rules
  if (moves === null)
    return refuse('needs-sign-off', 'In this scheme money moves between lines by a changed plan alone')
  const free = Math.max(0, from.freePence - from.crisisPence)
  if (pence > free)
    return refuse(
      'line-overspent',
      `The line has ${inPounds(free)} that can move; this is ${inPounds(pence)}`,
      '/amountPence',
    )
  const ofLine = shareOf(from.agreedPence, moves.ofLineBasisPoints)
  const after = { ...from, freelyMovedPence: from.freelyMovedPence - pence }
  if (given(after) > ofLine)
    return refuse(
      'needs-sign-off',
      `Up to ${inPounds(ofLine)} of what was agreed for “${from.title}” moves without a new sign-off; with this it would be ${inPounds(given(after))}`,
      '/amountPence',
    )
  const ofPlan = shareOf(sumPence(lines.map(({ agreedPence }) => agreedPence)), moves.ofPlanBasisPoints)
  const moved = sumPence(
    lines.map((line) => {
      if (line.key === from.key) return given(after)
      return given(line.key === to.key ? { freelyMovedPence: to.freelyMovedPence + pence } : line)
    }),
  )
  if (moved > ofPlan)
    return refuse(
      'needs-sign-off',
      `Up to ${inPounds(ofPlan)} of the plan moves without a new sign-off; with this it would be ${inPounds(moved)}`,
      '/amountPence',
    )
  return true
}
