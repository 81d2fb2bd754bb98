import { personTold } from '../case-access/told-of.ts'
import { findPerson, findPersonOnGrounds } from '../people/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { streamed, streamedPage } from '../platform/http/streamed.ts'
import { answerCorrectionRequest } from './answer-correction-request.ts'
import { personRecordParts } from './get-person-record.ts'
import { personRecordPage } from './get-person-record-page.ts'
import { requestCorrection } from './request-correction.ts'
import { requestPersonRecord } from './request-person-record.ts'
import { listCorrections, listFormerDetails, listOpenCorrections } from './request-repository.ts'
import {
  CorrectionAnswer,
  CorrectionRequest,
  CorrectionRequestPage,
  FormerDetailsPage,
  NewCorrectionRequest,
  NewRecordRequest,
  NewStatement,
  PersonRecord,
  RecordRequest,
} from './schemas.ts'
import { stateDisagreement } from './state-disagreement.ts'

const who =
  'For the person and who acts for them; and for an officer of the commissioner while a request of the person is to be answered.'

export const subjectAccessOperations = operationsOf('People', [
  write('requestPersonRecord', 'POST /people/:personId/record-requests', {
    summary: 'Record that a person asked for everything about them',
    permission: 'record:request',
    body: NewRecordRequest,
    gives: { 201: RecordRequest },
    run: requestPersonRecord,
  }),
  streamed('getPersonRecord', '/people/:personId/record', {
    summary: 'Read everything that is kept about a person',
    description: who,
    permission: 'record:read',
    problems: [403, 409],
    gives: PersonRecord,
    parts: personRecordParts,
  }),
  streamedPage('getPersonRecordPage', '/people/:personId/record-page', {
    summary: 'Read everything that is kept about a person, as a page',
    description: who,
    permission: 'record:read',
    problems: [403, 409],
    gives: 'The record.',
    title: 'Everything we keep about you',
    parts: personRecordPage,
  }),
  list('listFormerDetails', '/people/:personId/former-details', {
    summary: 'List what was recorded of a person before, newest first',
    permission: 'person:read',
    gives: FormerDetailsPage,
    of: findPerson,
    read: listFormerDetails,
  }),
  write('requestCorrection', 'POST /people/:personId/correction-requests', {
    summary: 'Ask for a correction of what is recorded',
    permission: 'correction:write',
    body: NewCorrectionRequest,
    gives: { 201: CorrectionRequest },
    run: requestCorrection,
  }),
  list('listCorrectionRequests', '/people/:personId/correction-requests', {
    summary: 'List the corrections that were asked for about a person, newest first',
    permission: 'person:read',
    gives: CorrectionRequestPage,
    of: findPersonOnGrounds,
    read: listCorrections,
  }),
  list('listOpenCorrectionRequests', '/correction-requests', {
    summary: 'List the corrections that wait for an answer, those due first first',
    permission: 'record:request',
    gives: CorrectionRequestPage,
    tellsOf: personTold,
    read: listOpenCorrections,
  }),
  write('answerCorrectionRequest', 'POST /correction-requests/:correctionRequestId/answer', {
    summary: 'Answer a request for a correction',
    permission: 'correction:answer',
    problems: [409],
    body: CorrectionAnswer,
    gives: { 200: CorrectionRequest },
    run: answerCorrectionRequest,
  }),
  write('stateDisagreement', 'POST /correction-requests/:correctionRequestId/statement', {
    summary: 'Say why a refused correction is wrong',
    permission: 'correction:write',
    problems: [403, 409],
    body: NewStatement,
    gives: { 200: CorrectionRequest },
    run: stateDisagreement,
  }),
])
