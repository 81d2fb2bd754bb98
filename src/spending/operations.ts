import { belongingTo, findCase } from '../case-access/repository.ts'
import { personTold } from '../case-access/told-of.ts'
import { download, upload } from '../platform/http/files.ts'
import { get, list, operationsOf, printable, table, write } from '../platform/http/operations.ts'
import { acceptReceiptLoss } from './accept-receipt-loss.ts'
import { fileReceipt } from './file-receipt.ts'
import { getSpendingOutlook } from './get-outlook.ts'
import { getStatement } from './get-statement.ts'
import { getStatementFile } from './get-statement-file.ts'
import { statementPageOf } from './get-statement-page.ts'
import { liftReceiptPause } from './lift-receipt-pause.ts'
import { listStatementEntries } from './list-statement-entries.ts'
import { listMarked } from './marks-repository.ts'
import { listMissingReceipts, missingReceiptTold, toldMissingReceipt } from './missing-repository.ts'
import { NewPurchase } from './new-purchase-schema.ts'
import { SpendingOutlook } from './outlook-schemas.ts'
import { findReceiptFile } from './receipt-file-repository.ts'
import {
  MissingReceiptFilter,
  MissingReceiptPage,
  NewReceipt,
  NewReceiptLoss,
  PauseLifting,
  ReceiptLossAcceptance,
} from './receipt-schemas.ts'
import { recordPurchase } from './record-purchase.ts'
import { findPurchase, listPurchases, listWithoutReceipt } from './repository.ts'
import { reversePurchase } from './reverse-purchase.ts'
import { MarkedPurchasePage, NewReversal, Purchase, PurchaseFilter, PurchasePage, Statement } from './schemas.ts'
import { checkReceiptFile, sendReceiptFile } from './send-receipt-file.ts'
import { stateReceiptLost } from './state-receipt-lost.ts'
import { StatementEntryPage, StatementPageQuery, StatementQuery } from './statement-schemas.ts'

