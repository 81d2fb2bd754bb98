import { findCase } from '../case-access/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { londonDate } from '../shared/dates.ts'
import { changePayeeContact } from './change-payee-contact.ts'
import { decidePayee } from './decide-payee.ts'
import { listPayeeDecisions } from './decisions-repository.ts'
import { declarePayeeTie } from './declare-payee-tie.ts'
import { endPayee } from './end-payee.ts'
import { endPayeeTie } from './end-payee-tie.ts'
import { listQuestions } from './questions-repository.ts'
import { recordPayeeEvidence } from './record-payee-evidence.ts'
import { registerPayee } from './register-payee.ts'
import { reopenPayee } from './reopen-payee.ts'
import { findPayee, listLapsing, listPayees, listPayeesByName } from './repository.ts'
import {
  LapsingEvidencePage,
  NewPayee,
  NewPayeeDecision,
  NewPayeeEvidence,
  Payee,
  PayeeContact,
  PayeeDecision,
  PayeeDecisionPage,
  PayeeEvidence,
  PayeeFilter,
  PayeePage,
  PayeeQuery,
  PayeeReopening,
  PayeesNamed,
} from './schemas.ts'
import { DeclaredTie, DeclaredTieEnding, DeclaredTiePage, NewDeclaredTie, PayeeQuestionPage } from './tie-schemas.ts'
import { listTies, toldTie } from './ties-repository.ts'

