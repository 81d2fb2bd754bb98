import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { PurchasePage } from '../spending/schemas.ts'
import { matchCardFeedLine } from './match-card-feed-line.ts'
import { recordPurchaseOfLine } from './record-purchase-of-line.ts'
import { listFeedLines, listPurchasesWithoutFeedLine } from './repository.ts'
import {
  CardFeed,
  CardFeedLine,
  CardFeedLinePage,
  NewCardFeed,
  NewMatch,
  PurchaseOfLine,
  UnmatchedFilter,
} from './schemas.ts'
import { sendCardFeed } from './send-card-feed.ts'
import { listUnmatched, toldUnmatched, unmatchedTold } from './waiting-repository.ts'

export const cardFeedOperations = operationsOf('Spending', [
  write('sendCardFeed', 'POST /cases/:caseId/card-feeds', {
    summary: 'Send what the issuer of a card, or a bank, says was paid',
    description:
      'A feed can be sent again: each of its lines is taken once. What was paid is matched with a purchase of the same amount, three days apart at the most, to a payee that is alike; what came back is taken back of the one purchase that it can be of.',
    permission: 'spending:write',
    key: 'required',
    problems: [409],
    body: NewCardFeed,
    gives: { 201: CardFeed },
    run: sendCardFeed,
  }),
  list('listCardFeedLines', '/cases/:caseId/card-feed-lines', {
    summary: 'List what the issuer of a card says was paid, newest first',
    permission: 'spending:read',
    gives: CardFeedLinePage,
    of: findCase,
    read: listFeedLines('all'),
  }),
  list('listUnmatchedCardFeedLines', '/cases/:caseId/unmatched-card-feed-lines', {
    summary: 'List what the issuer of a card says was paid and for which no purchase is known, newest first',
    permission: 'spending:read',
    gives: CardFeedLinePage,
    of: findCase,
    read: listFeedLines('unmatched'),
  }),
  list('listAllUnmatchedCardFeedLines', '/unmatched-card-feed-lines', {
    summary: 'List what cards of your cases paid and for which no purchase is known, the longest ago first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner.',
    permission: 'spending:read',
    filter: UnmatchedFilter,
    gives: CardFeedLinePage,
    place: 'day and id',
    tellsOf: unmatchedTold,
    read: listUnmatched,
    tell: toldUnmatched,
  }),
  list('listPurchasesWithoutFeedLine', '/cases/:caseId/purchases-without-feed-line', {
    summary: 'List the purchases of which no issuer of a card says that they were paid, newest first',
    description: 'What stands and is not paid by invoice.',
    permission: 'spending:read',
    gives: PurchasePage,
    of: findCase,
    read: listPurchasesWithoutFeedLine,
  }),
  write('matchCardFeedLine', 'POST /card-feed-lines/:cardFeedLineId/match', {
    summary: 'Say which purchase a line of a feed stands for',
    permission: 'spending:write',
    key: 'required',
    problems: [409],
    body: NewMatch,
    gives: { 200: CardFeedLine },
    run: matchCardFeedLine,
  }),
  write('recordPurchaseOfLine', 'POST /card-feed-lines/:cardFeedLineId/purchase', {
    summary: 'Record the purchase that a line of a feed stands for',
    description:
      'By who may spend on the plan line, as any purchase. The issuer says the day, the amount and who was paid.',
    permission: 'spending:write',
    key: 'required',
    problems: [409, 422],
    body: PurchaseOfLine,
    gives: { 201: CardFeedLine },
    run: recordPurchaseOfLine,
  }),
])
