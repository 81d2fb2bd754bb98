import { sumPence } from '../../shared/money.ts'
import { isRefusal, refuse } from '../../shared/outcome.ts'
import type { BudgetRules, Price } from './budget-rules.ts'
import type { BudgetRefusal, CalculationStep, MethodResult } from './calculation.ts'
import type { BudgetFacts, RequiredServicesInputs } from './inputs.ts'
import { priced } from './priced.ts'

/**
 * The services thought required for the year, each at its dated unit cost (S3, Northamptonshire). A service that the person keeps
 * is never priced: it is not traded for money (P3).
 */
export function requiredServices(
  budget: Extract<BudgetRules, { method: 'required-services' }>,
  prices: readonly Price[],
  { services }: RequiredServicesInputs,
  { keptServices }: BudgetFacts,
): MethodResult | BudgetRefusal {
  const all = priced(prices, services, keptServices, 'services')
  if (isRefusal(all)) return all as BudgetRefusal
  const kept = all.findIndex((service) => service.kept)
  if (kept >= 0) {
    return refuse(
      'kept-service-not-tradable',
      'The person keeps this service, so it is not priced and nothing is taken off for it',
      `/services/${kept}/service`,
    )
  }
  const barred = all.findIndex((service) => !service.price.purchasable)
  if (barred >= 0)
    return refuse(
      'service-not-purchasable',
      'A budget cannot buy this service: it stays free to the person',
      `/services/${barred}/service`,
    )
  const steps = all.map(
    ({ price, units, pence }): CalculationStep => ({
      rule: 'required-service',
      citation: `${budget.source}; price: ${price.source}`,
      inputs: { service: price.code, units, unitPence: price.unitPence, year: price.year },
      operation: 'add',
      amountPence: pence,
    }),
  )
  return { steps, amountPence: sumPence(all.map((service) => service.pence)), costOfUsePence: null }
}