/** `replan`: what is paid on a case follows from what is decided of who is. */
export const payeeOperations = (replan: (tx: Tx, context: Context, caseId: string) => void) =>
  operationsOf('Payees', [
    write('registerPayee', 'POST /payees', {
      summary: 'Register somebody to be paid, or an organisation',
      description:
        'They are paid once what they need has been seen: `missing` says what that is. What has the name of an organisation that takes part, however it is written, is registered with its `organisationId`, and a brokerage organisation as one. A council or a body of the NHS needs nothing, and is registered by an officer of the commissioner alone.',
      permission: 'payee:write',
      problems: [409],
      body: NewPayee,
      gives: { 201: Payee },
      run: registerPayee,
    }),
    list('listPayees', '/payees', {
      summary: 'List who is paid, newest first unless asked otherwise',
      permission: 'payee:read',
      filter: PayeeFilter,
      gives: PayeePage,
      tellsOf: nobody,
      read: (reads, actor, page, filter, now) => listPayees(reads, actor, page, filter, londonDate(now)),
    }),
    get('searchPayees', '/payees-by-name', {
      summary: 'Find who is paid by how their name begins',
      description: 'The first 20 by name.',
      permission: 'payee:read',
      query: PayeeQuery,
      gives: PayeesNamed,
      read: async (reads, actor, { name = '' }, now) => ({
        items: await listPayeesByName(reads, actor, name, londonDate(now)),
      }),
    }),
    get('getPayee', '/payees/:payeeId', {
      summary: 'Read who is paid, with what lets them be',
      permission: 'payee:read',
      gives: Payee,
      read: (reads, actor, id, now) => findPayee(reads, actor, id, londonDate(now)),
    }),
    write('recordPayeeEvidence', 'POST /payees/:payeeId/evidence', {
      summary: 'Record what lets a payee be paid, and until when',
      description:
        'By another than who registered them, who has seen it and does not come from the organisation that it is of, with the hash of the document. Who has seen it buys nothing from them. A document that was seen for another payee, where one of the two is a human, is kept by an officer of the commissioner alone, with the reason (`sharedBecause`).',
      permission: 'payee:write',
      problems: [409],
      body: NewPayeeEvidence,
      gives: { 201: PayeeEvidence },
      run: recordPayeeEvidence,
    }),
    write('endPayee', 'POST /payees/:payeeId/ending', {
      summary: 'End that somebody is paid',
      description:
        'By an officer of the commissioner. Nothing that is bought after this day is paid to them. A council or a body of the NHS is ended once a second officer asks for it too.',
      permission: 'payee:end',
      problems: [409],
      gives: { 200: Payee },
      run: endPayee,
    }),
    write('reopenPayee', 'POST /payees/:payeeId/reopening', {
      summary: 'Have somebody paid again who was ended',
      description:
        'By two officers of the commissioner, neither with a tie to them, each with a reason: the first asks for it (`reopeningAskedAt`), and nothing changes. Where one officer has asked for the ending of a council or a body of the NHS, and no second has, one calls it off. Papers and decisions count as before.',
      permission: 'payee:end',
      problems: [409],
      body: PayeeReopening,
      gives: { 200: Payee },
      run: reopenPayee,
    }),
    write('changePayeeContact', 'POST /payees/:payeeId/contact', {
      summary: 'Change how a payee is reached',
      description:
        'By two, neither with a tie to them: the first asks for it (`contactAskedAt`), and nothing changes; the second types the same, and says on which day the payee was told in the way that was known before. Refused while an account of theirs waits to be confirmed.',
      permission: 'payee:write',
      problems: [409],
      body: PayeeContact,
      gives: { 200: Payee },
      run: changePayeeContact,
    }),
    list('listLapsingEvidence', '/lapsing-payee-evidence', {
      summary: 'List the evidence of payees that lapses within a month, or has lapsed, the soonest first',
      permission: 'payee:read',
      gives: LapsingEvidencePage,
      tellsOf: nobody,
      place: 'day and id',
      read: (reads, actor, page, now) => listLapsing(reads, actor, page, londonDate(now)),
      tell: ({ place: _, ...lapsing }) => lapsing,
    }),
    write('decidePayee', 'POST /cases/:caseId/payees/:payeeId/decision', {
      summary: 'Decide whether a payee with a tie to the person is paid on a case',
      description:
        'Who acts for the person, a relative, somebody by the name of one of the team, or the organisation of the broker is paid by such a decision alone, also where its name is only typed. By an officer of the commissioner or a team manager who neither registered the payee nor comes from there.',
      permission: 'payee:decide',
      key: 'required',
      problems: [409],
      body: NewPayeeDecision,
      gives: { 201: PayeeDecision },
      run: (tx, context, caseId, payeeId, input) => decidePayee(tx, context, caseId, payeeId, input, replan),
    }),
    write('declarePayeeTie', 'POST /cases/:caseId/payees/:payeeId/ties', {
      summary: 'Declare a tie to who is paid on a case',
      description:
        'By the person, who acts for them, the broker or the care coordinator: a relative, somebody of the same household, an organisation of their own, or another interest. They are paid on the case by a decision alone from then on, which who declared it does not take.',
      permission: 'spending:write',
      problems: [409],
      body: NewDeclaredTie,
      gives: { 201: DeclaredTie },
      run: declarePayeeTie,
    }),
    list('listPayeeTies', '/cases/:caseId/payee-ties', {
      summary: 'List the ties to who is paid that were declared on a case, newest first',
      permission: 'spending:read',
      gives: DeclaredTiePage,
      of: findCase,
      read: listTies,
      tell: toldTie,
    }),
    list('listPayeeQuestions', '/cases/:caseId/payee-questions', {
      summary:
        'List the payees of whom somebody is to decide whether they are paid on a case, or has decided, newest first',
      permission: 'spending:read',
      gives: PayeeQuestionPage,
      of: findCase,
      read: listQuestions,
    }),
    write('endPayeeTie', 'POST /payee-ties/:payeeTieId/ending', {
      summary: 'Say that a declared tie is none',
      description: 'By an officer of the commissioner or a team manager, and never by who declared it.',
      permission: 'payee:decide',
      problems: [409],
      body: DeclaredTieEnding,
      gives: { 200: DeclaredTie },
      run: (tx, context, id, input) => endPayeeTie(tx, context, id, input, replan),
    }),
    list('listPayeeDecisions', '/cases/:caseId/payee-decisions', {
      summary: 'List the decisions on payees of a case, newest first',
      permission: 'spending:read',
      gives: PayeeDecisionPage,
      of: findCase,
      read: listPayeeDecisions,
    }),
  ])
