import { monthsAfter } from '../../shared/dates.ts'
import { inPounds, proportion, sumPence } from '../../shared/money.ts'
import { asRead } from '../../shared/numbers.ts'
import { isRefusal } from '../../shared/outcome.ts'
import type { BudgetRules, Price } from '../budget-rules.ts'
import type { BudgetRefusal, CalculationStep, MethodResult } from './calculation.ts'
import type { BudgetFacts, HistoricCostInputs } from './inputs.ts'
import { counted, type Priced, priced } from './priced.ts'

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
    steps.push(
      adjust(
        'historic-year',
        budget.source,
        window,
        yearly - purchasable,
        `These are ${budget.lookBackMonths} months, to ${until}. For one year that is ${inPounds(yearly)}.`,
      ),
    )
  }
  const offered = proportion(yearly, budget.factorBasisPoints, 10_000)
  if (offered !== yearly) {
    const percent = asRead(budget.factorBasisPoints / 100)
    steps.push(
      adjust(
        'historic-factor',
        budget.source,
        { factorBasisPoints: budget.factorBasisPoints },
        offered - yearly,
        `The scheme offers ${percent} % of this, which is ${inPounds(offered)}.`,
      ),
    )
  }
  const amountPence = Math.max(offered, budget.floorPence)
  if (amountPence > offered) {
    steps.push(
      adjust(
        'historic-floor',
        budget.source,
        { floorPence: budget.floorPence },
        amountPence - offered,
        `No budget of this scheme is below ${inPounds(budget.floorPence)}, however little somebody was helped before, so yours is raised to that.`,
      ),
    )
  }
  return { steps, amountPence, costOfUsePence: sumPence(all.map((contact) => contact.pence)) }
}

function contactStep(source: string, { price, units, pence, kept }: Priced): CalculationStep {
  const counts = price.purchasable && !kept
  const used = `${price.title}: you used ${counted(units, price.unit)}. At ${inPounds(price.unitPence)} each (prices of ${price.year}) that cost ${inPounds(pence)}.`
  const aside = kept
    ? 'You keep this service. Its cost is counted in what the services that you used have cost, but not in your budget, and nothing is taken off for it.'
    : 'A budget cannot buy this; it stays free to you, and nothing is taken off for it.'
  return {
    rule: counts ? 'historic-contact' : 'historic-not-counted',
    citation: `${source}; price: ${price.source}`,
    inputs: { service: price.code, units, unitPence: price.unitPence, year: price.year, costPence: pence },
    operation: counts ? 'add' : 'check',
    amountPence: counts ? pence : 0,
    sentence: counts ? used : `${used} ${aside}`,
  }
}

function adjust(
  rule: string,
  citation: string,
  inputs: CalculationStep['inputs'],
  amountPence: number,
  sentence: string,
): CalculationStep {
  return { rule, citation, inputs, operation: 'adjust', amountPence, sentence }
}
