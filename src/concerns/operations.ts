import { personTold } from '../case-access/told-of.ts'
import type { Actor } from '../platform/access/access.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { auditedKinds, riskSigns, riskTickets } from '../rules/concerns/audit-samples.ts'
import { drawAuditSample } from './draw-audit-sample.ts'
import { FreezeLifting, NewSpendingFreeze } from './freeze-schemas.ts'
import { freezeSpending } from './freeze-spending.ts'
import { getAuditSampleVerification } from './get-audit-sample-verification.ts'
import { getConcern } from './get-concern.ts'
import { liftFreeze } from './lift-freeze.ts'
import { listConcerns, toldBrief } from './listing-repository.ts'
import { noteOnConcern } from './note-on-concern.ts'
import { findTaken } from './open-concern.ts'
import { raiseConcern } from './raise-concern.ts'
import { recordAuditFinding } from './record-audit-finding.ts'
import {
  AuditSample,
  AuditSampleItem,
  AuditSampleItemPage,
  AuditSamplePage,
  AuditSampleVerification,
  NewAuditFinding,
  NewAuditSample,
} from './sample-schemas.ts'
import { type FoundItem, findSample, listAuditSampleItems, listAuditSamples } from './samples-repository.ts'
import {
  Concern,
  ConcernBriefPage,
  ConcernFilter,
  ConcernPurchasePage,
  ConcernReceipt,
  NewConcern,
  NewConcernNote,
  NewConcernSettlement,
} from './schemas.ts'
import { settleConcern } from './settle-concern.ts'
import { takeConcern } from './take-concern.ts'
import { listPurchasesOf } from './trail-repository.ts'

const itemTold = ({ personId, caseId }: FoundItem, actor: Actor) =>
  personId === null || caseId === null ? [] : personTold({ personId, caseId }, actor)

/** What counts by risk, for each kind. */
const signsInWords = auditedKinds
  .map((kind) => {
    const { marks, evidence } = riskSigns[kind]
    return `\`${kind}\`: ${marks}; evidence: ${evidence ?? 'none is asked for'}.`
  })
  .join(' ')

