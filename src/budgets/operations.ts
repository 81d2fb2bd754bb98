import { belongingTo, findCase } from '../case-access/repository.ts'
import { ask, get, list, operationsOf, printable, write } from '../platform/http/operations.ts'
import { adoptIndicativeBudget } from './adopt-indicative-budget.ts'
import { calculateBudget } from './calculate-budget.ts'
import { discloseIndicativeBudget } from './disclose-indicative-budget.ts'
import { explanationOf } from './explanation.ts'
import { BudgetInputs } from './input-schemas.ts'
import { previewForCase } from './preview-for-case.ts'
import { findCalculation, findIndicativeBudget, listCalculations } from './repository.ts'
import {
  BudgetCalculation,
  BudgetCalculationPage,
  BudgetPreview,
  Disclosure,
  IndicativeBudget,
  IndicativeBudgetAdoption,
} from './schemas.ts'
import { CalculationVerification } from './verification-schemas.ts'
import { verifyCalculation } from './verify-calculation.ts'

export const budgetOperations = operationsOf('Budgets', [
  ask('previewBudget', '/cases/:caseId/budget-previews', {
    summary: 'Work a budget out without keeping it',
    description: 'Stores nothing. The same inputs under the same rules give the same steps and the same hash.',
    permission: 'budget:read',
    view: 'assessment',
    problems: [422],
    body: BudgetInputs,
    gives: BudgetPreview,
    read: previewForCase,
  }),
  write('calculateBudget', 'POST /cases/:caseId/budget-calculations', {
    summary: 'Work a budget out and keep it, with its steps',
    permission: 'budget:write',
    problems: [409, 422],
    body: BudgetInputs,
    gives: { 201: BudgetCalculation },
    run: calculateBudget,
  }),
  list('listBudgetCalculations', '/cases/:caseId/budget-calculations', {
    summary: 'List the calculations of a case, newest first',
    permission: 'budget:read',
    gives: BudgetCalculationPage,
    of: findCase,
    read: listCalculations,
  }),
  get('getBudgetCalculation', '/budget-calculations/:budgetCalculationId', {
    summary: 'Read a calculation with its explained steps',
    permission: 'budget:read',
    gives: BudgetCalculation,
    of: belongingTo('budget_calculation'),
    read: findCalculation,
  }),
  printable('getBudgetExplanation', '/budget-calculations/:budgetCalculationId/explanation', {
    summary: 'Read how a budget was worked out, as a page for the person to read and print',
    description:
      'In plain English: each step in order, where the money comes from, what is kept for a crisis, what stays, who decides next, where the rules come from. The same as data is the calculation itself.',
    permission: 'budget:read',
    gives: 'The explanation.',
    read: explanationOf,
  }),
  write('adoptIndicativeBudget', 'POST /cases/:caseId/indicative-budget', {
    summary: 'Adopt a calculation as the indicative budget',
    permission: 'budget:write',
    key: 'required',
    problems: [409, 422],
    body: IndicativeBudgetAdoption,
    gives: { 201: IndicativeBudget },
    run: adoptIndicativeBudget,
  }),
  get('getIndicativeBudget', '/cases/:caseId/indicative-budget', {
    summary: 'Read the indicative budget in force',
    permission: 'budget:read',
    view: 'budget',
    gives: IndicativeBudget,
    of: findCase,
    read: findIndicativeBudget,
  }),
  write('discloseIndicativeBudget', 'POST /cases/:caseId/indicative-budget/disclosure', {
    summary: 'Record that the person was told the amount, before planning opens',
    permission: 'budget:write',
    problems: [409],
    body: Disclosure,
    gives: { 200: IndicativeBudget },
    run: discloseIndicativeBudget,
  }),
  get('getCalculationVerification', '/budget-calculations/:budgetCalculationId/verification', {
    summary: 'Run a stored calculation again, and see whether it gives the same bytes',
    description: 'Under the version of the rules that it was made with, however often the rules have changed since.',
    permission: 'budget:read',
    gives: CalculationVerification,
    read: verifyCalculation,
  }),
])