export const spendingOperations = operationsOf('Spending', [
  write('recordPurchase', 'POST /plan-lines/:planLineId/purchases', {
    summary: 'Record a purchase against a plan line',
    description:
      'By who may buy on the line, whom `getSpenders` names. What the line has not got is refused, with the sum. On a line that has closed, what was bought by that day is recorded, as far as the plan in force leaves it of the budget. What a person buys from a direct payment beyond what they were paid is paid to the account of the budget. The first purchase sets the first review where none is set.',
    permission: 'spending:write',
    key: 'required',
    problems: [409, 422],
    body: NewPurchase,
    gives: { 201: Purchase },
    run: recordPurchase,
  }),
  list('listPurchases', '/cases/:caseId/purchases', {
    summary: 'List the purchases of a case with their receipts, newest first unless asked otherwise',
    permission: 'spending:read',
    filter: PurchaseFilter,
    days: ['boughtOn'],
    gives: PurchasePage,
    of: findCase,
    read: listPurchases,
  }),
  list('listMarkedPurchases', '/marked-purchases', {
    summary: 'List the purchases that are marked, newest first',
    description: 'For the commissioner and the auditor: what is odd is marked with the reason, and refused to nobody.',
    permission: 'evidence:read',
    gives: MarkedPurchasePage,
    tellsOf: personTold,
    read: listMarked,
    tell: ({ personId: _, ...marked }) => marked,
  }),
  get('getPurchase', '/purchases/:purchaseId', {
    summary: 'Read a purchase with its receipt',
    permission: 'spending:read',
    gives: Purchase,
    of: belongingTo('purchase'),
    read: findPurchase,
  }),
  write('fileReceipt', 'POST /purchases/:purchaseId/receipt', {
    summary: 'File the receipt of a purchase',
    description:
      'By the hash of its document, which is sent next (`sendReceiptFile`). Until then the receipt is missing as before: it is asked for, and keeps who bought paused; and what was filed gives way to what is filed again, unless the receipt is to stay as it is for now.',
    permission: 'spending:write',
    problems: [409, 422],
    body: NewReceipt,
    gives: { 201: Purchase },
    run: fileReceipt,
  }),
  upload('sendReceiptFile', 'POST /purchases/:purchaseId/receipt/file', {
    summary: 'Send the document of a receipt',
    description:
      'With it nobody waits for the receipt any more, and the purchase is shown. The bytes of the document are the body, and Content-Type says what they are. The service works the SHA-256 out: it is the one that was filed with the receipt. Where that document was harmful or could not be read, another copy takes its place and is looked at as a new receipt is, unless the receipt is to stay as it is for now.',
    permission: 'spending:write',
    problems: [409, 422],
    gives: { 201: Purchase },
    check: checkReceiptFile,
    run: sendReceiptFile,
  }),
  download('getReceiptFile', '/purchases/:purchaseId/receipt/file', {
    summary: 'Read the document of a receipt',
    permission: 'spending:read',
    gives: 'The document, as it was sent.',
    of: belongingTo('purchase'),
    read: findReceiptFile,
  }),
  list('listMissingReceiptsOfCase', '/cases/:caseId/missing-receipts', {
    summary: 'List the purchases of a case whose receipt was asked for and is missing, newest first',
    permission: 'spending:read',
    gives: PurchasePage,
    of: findCase,
    read: listWithoutReceipt,
  }),
  list('listMissingReceipts', '/missing-receipts', {
    summary: 'List the receipts of your cases that were asked for and are missing, the longest missing first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner.',
    permission: 'spending:read',
    filter: MissingReceiptFilter,
    gives: MissingReceiptPage,
    place: 'day and id',
    tellsOf: missingReceiptTold,
    read: listMissingReceipts,
    tell: toldMissingReceipt,
  }),
  write('liftReceiptPause', 'POST /purchases/:purchaseId/receipt-pause/lifting', {
    summary: 'Let somebody buy again though a receipt is missing',
    description:
      'By the care coordinator, their manager or the commissioner, and never by who bought it. The receipt is still missing; that of a purchase which was reversed is waited for no more.',
    permission: 'spending:oversee',
    problems: [409],
    body: PauseLifting,
    gives: { 200: Purchase },
    run: liftReceiptPause,
  }),
  write('stateReceiptLost', 'POST /purchases/:purchaseId/receipt-loss', {
    summary: 'Say that a receipt is lost',
    permission: 'spending:write',
    problems: [409],
    body: NewReceiptLoss,
    gives: { 201: Purchase },
    run: stateReceiptLost,
  }),
  write('acceptReceiptLoss', 'POST /purchases/:purchaseId/receipt-loss/acceptance', {
    summary: 'Accept that a receipt is lost',
    description:
      'By the care coordinator, their manager or the commissioner, and never by who bought it or says that it is lost.',
    permission: 'spending:oversee',
    problems: [409],
    body: ReceiptLossAcceptance,
    gives: { 200: Purchase },
    run: acceptReceiptLoss,
  }),
  write('reversePurchase', 'POST /purchases/:purchaseId/reversal', {
    summary: 'Reverse a purchase',
    description:
      'Wholly or in part. Where its receipt was asked for it is waited for on, though all of it is reversed: who bought it is paused, or will be, until somebody else lifts that (`liftReceiptPause`). A feed that somebody else sent, by which all of it came back, ends it.',
    permission: 'spending:write',
    key: 'required',
    problems: [409],
    body: NewReversal,
    gives: { 201: Purchase },
    run: reversePurchase,
  }),
  get('getStatement', '/cases/:caseId/statement', {
    summary: 'Read what was agreed, spent and is left, line by line',
    permission: 'spending:read',
    gives: Statement,
    of: findCase,
    read: getStatement,
  }),
  get('listStatementEntries', '/cases/:caseId/statement/entries', {
    summary: 'Read what came into the budget and went out of it on any days, oldest first',
    description:
      'As the book said at any moment: what was recorded later, a reversal too, changes nothing of it. Each entry has its day, its line, what it is in plain words, and what was left after it.',
    permission: 'spending:read',
    query: StatementPageQuery,
    gives: StatementEntryPage,
    of: findCase,
    read: listStatementEntries,
  }),
  printable('getStatementPage', '/cases/:caseId/statement/page', {
    summary: 'Read the statement of the budget as a page to print',
    description: 'For any days, as of any moment: what is left, line by line, and each entry. At most 5,000 entries.',
    permission: 'spending:read',
    query: StatementQuery,
    gives: 'The statement.',
    read: statementPageOf,
  }),
  table('getStatementFile', '/cases/:caseId/statement/file', {
    summary: 'Save the statement of the budget for a spreadsheet',
    description:
      'For any days, as of any moment: a row for each entry, in pounds, between what was left before and after. At most 5,000 entries. A text that a spreadsheet would run begins with an apostrophe.',
    permission: 'spending:read',
    query: StatementQuery,
    gives: 'The statement.',
    of: findCase,
    read: getStatementFile,
  }),
  get('getSpendingOutlook', '/cases/:caseId/spending-outlook', {
    summary: 'See how fast the plan in force is spent, and what somebody should ask',
    description:
      'By the pace of the last eight weeks: what a line takes in a week, when nothing is left, and to when it is meant to last. Money that is not spent is a question to the person and no fault; nothing is taken back by it. 404 where no plan is in force.',
    permission: 'spending:read',
    gives: SpendingOutlook,
    of: findCase,
    read: getSpendingOutlook,
  }),
])
