import { belongingTo, findCase } from '../case-access/repository.ts'
import { download, upload } from '../platform/http/files.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { claimForWaiting } from './claim-for-waiting.ts'
import { decideWaitingClaim } from './decide-waiting-claim.ts'
import { findClaim, findClaimFile, listClaims, told } from './repository.ts'
import { NewClaimDecision, NewWaitingClaim, WaitingClaim, WaitingClaimDecided, WaitingClaimPage } from './schemas.ts'
import { checkWaitingClaimFile, sendWaitingClaimFile } from './send-waiting-claim-file.ts'
import { withdrawWaitingClaim } from './withdraw-waiting-claim.ts'

export const waitingClaimOperations = operationsOf('Spending', [
  write('claimForWaiting', 'POST /cases/:caseId/waiting-claims', {
    summary: 'Claim what the person paid for themself while they waited',
    description:
      'By the person, or who acts for them; or recorded for the person in their own words. For what was bought on the days on which a step was late, cover had fallen away, or support was taken that an appeal gave back: the service works those days out. What no budget buys is refused.',
    permission: 'spending:write',
    key: 'required',
    problems: [409, 422],
    body: NewWaitingClaim,
    gives: { 201: WaitingClaim },
    run: claimForWaiting,
  }),
  list('listWaitingClaims', '/cases/:caseId/waiting-claims', {
    summary: 'List what was claimed for the time of waiting, newest first',
    permission: 'spending:read',
    gives: WaitingClaimPage,
    of: findCase,
    read: listClaims,
    tell: told,
  }),
  get('getWaitingClaim', '/waiting-claims/:waitingClaimId', {
    summary: 'Read what was claimed for the time of waiting, and what was decided',
    permission: 'spending:read',
    gives: WaitingClaim,
    of: belongingTo('waiting_claim'),
    read: findClaim,
    tell: told,
  }),
  upload('sendWaitingClaimFile', 'POST /waiting-claims/:waitingClaimId/file', {
    summary: 'Send the receipt of a claim',
    description:
      'The bytes of the document are the body, and Content-Type says what they are. The service works the SHA-256 out: it is the one that was given with the claim.',
    permission: 'spending:write',
    problems: [409, 422],
    gives: { 201: WaitingClaim },
    check: checkWaitingClaimFile,
    run: sendWaitingClaimFile,
  }),
  download('getWaitingClaimFile', '/waiting-claims/:waitingClaimId/file', {
    summary: 'Read the receipt of a claim',
    permission: 'spending:read',
    gives: 'The document, as it was sent.',
    of: belongingTo('waiting_claim'),
    read: findClaimFile,
  }),
  write('withdrawWaitingClaim', 'POST /waiting-claims/:waitingClaimId/withdrawal', {
    summary: 'Say that it is not claimed any more',
    permission: 'spending:write',
    problems: [409],
    gives: { 200: WaitingClaim },
    run: withdrawWaitingClaim,
  }),
  write('decideWaitingClaim', 'POST /waiting-claims/:waitingClaimId/decision', {
    summary: 'Decide whether what the person paid is paid back: all of it, a part or none',
    description:
      'By who may decide on all that was claimed on the case, and who has nothing else to do with it. What is agreed is owed to the person at once, beside their budget, and paid with the next run; less than was claimed needs a reason, and can be appealed. Words that may name what no budget buys are looked at first (`listSpendingChecks`).',
    permission: 'plan:decide',
    view: 'money',
    key: 'required',
    problems: [409, 422],
    body: NewClaimDecision,
    gives: { 201: WaitingClaimDecided },
    run: decideWaitingClaim,
  }),
])
