import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { notAhead } from '../rules/budgets/not-ahead.ts'
import { mayCalculate } from '../rules/progress/may.ts'
import { londonDate } from '../shared/dates.ts'
import { budgetFacts } from './budget-facts.ts'
import type { BudgetInputs } from './input-schemas.ts'
import { withElements } from './layered-inputs.ts'
import { previewBudget } from './preview-budget.ts'
import { insertCalculation } from './repository.ts'
import type { BudgetCalculation } from './schemas.ts'

/** Works a budget out and keeps it for ever. There may be many; one is adopted. */
export async function calculateBudget(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof BudgetInputs>,
): Promise<Answer<BudgetCalculation>> {
  const { actor, now } = context
  const [budgetCase, facts] = await Promise.all([openForWriting(tx, context, caseId), factsOf(tx, context, caseId)])
  requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer', 'machine')
  orThrow(mayCalculate(facts))
  orThrow(notAhead(input, londonDate(now)))
  const calculation = await insertCalculation(
    tx,
    actor,
    caseId,
    previewBudget(
      budgetCase.rules,
      budgetCase.schemeVersion,
      await withElements(tx, actor, caseId, budgetCase.rules, input),
      await budgetFacts(tx, actor, caseId, input.method),
    ),
    now,
  )
  await record(tx, actor, {
    type: 'budget.calculated',
    subjectId: calculation.id,
    caseId,
    at: now,
    schemeVersion: budgetCase.schemeVersion,
    facts: { method: calculation.method, amountPence: calculation.amountPence },
  })
  return created(calculation, `/v1/budget-calculations/${calculation.id}`)
}
