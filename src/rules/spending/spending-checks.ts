import type { Pence } from '../../shared/money.ts'

/** Where words are found that may name what no budget buys. */
export const checkPlaces = ['purchase', 'plan-line', 'card-feed-line', 'off-plan-request', 'waiting-claim'] as const
export type CheckPlace = (typeof checkPlaces)[number]
/**
 * Whether a pass still covers what is wanted by its words. Words of a plan, a request or a claim are passed as far as the sum that was looked at, however often they are read; what is bought
 * by a pass uses it up, so that a sum that was looked at once is spent once. `usedPence`: what stands of what was bought by it.
 */
export const coversStill = (
  pass: { readonly amountPence: Pence | null },
  wanted: { readonly foundIn: CheckPlace; readonly amountPence: Pence },
  usedPence: Pence,
): boolean => wanted.amountPence + (isSpent[wanted.foundIn] ? usedPence : 0) <= (pass.amountPence ?? 0)

/** Whether something is bought where the words are found: else it is agreed to, and can be read again. */
const isSpent: Readonly<Record<CheckPlace, boolean>> = {
  purchase: true,
  'card-feed-line': true,
  'plan-line': false,
  'off-plan-request': false,
  'waiting-claim': false,
}

/** What somebody is asked about: words that may name what no budget buys, or who would be paid for support, whom nobody vetted. */
export const checkSubjects = ['words', 'payee'] as const
export type CheckSubject = (typeof checkSubjects)[number]

/** What is found by whoever looks at them: that they name something else, or that they do not. */
export const checkOutcomes = ['passed', 'refused'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]
