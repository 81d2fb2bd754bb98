import type { Static } from '@sinclair/typebox'
import { contentHash } from '../platform/content-hash.ts'
import { agreed } from '../platform/errors.ts'
import { calculateBudget } from '../rules/budget-methods.ts'
import type { SchemeRules } from '../rules/scheme-rules.ts'
import type { BudgetInputs, BudgetPreview } from './schemas.ts'

/** Works a budget out under the rules of a case, with its steps and the hash that a re-run reproduces. Stores nothing. */
export function previewBudget(
  rules: SchemeRules,
  schemeVersion: number,
  inputs: Static<typeof BudgetInputs>,
): BudgetPreview {
  const { steps, amountPence } = agreed(calculateBudget(rules, inputs))
  const content = {
    method: inputs.method,
    schemeVersion,
    inputs,
    steps: steps.map((step) => ({ ...step, inputs: { ...step.inputs } })),
    amountPence,
  }
  return { ...content, contentHash: contentHash(content) }
}
