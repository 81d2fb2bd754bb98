import type { Static } from '@sinclair/typebox'
import { findCase, getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { notAhead } from '../rules/budgets/not-ahead.ts'
import { londonDate } from '../shared/dates.ts'
import { budgetFacts } from './budget-facts.ts'
import type { BudgetInputs } from './input-schemas.ts'
import { withElements } from './layered-inputs.ts'
import { previewBudget } from './preview-budget.ts'
import type { BudgetPreview } from './schemas.ts'

/** Works a budget out under the rules that the case has now. */
export async function previewForCase(
  reads: Reads,
  actor: Actor,
  caseId: string,
  inputs: Static<typeof BudgetInputs>,
  now: Date,
): Promise<BudgetPreview | undefined> {
  const [budgetCase, rules, facts] = await Promise.all([
    findCase(reads, actor, caseId),
    getRulesOfCase(reads, actor, caseId),
    budgetFacts(reads, actor, caseId, inputs.method),
  ])
  if (!budgetCase || !rules) return undefined
  orThrow(notAhead(inputs, londonDate(now)))
  return previewBudget(rules, budgetCase.schemeVersion, await withElements(reads, actor, caseId, rules, inputs), facts)
}
