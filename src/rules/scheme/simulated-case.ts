import type { Pence } from '../../shared/money.ts'
import { isRefusal } from '../../shared/outcome.ts'
import { calculateBudget } from '../budgets/calculate.ts'
import type { BudgetRefusal } from '../budgets/calculation.ts'
import type { BudgetFacts, BudgetInputs, RatedDomain } from '../budgets/inputs.ts'
import { lowestCompetent } from '../sign-off/lowest-competent.ts'
import type { Tier } from '../sign-off/sign-off-rules.ts'
import type { SchemeRules } from './scheme-rules.ts'

/** A limit that an amount sits close to, and on which side: one more pound, or one less, and another tier decides. */
export type NearLimit = `${Tier} ${'within' | 'over'}`

/** What a case can be worked out from: what its calculation kept, and what its completed assessment says. */
export interface Basis {
  readonly inputs: BudgetInputs
  readonly facts: BudgetFacts
  /** For rules that count points where the calculation did not; null where there is no completed assessment. */
  readonly ratings: readonly RatedDomain[] | null
}

/** Why a case cannot be compared: the rules ask for something that was never asked of it. They give no amount, and they take none away. */
export const notAsked = [
  'method-not-offered',
  'assessment-incomplete',
  'social-care-budget-missing',
  'gp-agreement-missing',
] as const

/** What a case comes to under one set of rules: an amount, or the reason why there is none. */
export type Outcome =
  | {
      readonly amountPence: Pence
      readonly refused: null
      /** Who would decide on a plan that spends all that can be planned; null where nobody may. */
      readonly tier: Tier | null
      readonly near: readonly NearLimit[]
    }
  | {
      readonly amountPence: null
      readonly refused: BudgetRefusal['code'] | 'assessment-incomplete' | 'amount-too-large'
      readonly tier: null
      readonly near: readonly []
    }

/** Works a case out again under the rules given. */
export function outcomeOf(rules: SchemeRules, basis: Basis): Outcome {
  const result = calculated(rules, basis)
  if (typeof result === 'string') return { amountPence: null, refused: result, tier: null, near: [] }
  const { amountPence, reservePence } = result
  // What is kept for a crisis is no part of a plan, and a plan is what is decided on.
  const planPence = amountPence - reservePence
  const route = lowestCompetent(rules, planPence, new Map())
  return {
    amountPence,
    refused: null,
    tier: isRefusal(route) ? null : route.tier,
    near: nearLimits(rules, planPence),
  }
}

function calculated(rules: SchemeRules, basis: Basis) {
  const asked = askedBy(rules, basis)
  if (!asked) return 'assessment-incomplete'
  try {
    const result = calculateBudget(rules, asked.inputs, asked.facts)
    return isRefusal(result) ? (result as BudgetRefusal).code : result
  } catch (error) {
    // Sums that are no longer exact throw; one case that cannot be counted is told, and the others are counted.
    if (error instanceof RangeError) return 'amount-too-large'
    throw error
  }
}

/** Points ask nothing but the ratings, and those a case has from its assessment, whatever method its calculation was made by. */
function askedBy(
  { budget }: SchemeRules,
  { inputs, facts, ratings }: Basis,
): Pick<Basis, 'inputs' | 'facts'> | undefined {
  if (budget.method !== 'points' || inputs.method === 'points') return { inputs, facts }
  if (!ratings) return undefined
  const { socialCare = null, gpAgreement = null } = inputs
  return { inputs: { method: 'points', socialCare, gpAgreement }, facts: { ...facts, ratings } }
}

/** Every limit that an amount is within 5 % of: tiers whose limits lie close together can both be meant. */
export function nearLimits({ tiers }: SchemeRules, amountPence: Pence): NearLimit[] {
  return tiers.flatMap(({ tier, limitPence }): NearLimit[] => {
    if (limitPence === null || 20 * Math.abs(amountPence - limitPence) > limitPence) return []
    return [`${tier} ${amountPence <= limitPence ? 'within' : 'over'}`]
  })
}
