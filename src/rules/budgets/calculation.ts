import type { Pence } from '../../shared/money.ts'
import type { Refusal } from '../../shared/outcome.ts'
import type { Funder } from './budget-rules.ts'

/**
 * One step of a calculation: what was done, under which rule, and what it added. The steps add up to the amount to the penny. A step holds
 * facts only: they are compared and hashed, and `words/budget-steps.ts` says them to the person.
 */
export interface CalculationStep {
  readonly rule: string
  readonly citation: string
  readonly inputs: Readonly<Record<string, string | number>>
  readonly operation: 'add' | 'adjust' | 'check' | 'set-aside' | 'share'
  readonly amountPence: Pence
}

/** What a method gives, before uplift, reserve and split. */
export interface MethodResult {
  readonly steps: readonly CalculationStep[]
  readonly amountPence: Pence
  /** What the services used have cost, where the method looks at that. Never the same figure as the amount. */
  readonly costOfUsePence: Pence | null
}

export interface BudgetResult extends MethodResult {
  /** The part of the amount that is kept for crisis tiers. */
  readonly reservePence: Pence
  /** Who pays which part. Together the amount. */
  readonly shares: readonly { readonly funder: Funder; readonly amountPence: Pence }[]
}

export type BudgetRefusal = Refusal<
  | 'method-not-offered'
  | 'wish-outside-band'
  | 'service-unknown'
  | 'service-not-purchasable'
  | 'kept-service-not-tradable'
  | 'social-care-budget-missing'
  | 'gp-agreement-missing'
  | 'request-invalid'
>
