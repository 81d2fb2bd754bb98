/** Where words are found that may name what no budget buys. */
export const checkPlaces = ['purchase', 'plan-line', 'card-feed-line'] as const
export type CheckPlace = (typeof checkPlaces)[number]
/** What is found by whoever looks at them: that they name something else, or that they do not. */
export const checkOutcomes = ['passed', 'refused'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]