export const concernOperations = operationsOf('Concerns', [
  write('raiseConcern', 'POST /cases/:caseId/concerns', {
    summary: 'Say that you are concerned about who is paid, somebody on the team, a line or the case',
    description:
      'By the person, who acts or speaks for them, and everybody else who works on the case. The answer is a receipt alone. Those who handle concerns see it, and nobody else: it is in no list, count, event or timeline of the case, and who looked at the record does not tell of it.',
    permission: 'concern:raise',
    problems: [422],
    body: NewConcern,
    gives: { 200: ConcernReceipt },
    run: raiseConcern,
  }),
  list('listConcerns', '/concerns', {
    summary: 'List the concerns, newest first or by the day on which they are due',
    description:
      'But for those of cases on whose team you are or were, that you had a part in or decided on, or whose accounts you dealt with; and those about a payee whom you registered, to whom you declared a tie, or whose papers or accounts you saw: by any account of yours. What is in one opens to who takes it.',
    permission: 'concern:handle',
    filter: ConcernFilter,
    gives: ConcernBriefPage,
    place: 'day and id',
    tellsOf: nobody,
    read: listConcerns,
    tell: toldBrief,
  }),
  write('takeConcern', 'POST /concerns/:concernId/taking', {
    summary: 'Take a concern, to read what is in it and look into it',
    permission: 'concern:handle',
    gives: { 200: Concern },
    run: takeConcern,
  }),
  get('getConcern', '/concerns/:concernId', {
    summary: 'Read a concern that you have taken',
    permission: 'concern:handle',
    problems: [403],
    gives: Concern,
    read: getConcern,
  }),
  list('listConcernPurchases', '/concerns/:concernId/purchases', {
    summary: 'List the purchases of the case of a concern that you have taken, newest first',
    description:
      'It is no look at the record that others are told of: what was done with the concern tells who took it.',
    permission: 'concern:handle',
    problems: [403],
    gives: ConcernPurchasePage,
    of: findTaken,
    read: listPurchasesOf,
  }),
  write('noteOnConcern', 'POST /concerns/:concernId/notes', {
    summary: 'Write down what was found out, or who was told',
    permission: 'concern:handle',
    problems: [403, 409],
    body: NewConcernNote,
    gives: { 200: Concern },
    run: noteOnConcern,
  }),
  write('freezeSpending', 'POST /concerns/:concernId/freezes', {
    summary: 'Let nothing more go to a payee, from a line or from the case, until a day',
    description:
      'For at most 28 days; who freezes the same for longer is another human. For fewer days than it is frozen already is no way to end that: it is lifted. Whoever pays or records a purchase is told that it cannot be made now (`held-for-check`), and no more. Preventive lines and those for a crisis are paid on; to a payee who is frozen nothing goes from any line. A line takes along what was opened beside the plan like it, and a payee each entry of the register of the same organisation, account or certificate of registration.',
    permission: 'concern:handle',
    problems: [403, 409, 422],
    body: NewSpendingFreeze,
    gives: { 200: Concern },
    run: freezeSpending,
  }),
  write('liftFreeze', 'POST /spending-freezes/:spendingFreezeId/lifting', {
    summary: 'Ask for a freeze to be lifted, or lift one for which another has asked',
    description:
      'The first who asks changes nothing; the second, another human who has taken the concern, lifts it, and what was held goes on by itself.',
    permission: 'concern:handle',
    problems: [403, 409],
    body: FreezeLifting,
    gives: { 200: Concern },
    run: liftFreeze,
  }),
  write('settleConcern', 'POST /concerns/:concernId/settlement', {
    summary: 'Settle a concern: no concern, substantiated, or passed on to the council or the police',
    description:
      'Where there is no concern and something is frozen for it, this asks for it to be lifted, as `liftFreeze` does: the answer has the concern unsettled (`looking`), and another human who has taken it settles it, by which it is lifted. What is frozen no more is settled by one. Else what is frozen holds on past its day until it is lifted, and another human than who froze it settles the concern.',
    permission: 'concern:handle',
    problems: [403, 409],
    body: NewConcernSettlement,
    gives: { 200: Concern },
    run: settleConcern,
  }),
  write('drawAuditSample', 'POST /audit-samples', {
    summary: 'Draw a sample for audit, at random or by risk: of purchases, or of another kind of what moves money',
    description: `By a seed that the service draws and keeps: nobody picks one, and the same kind, seed, days, size and method draw the same. Ticket n of an item is the SHA-256 of \`seed:item:n\`; each has one, and by risk more (\`weight\`); the sample is the items whose least ticket is least. By risk an item has ${riskTickets.perMark} more for each mark, ${riskTickets.noEvidence} without its evidence and ${riskTickets.large.tickets} for a large sum, ${riskTickets.most} at most. ${signsInWords}`,
    permission: 'audit:sample',
    body: NewAuditSample,
    gives: { 201: AuditSample },
    run: drawAuditSample,
  }),
  list('listAuditSamples', '/audit-samples', {
    summary: 'List the samples for audit, newest first',
    permission: 'audit:sample',
    gives: AuditSamplePage,
    tellsOf: nobody,
    read: listAuditSamples,
  }),
  get('getAuditSample', '/audit-samples/:auditSampleId', {
    summary: 'Read how a sample was drawn',
    permission: 'audit:sample',
    gives: AuditSample,
    read: findSample,
  }),
  list('listAuditSampleItems', '/audit-samples/:auditSampleId/items', {
    summary: 'List the items of a sample, with what was found of each',
    permission: 'audit:sample',
    gives: AuditSampleItemPage,
    tellsOf: itemTold,
    read: listAuditSampleItems,
    tell: ({ personId: _, ...item }) => item,
  }),
  write('recordAuditFinding', 'POST /audit-samples/:auditSampleId/items/:itemId/finding', {
    summary: 'Record what was found of an item of a sample',
    description:
      'Where the evidence of a purchase is missing, its receipt counts no more: it is asked for again from then on, by the days of any other (`receiptDueOn`), and another copy can be sent. Anything else that is wrong raises a concern (`audit-finding`), with your words, for those who handle concerns alone: on the case, or for the bank details of a payee on each case with a payment to them that is not settled.',
    permission: 'audit:sample',
    problems: [409],
    body: NewAuditFinding,
    gives: { 200: AuditSampleItem },
    run: recordAuditFinding,
  }),
  get('getAuditSampleVerification', '/audit-samples/:auditSampleId/verification', {
    summary: 'Draw a sample again by its seed, and say whether it is the same',
    permission: 'audit:sample',
    gives: AuditSampleVerification,
    read: getAuditSampleVerification,
  }),
])
