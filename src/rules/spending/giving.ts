import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { Element } from '../planning/elements.ts'
import type { MoneyRules } from '../scheme/money-rules.ts'

/*
 * What the money of a line pays for, and nothing else, however little of it another line asks for and whoever agrees: by whichever road money would leave a
 * line, this is asked first. Less of such a line is a changed plan, with its notice and its fallback.
 */

/** What gets the money: what it is, and which element of the budget pays for it. */
export interface Getting {
  readonly category: string
  readonly element: Element | null
}

/** A line whose money is wanted for something else. */
export interface Giving extends Getting {
  readonly title: string
  /** Whether less of it is a reduction of support that holds a need back, or that the person relies on. */
  readonly guarded: boolean
  /** Whether it was agreed outside of the plan, which so says nothing of what its money is for. */
  readonly besidePlan?: boolean
  /** Whether it is looked at whether money of it is taken back. */
  readonly inRecovery: boolean
}

/** Why the money of a line pays for nothing else; undefined: it is flexible. */
export const fenceOf = ({ ringFenced }: Pick<MoneyRules, 'ringFenced'>, category: string) =>
  ringFenced.find((fence) => fence.category === category)

/** Whether the money of a line may pay for something else at all. */
export function mayPayFor(
  from: Giving,
  to: Getting,
  rules: Pick<MoneyRules, 'ringFenced'>,
): true | Refusal<'money-ring-fenced' | 'line-guarded' | 'wrong-state'> {
  const fence = fenceOf(rules, from.category) ?? fenceOf(rules, to.category)
  if (fence) return refuse('money-ring-fenced', fence.because)
  if (from.element !== to.element)
    return refuse('money-ring-fenced', 'The health element and the social-care budget never pay for each other')
  if (from.besidePlan)
    return refuse(
      'line-guarded',
      `“${from.title}” was agreed outside of the plan, so the plan does not say what its money is for: less of it needs a changed plan`,
    )
  if (from.guarded)
    return refuse(
      'line-guarded',
      `“${from.title}” is support that holds a need back or that you rely on: less of it needs a changed plan`,
    )
  return from.inRecovery ? refuse('wrong-state', 'It is looked at whether money of this line is taken back') : true
}
