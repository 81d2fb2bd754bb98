import { BudgetMethod } from '../rules/budgets/budget-rules.ts'
import { id, pence, ref } from '../shared/schema.ts'
import { code, happened } from './facts.ts'

/** What happens to the budget of a case. */
export const budgetEvents = {
  'budget.calculated': happened('workings', 'A budget was calculated. Nobody has been told yet.', {
    method: ref(BudgetMethod),
    amountPence: pence(),
  }),
  'indicative-budget.adopted': happened('budget', 'A calculated budget was made the indicative budget.', {
    budgetCalculationId: id(),
    amountPence: pence(),
  }),
  'indicative-budget.disclosed': happened('budget', 'The person was told the amount of the indicative budget.', {
    amountPence: pence(),
    how: code('How they were told.', 'in-person'),
  }),
}
