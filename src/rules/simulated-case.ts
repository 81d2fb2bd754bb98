import type { Pence } from '../shared/money.ts'
import { isRefusal } from '../shared/outcome.ts'
import { calculateBudget } from './budgets/calculate.ts'
import type { BudgetRefusal } from './budgets/calculation.ts'
import type { BudgetFacts, BudgetInputs } from './budgets/inputs.ts'
import type { SchemeRules } from './scheme-rules.ts'
import { lowestCompetent } from './sign-off.ts'
import type { Tier } from './sign-off-rules.ts'

/** A limit that an amount sits close to, and on which side: one more pound, or one less, and another tier decides. */
export type NearLimit = `${Tier} ${'within' | 'over'}`

/** What a case comes to under one set of rules: an amount, or the reason why there is none. */
export type Outcome =
  | {
      readonly amountPence: Pence
      readonly refused: null
      /** Who would decide on a plan that spends all that can be planned; null where nobody may. */
      readonly tier: Tier | null
      readonly near: NearLimit | null
    }
  | {
      readonly amountPence: null
      readonly refused: BudgetRefusal['code'] | 'amount-too-large'
      readonly tier: null
      readonly near: null
    }

/** Works a case out again, from what its calculation kept, under the rules given. */
export function outcomeOf(rules: SchemeRules, inputs: BudgetInputs, facts: BudgetFacts): Outcome {
  const result = calculated(rules, inputs, facts)
  if (typeof result === 'string') return { amountPence: null, refused: result, tier: null, near: null }
  const { amountPence, reservePence } = result
  // What is kept for a crisis is no part of a plan, and a plan is what is decided on.
  const planPence = amountPence - reservePence
  const route = lowestCompetent(rules, planPence, new Map())
  return {
    amountPence,
    refused: null,
    tier: isRefusal(route) ? null : route.tier,
    near: nearLimit(rules, planPence),
  }
}

function calculated(rules: SchemeRules, inputs: BudgetInputs, facts: BudgetFacts) {
  try {
    const result = calculateBudget(rules, inputs, facts)
    return isRefusal(result) ? (result as BudgetRefusal).code : result
  } catch (error) {
    // Sums that are no longer exact throw; one case that cannot be counted is told, and the others are counted.
    if (error instanceof RangeError) return 'amount-too-large'
    throw error
  }
}

/** The lowest limit that an amount is within 5 % of, if any. */
export function nearLimit({ tiers }: SchemeRules, amountPence: Pence): NearLimit | null {
  for (const { tier, limitPence } of tiers) {
    if (limitPence === null || 20 * Math.abs(amountPence - limitPence) > limitPence) continue
    return `${tier} ${amountPence <= limitPence ? 'within' : 'over'}`
  }
  return null
}
