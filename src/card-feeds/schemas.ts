import { type Static, Type } from '@sinclair/typebox'
import { byDay, filterOf } from '../platform/http/list-grammar.ts'
import { feedDates } from '../rules/spending/card-feeds.ts'
import {
  csvText,
  date,
  id,
  instant,
  nullable,
  oneOf,
  pageOf,
  ref,
  signedPence,
  thing,
  words,
} from '../shared/schema.ts'

const column = (description: string, example: string) => words(100, description, example)
export const CardFeedProfile = thing(
  'CardFeedProfile',
  'What a feed calls its columns, and how it writes days and amounts.',
  {
    delimiter: oneOf([',', ';', '\t', '|'], { description: 'What stands between two columns.', examples: [','] }),
    dateColumn: column('The column of the day.', 'Transaction date'),
    dateFormat: oneOf(feedDates, { description: 'How a day is written.', examples: ['dd/mm/yyyy'] }),
    amountColumn: column('The column of the amount, in pounds.', 'Amount'),
    paidIs: oneOf(['positive', 'negative'], {
      description: 'The sign of what was paid; what came back has the other.',
      examples: ['positive'],
    }),
    merchantColumn: column('The column of who was paid.', 'Merchant'),
    referenceColumn: nullable(column('The column of the issuer’s reference.', 'Reference'), {
      description: 'Null where there is none: lines that are alike are then told apart by their place.',
      examples: ['Reference'],
    }),
  },
)
export const NewCardFeed = thing('NewCardFeed', 'What the issuer of a card, or a bank, says was paid.', {
  csv: csvText(
    'The feed as CSV (RFC 4180), with the names of the columns in its first line; 2,000 lines at the most.',
    'Transaction date,Amount,Merchant,Reference\n24/11/2026,99.99,CITY DRUM SHOP LIVERPOOL,000123\n',
  ),
  profile: ref(CardFeedProfile),
})
const count = (description: string) => Type.Integer({ minimum: 0, description, examples: [1] })
export const CardFeed = thing('CardFeed', 'A feed that was sent, and what became of its lines.', {
  id: id(),
  caseId: id(),
  linesAdded: count('How many lines are new.'),
  linesKnown: count('How many were there already: a feed can be sent again.'),
  linesMatched: count('How many of the new ones were matched with a purchase.'),
  sentAt: instant(),
})
export const CardFeedLine = thing('CardFeedLine', 'A line of a feed.', {
  id: id(),
  caseId: id(),
  paidOn: date(),
  amountPence: signedPence('What was paid; below nothing where it came back.', 9_999),
  merchant: Type.String({
    description: 'Who was paid, as the issuer writes it.',
    examples: ['CITY DRUM SHOP LIVERPOOL'],
  }),
  reference: Type.String({ description: 'The issuer’s reference; empty where there is none.', examples: ['000123'] }),
  purchaseId: nullable(id(), {
    description: 'The purchase that it stands for; null where none is known.',
    examples: [null],
  }),
  matchedAt: nullable(instant(), { description: 'When that was found.', examples: [null] }),
})
export const CardFeedLinePage = pageOf(CardFeedLine)
export const NewMatch = thing('NewMatch', 'The purchase that a line of a feed stands for.', { purchaseId: id() })
export const PurchaseOfLine = thing('PurchaseOfLine', 'What was bought, where a line of a feed has no purchase yet.', {
  planLineId: id(),
  bought: words(500, 'What was bought.', 'A five-piece drum kit'),
  payeeId: Type.Optional(
    nullable(id(), {
      description: 'Who was paid: asked for where somebody is registered by the name that the issuer says.',
      examples: [null],
    }),
  ),
})

export const UnmatchedFilter = filterOf({ paidBy: byDay('Paid on this day or before.') })
export type UnmatchedFilter = Static<typeof UnmatchedFilter>
export type NewCardFeed = Static<typeof NewCardFeed>
export type CardFeedLine = Static<typeof CardFeedLine>
export type CardFeed = Static<typeof CardFeed>
export const cardFeedSchemas = [
  CardFeedProfile,
  NewCardFeed,
  CardFeed,
  CardFeedLine,
  CardFeedLinePage,
  NewMatch,
  PurchaseOfLine,
]
