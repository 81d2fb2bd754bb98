import { inPounds, sumPence } from '../../shared/money.ts'
import { refuse } from '../../shared/outcome.ts'
import type { BudgetRules } from './budget-rules.ts'
import type { BudgetRefusal, CalculationStep, MethodResult } from './calculation.ts'
import type { OneOffInputs } from './inputs.ts'

/** An itemised wish within the scheme's band (S2, Merseyside: one-off budgets of between £400 and £1,000). */
export function oneOff(
  budget: Extract<BudgetRules, { method: 'one-off' }>,
  { items }: OneOffInputs,
): MethodResult | BudgetRefusal {
  const repeated = items.findIndex((item, index) => items.findIndex((other) => other.key === item.key) < index)
  if (repeated >= 0) return refuse('request-invalid', 'Each item needs a key of its own', `/items/${repeated}/key`)
  const amountPence = sumPence(items.map((item) => item.amountPence))
  const band = `${inPounds(budget.floorPence)} to ${inPounds(budget.ceilingPence)}`
  if (amountPence < budget.floorPence || amountPence > budget.ceilingPence) {
    return refuse(
      'wish-outside-band',
      `The items come to ${inPounds(amountPence)}; the scheme offers ${band}`,
      '/items',
    )
  }
  const steps: CalculationStep[] = items.map((item) => ({
    rule: 'one-off-item',
    citation: budget.source,
    inputs: { item: item.key },
    operation: 'add',
    amountPence: item.amountPence,
  }))
  steps.push({
    rule: 'one-off-band',
    citation: budget.source,
    inputs: { floorPence: budget.floorPence, ceilingPence: budget.ceilingPence, totalPence: amountPence },
    operation: 'check',
    amountPence: 0,
  })
  return { steps, amountPence, costOfUsePence: null }
}
