import type { Given } from '../spending-checks/look-at-words.ts'
import type { CardFeedLine } from './schemas.ts'

/** Whom a card paid, as its issuer says: it does not say what was bought, so that nothing is certain. What came back was bought before. */
export const wordsOfFeed = (lines: readonly CardFeedLine[]): Given[] =>
  lines
    .filter(({ amountPence }) => amountPence > 0)
    .map(({ id: cardFeedLineId, amountPence, merchant: text }) => ({
      ...{ foundIn: 'card-feed-line', cardFeedLineId, amountPence, text, payee: text, line: null },
      pointer: '/purchaseId',
      certainly: false,
    }))
