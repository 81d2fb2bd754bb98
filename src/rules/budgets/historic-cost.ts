import { monthsAfter } from '../../shared/dates.ts'
import { proportion, sumPence } from '../../shared/money.ts'
import { isRefusal } from '../../shared/outcome.ts'
import type { BudgetRules, Price } from './budget-rules.ts'
import type { BudgetRefusal, CalculationStep, MethodResult } from './calculation.ts'
import type { BudgetFacts, HistoricCostInputs } from './inputs.ts'
import { type Priced, priced } from './priced.ts'

/**
 * What was used in the look-back window, at dated unit costs, for a year, times the scheme's factor (S0: how much you have cost the
 * system). The cost of use and the amount are two figures: what a budget cannot buy, and what the person keeps, is counted in the
 * first, is no part of the second, and is never taken off. The floor is for people whom services have underserved.
 */
export function historicCost(
  budget: Extract<BudgetRules, { method: 'historic-cost' }>,
  prices: readonly Price[],
  { contacts, until }: HistoricCostInputs,
  { keptServices }: BudgetFacts,
): MethodResult | BudgetRefusal {
  const all = priced(prices, contacts, keptServices, 'contacts')
  if (isRefusal(all)) return all as BudgetRefusal
  const steps = all.map((contact) => contactStep(budget.source, contact))
  const purchasable = sumPence(steps.map((step) => step.amountPence))
  const window = { from: monthsAfter(until, -budget.lookBackMonths), until, months: budget.lookBackMonths }
  const yearly = proportion(purchasable, 12, budget.lookBackMonths)
  if (budget.lookBackMonths !== 12) {
    steps.push(adjust('historic-year', budget.source, window, yearly - purchasable))
  }
  const offered = proportion(yearly, budget.factorBasisPoints, 10_000)
  if (offered !== yearly) {
    steps.push(
      adjust('historic-factor', budget.source, { factorBasisPoints: budget.factorBasisPoints }, offered - yearly),
    )
  }
  const amountPence = Math.max(offered, budget.floorPence)
  if (amountPence > offered) {
    steps.push(adjust('historic-floor', budget.source, { floorPence: budget.floorPence }, amountPence - offered))
  }
  return { steps, amountPence, costOfUsePence: sumPence(all.map((contact) => contact.pence)) }
}

function contactStep(source: string, { price, units, pence, kept }: Priced): CalculationStep {
  const counts = price.purchasable && !kept
  return {
    rule: counts ? 'historic-contact' : 'historic-not-counted',
    citation: `${source}; price: ${price.source}`,
    inputs: { service: price.code, units, unitPence: price.unitPence, year: price.year, costPence: pence },
    operation: counts ? 'add' : 'check',
    amountPence: counts ? pence : 0,
  }
}

function adjust(
  rule: string,
  citation: string,
  inputs: CalculationStep['inputs'],
  amountPence: number,
): CalculationStep {
  return { rule, citation, inputs, operation: 'adjust', amountPence }
}
