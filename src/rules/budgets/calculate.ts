import { inPounds, mostPence } from '../../shared/money.ts'
import { isRefusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { reserved, uplifted } from './adjustments.ts'
import type { BudgetRefusal, BudgetResult, MethodResult } from './calculation.ts'
import { historicCost } from './historic-cost.ts'
import type { BudgetFacts, BudgetInputs } from './inputs.ts'
import { oneOff } from './one-off.ts'
import { points } from './points.ts'
import { requiredServices } from './required-services.ts'
import { split } from './split.ts'

/**
 * Works a budget out: the method of the scheme, then local uplift, then who pays which part, then what of it is kept for a crisis. The steps add up to
 * the amount to the penny, and the same rules, inputs and facts always give the same steps.
 */
export function calculateBudget(
  rules: SchemeRules,
  inputs: BudgetInputs,
  facts: BudgetFacts,
): BudgetResult | BudgetRefusal {
  const method = byMethod(rules, inputs, facts)
  if (isRefusal(method)) return method as BudgetRefusal
  const { steps, amountPence } = uplifted(rules, method.amountPence)
  const paid = split(rules.split, amountPence, { ...inputs, ...facts })
  if (isRefusal(paid)) return paid as BudgetRefusal
  if (Math.max(paid.amountPence, method.costOfUsePence ?? 0) > mostPence)
    return refuse('request-invalid', `No budget is above ${inPounds(mostPence)}`, wanted[inputs.method])
  const reserve = reserved(rules, amountPence)
  return {
    steps: [...method.steps, ...steps, ...paid.steps, ...reserve.steps],
    amountPence: paid.amountPence,
    costOfUsePence: method.costOfUsePence,
    reservePence: reserve.reservePence,
    shares: paid.shares,
  }
}

/** The field that an amount comes from. */
const wanted: Readonly<Record<BudgetInputs['method'], string | undefined>> = {
  'one-off': '/items',
  'required-services': '/services',
  'historic-cost': '/contacts',
  points: undefined,
}

function byMethod(
  { budget, prices }: SchemeRules,
  inputs: BudgetInputs,
  facts: BudgetFacts,
): MethodResult | BudgetRefusal {
  if (budget.method === 'one-off' && inputs.method === 'one-off') return oneOff(budget, inputs)
  if (budget.method === 'required-services' && inputs.method === 'required-services')
    return requiredServices(budget, prices, inputs, facts)
  if (budget.method === 'historic-cost' && inputs.method === 'historic-cost')
    return historicCost(budget, prices, inputs, facts)
  if (budget.method === 'points' && inputs.method === 'points') return points(budget, facts)
  return refuse('method-not-offered', `The scheme works budgets out by the method ${budget.method}`, '/method')
}
