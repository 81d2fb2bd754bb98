import type { ToldDecision } from './facts.ts'

/** What waits for as long as an appeal is open: the support, the budget and the money are there until it has ended. */
export const waits: ReadonlySet<ToldDecision['outcome'] | undefined> = new Set([
  'agreed-with-reduction',
  'ended',
  'recovered',
  'set-off',
])
export const waitedTold =
  'What waited because of your appeal can happen from tomorrow on, but not before the day in our first letter.'
