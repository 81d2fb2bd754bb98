import { inPounds, type Pence, sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { Element } from '../planning/elements.ts'
import type { MoneyRules } from '../scheme/money-rules.ts'

/*
 * Moving money between the lines of a plan without a new sign-off. What was agreed is the measure: what a line has given so far in all, less what came to it,
 * is held against the share of it that the scheme lets go, and so is what has moved in the plan. So many small moves are as one.
 */

/** A line of the plan in force, as far as money moves. */
export interface MovingLine {
  readonly key: string
  readonly title: string
  readonly category: string
  readonly element: Element | null
  readonly agreedPence: Pence
  /** What came to it from other lines by moves, less what went to them. */
  readonly movedPence: Pence
  /** What is there and not paid out: what is set aside for payments that no bank knows of, too. */
  readonly freePence: Pence
  readonly crisisPence: Pence
  /** Whether less of it is a reduction of support that holds a need back, or that the person relies on. */
  readonly guarded: boolean
}

/** Why the money of a line pays for nothing else; undefined: it is flexible. */
export const fenceOf = ({ ringFenced }: Pick<MoneyRules, 'ringFenced'>, category: string) =>
  ringFenced.find((fence) => fence.category === category)

/** What others have of what was agreed for a line. */
const given = ({ movedPence }: Pick<MovingLine, 'movedPence'>): Pence => Math.max(0, -movedPence)

/** A share of an amount, rounded down: a limit is never a penny more than it says. */
export const shareOf = (amount: Pence, basisPoints: number): Pence =>
  Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n)

/** Whether an amount may move from one line of a plan to another without a new sign-off. Both are of `lines`, the open lines of the plan. */
export function mayMove(
  lines: readonly MovingLine[],
  { from, to, pence }: { readonly from: MovingLine; readonly to: MovingLine; readonly pence: Pence },
  rules: Pick<MoneyRules, 'moves' | 'ringFenced'>,
): true | Refusal<'line-overspent' | 'money-ring-fenced' | 'needs-sign-off'> {
  for (const line of [from, to]) {
    const fence = fenceOf(rules, line.category)
    if (fence) return refuse('money-ring-fenced', fence.because)
  }
  if (from.element !== to.element)
    return refuse('money-ring-fenced', 'The health element and the social-care budget never pay for each other')
  const { moves } = rules
  if (moves === null)
    return refuse('needs-sign-off', 'In this scheme money moves between lines by a changed plan alone')
  if (from.guarded)
    return refuse(
      'needs-sign-off',
      `“${from.title}” is support that holds a need back or that you rely on: less of it needs a changed plan`,
    )
  const free = Math.max(0, from.freePence - from.crisisPence)
  if (pence > free)
    return refuse(
      'line-overspent',
      `The line has ${inPounds(free)} that can move; this is ${inPounds(pence)}`,
      '/amountPence',
    )
  const ofLine = shareOf(from.agreedPence, moves.ofLineBasisPoints)
  const after = { ...from, movedPence: from.movedPence - pence }
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
      return given(line.key === to.key ? { movedPence: to.movedPence + pence } : line)
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
