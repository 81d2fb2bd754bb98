import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { Recorded } from '../rules/people/recording.ts'
import { answerInformationRequest } from './answer-information-request.ts'
import { changeExpressionOfInterest } from './change-expression-of-interest.ts'
import { decideExpressionOfInterest } from './decide-expression-of-interest.ts'
import { draftExpressionOfInterest } from './draft-expression-of-interest.ts'
import { getReadiness } from './get-readiness.ts'
import { withoutVersion } from './open-expression.ts'
import { recordExpressionSubmission } from './record-expression-submission.ts'
import { findExpression, listExpressions } from './repository.ts'
import { requestInformation } from './request-information.ts'
import {
  ExpressionDecided,
  ExpressionDecision,
  ExpressionOfInterest,
  ExpressionOfInterestPage,
  ExpressionOfInterestPatch,
  InformationAnswers,
  NewExpressionOfInterest,
  NewInformationRequest,
  Readiness,
} from './schemas.ts'
import { submitExpressionOfInterest } from './submit-expression-of-interest.ts'
import { withdrawExpressionOfInterest } from './withdraw-expression-of-interest.ts'

export const expressionOperations = operationsOf('Expressions of interest', [
  write('draftExpressionOfInterest', 'POST /cases/:caseId/expressions-of-interest', {
    summary: 'Begin an expression of interest',
    description:
      'Made by the person, a representative or staff. A draft may be incomplete; ask its readiness before sending.',
    permission: 'expression:write',
    problems: [409],
    body: NewExpressionOfInterest,
    gives: { 201: ExpressionOfInterest },
    run: draftExpressionOfInterest,
  }),
  list('listExpressionsOfInterest', '/cases/:caseId/expressions-of-interest', {
    summary: 'List the expressions of interest of a case, newest first',
    permission: 'expression:read',
    gives: ExpressionOfInterestPage,
    of: findCase,
    read: listExpressions,
    tell: withoutVersion,
  }),
  get('getExpressionOfInterest', '/expressions-of-interest/:expressionId', {
    summary: 'Read an expression of interest, with what was asked and answered',
    permission: 'expression:read',
    gives: ExpressionOfInterest,
    of: belongingTo('expression_of_interest'),
    read: findExpression,
    tell: withoutVersion,
    versioned: true,
  }),
  write('changeExpressionOfInterest', 'PATCH /expressions-of-interest/:expressionId', {
    summary: 'Change a draft',
    permission: 'expression:write',
    ifMatch: 'required',
    problems: [409],
    body: ExpressionOfInterestPatch,
    gives: { 200: ExpressionOfInterest },
    run: changeExpressionOfInterest,
  }),
  get('getReadiness', '/expressions-of-interest/:expressionId/readiness', {
    summary: 'See what will be asked and what is missing, before sending',
    permission: 'expression:read',
    gives: Readiness,
    read: getReadiness,
  }),
  write('submitExpressionOfInterest', 'POST /expressions-of-interest/:expressionId/submission', {
    summary: 'Send an expression of interest',
    description: 'By the person or who acts for them.',
    permission: 'expression:write',
    problems: [403, 409, 412, 422],
    gives: { 200: ExpressionOfInterest },
    run: submitExpressionOfInterest,
  }),
  write('recordExpressionSubmission', 'POST /expressions-of-interest/:expressionId/recorded-submission', {
    summary: 'Send an expression of interest for the person, who said so',
    description:
      'By the care coordinator or the commissioner. The person is told, and can say that it was not them: it is a draft again, unless it was decided on.',
    permission: 'expression:write',
    problems: [403, 409, 412, 422],
    body: Recorded,
    gives: { 200: ExpressionOfInterest },
    run: recordExpressionSubmission,
  }),
  write('requestInformation', 'POST /expressions-of-interest/:expressionId/information-requests', {
    summary: 'Ask for more, question by question',
    description:
      'The clock of the decision waits until the person has answered; where the care coordinator is asked, it runs on. After the last day to answer it can be decided on what there is.',
    permission: 'expression:decide',
    problems: [409, 412],
    body: NewInformationRequest,
    gives: { 201: ExpressionOfInterest },
    run: requestInformation,
  }),
  write('answerInformationRequest', 'POST /information-requests/:informationRequestId/answers', {
    summary: 'Answer what was asked',
    permission: 'expression:write',
    problems: [409, 422],
    body: InformationAnswers,
    gives: { 200: ExpressionOfInterest },
    run: answerInformationRequest,
  }),
  write('decideExpressionOfInterest', 'POST /expressions-of-interest/:expressionId/decision', {
    summary: 'Accept or decline an expression of interest, with reasons',
    permission: 'expression:decide',
    key: 'required',
    problems: [409, 412, 422],
    body: ExpressionDecision,
    gives: { 201: ExpressionDecided },
    run: decideExpressionOfInterest,
  }),
  write('withdrawExpressionOfInterest', 'POST /expressions-of-interest/:expressionId/withdrawal', {
    summary: 'Take an expression of interest back',
    permission: 'expression:write',
    problems: [409, 412],
    gives: { 200: ExpressionOfInterest },
    run: withdrawExpressionOfInterest,
  }),
])
