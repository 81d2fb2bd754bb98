import { mostPence } from '../../shared/money.ts'
import { refuse } from '../../shared/outcome.ts'
import type { Price } from './budget-rules.ts'
import type { BudgetRefusal } from './calculation.ts'

/** Units of a service with its price. */
export interface Priced {
  readonly price: Price
  readonly units: number
  readonly pence: number
  readonly kept: boolean
}

/** Each service with its dated unit cost; one that the price list does not have, or that is named twice, is refused by its place. */
export function priced(
  prices: readonly Price[],
  services: readonly { readonly service: string; readonly units: number }[],
  keptServices: readonly string[],
  field: 'services' | 'contacts',
): Priced[] | BudgetRefusal {
  const all: Priced[] = []
  for (const [index, { service, units }] of services.entries()) {
    const pointer = `/${field}/${index}/service`
    const price = prices.find((known) => known.code === service)
    if (!price) return refuse('service-unknown', 'The price list of the scheme has no such service', pointer)
    if (all.some((other) => other.price === price))
      return refuse('request-invalid', 'This service is named twice', pointer)
    const pence = units * price.unitPence
    if (pence > mostPence)
      return refuse('request-invalid', 'So many units are no amount of money', `/${field}/${index}/units`)
    all.push({ price, units, pence, kept: keptServices.includes(service) })
  }
  return all
}
