import type { Static } from '@sinclair/typebox'
import { orThrow } from '../platform/http/errors.ts'
import { calculateBudget } from '../rules/budgets/calculate.ts'
import type { BudgetFacts } from '../rules/budgets/inputs.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { budgetStepSentences } from '../words/budget-steps.ts'
import { calculationHash } from './calculation-hash.ts'
import type { BudgetInputs } from './input-schemas.ts'
import type { BudgetPreview } from './schemas.ts'

/** Works a budget out under the rules of a case, with its steps and the hash that a re-run reproduces. Stores nothing. */
export function previewBudget(
  rules: SchemeRules,
  schemeVersion: number,
  inputs: Static<typeof BudgetInputs>,
  facts: BudgetFacts,
): BudgetPreview {
  const result = orThrow(calculateBudget(rules, inputs, facts))
  const sentences = budgetStepSentences({ rules, inputs, facts, steps: result.steps })
  const steps = result.steps.map((step, index) => ({ ...step, sentence: sentences[index] }))
  // Copies, since what rules give is read-only and the wire's types are not.
  const content = structuredClone({ method: inputs.method, schemeVersion, inputs, facts, ...result, steps }) as Omit<
    BudgetPreview,
    'contentHash'
  >
  return { ...content, contentHash: calculationHash(content) }
}
