import { inPounds, type Pence, sumPence } from '../shared/money.ts'
import { type Refusal, refuse } from '../shared/outcome.ts'
import type { SchemeRules } from './scheme-rules.ts'

/** One step of a calculation: what was done, under which rule, and what it added. The steps add up to the amount to the penny. */
export interface CalculationStep {
  readonly rule: string
  readonly citation: string
  readonly inputs: Readonly<Record<string, string | number>>
  readonly operation: 'add' | 'check'
  readonly amountPence: Pence
  /** The step in plain English, for the person. */
  readonly sentence: string
}

/** What a person wishes for, item by item. */
export interface OneOffInputs {
  readonly method: 'one-off'
  readonly items: readonly { readonly key: string; readonly title: string; readonly amountPence: Pence }[]
}
export type BudgetInputs = OneOffInputs

export interface BudgetResult {
  readonly steps: readonly CalculationStep[]
  readonly amountPence: Pence
}

type BudgetRefusal = Refusal<'method-not-offered' | 'wish-outside-band' | 'request-invalid'>

/** Works out a budget by the method of the scheme. The same rules and inputs always give the same steps. */
export function calculateBudget(rules: SchemeRules, inputs: BudgetInputs): BudgetResult | BudgetRefusal {
  if (inputs.method !== rules.budget.method) {
    return refuse('method-not-offered', `The scheme works budgets out by the method ${rules.budget.method}`, '/method')
  }
  return oneOff(rules, inputs)
}

/** An itemised wish within the scheme's band (S2, Merseyside: one-off budgets of between £400 and £1,000). */
function oneOff({ budget }: SchemeRules, { items }: OneOffInputs): BudgetResult | BudgetRefusal {
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
    sentence: `You asked for “${item.title}”, which costs ${inPounds(item.amountPence)}.`,
  }))
  steps.push({
    rule: 'one-off-band',
    citation: budget.source,
    inputs: { floorPence: budget.floorPence, ceilingPence: budget.ceilingPence, totalPence: amountPence },
    operation: 'check',
    amountPence: 0,
    sentence: `Together that is ${inPounds(amountPence)}. It lies within what this scheme offers one person, ${band}, so nothing is taken off.`,
  })
  return { steps, amountPence }
}
