import type { Pence } from '../../shared/money.ts'

/** Where words are found that may name what no budget buys. */
export const checkPlaces = ['purchase', 'plan-line', 'card-feed-line'] as const
export type CheckPlace = (typeof checkPlaces)[number]
/**
 * Whether a pass still covers what is wanted by its words. Words of a plan are passed as far as the sum that was looked at, however often the plan is read; what is bought by a pass uses
 * it up, so that a sum that was looked at once is spent once. `usedPence`: what stands of what was bought by it.
 */
export const coversStill = (
  pass: { readonly amountPence: Pence | null },
  wanted: { readonly foundIn: CheckPlace; readonly amountPence: Pence },
  usedPence: Pence,
): boolean => wanted.amountPence + (wanted.foundIn === 'plan-line' ? 0 : usedPence) <= (pass.amountPence ?? 0)

/** What is found by whoever looks at them: that they name something else, or that they do not. */
export const checkOutcomes = ['passed', 'refused'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]
