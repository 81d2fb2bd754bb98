import { calculateBudget } from '../src/rules/budgets/calculate.ts'
import { outcomeOf } from '../src/rules/scheme/simulated-case.ts'
import { type presetNames, presetRules } from '../test/support/policy.ts'
import { standing } from '../test/support/standing-cases.ts'

/** A scheme of the seeds for each method. */
const schemeOf: Readonly<Record<string, (typeof presetNames)[number]>> = {
  'one-off': 'merseyside-one-off',
  'required-services': 'lambeth-integrated',
  'historic-cost': 'local-pilot-historic',
  points: 'west-sussex-pooled',
}
const inputsOf = 500
const milliseconds = 700

export interface Rate {
  readonly method: string
  /** Budgets worked out with all their steps and sentences, in a second, on one core. */
  readonly perSecond: number
}

/** How fast each method works a budget out, without a database: over and over the same few hundred cases, after a warm-up. */
export async function calculatingRates(): Promise<Rate[]> {
  const rates: Rate[] = []
  for (const [method, name] of Object.entries(schemeOf)) {
    const rules = await presetRules(name)
    const cases = standing(name, inputsOf).flatMap(({ inputs, facts = { ratings: [], keptServices: [] } }) =>
      inputs && outcomeOf(rules, { inputs, facts, ratings: null }).amountPence !== null ? [{ inputs, facts }] : [],
    )
    const once = () => {
      for (const { inputs, facts } of cases) calculateBudget(rules, inputs, facts)
    }
    once()
    let rounds = 0
    const begun = performance.now()
    for (; performance.now() - begun < milliseconds; rounds += 1) once()
    rates.push({ method, perSecond: (rounds * cases.length) / ((performance.now() - begun) / 1000) })
  }
  return rates
}
