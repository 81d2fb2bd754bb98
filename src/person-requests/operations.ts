import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { answerPersonRequest } from './answer-person-request.ts'
import { askTeam } from './ask-team.ts'
import { findRequest, listRequests } from './repository.ts'
import { NewPersonAnswer, NewPersonRequest, PersonRequest, PersonRequestPage } from './schemas.ts'
import { withdrawPersonRequest } from './withdraw-person-request.ts'

export const personRequestOperations = operationsOf('Cases', [
  write('askTeam', 'POST /cases/:caseId/person-requests', {
    summary: 'Ask for another broker or care coordinator, or ask a question',
    description:
      'By the person, or who acts or speaks for them. Whoever owes the answer has it in their tasks, with the day; nobody answers whether they are to be replaced themselves.',
    permission: 'request:write',
    problems: [409],
    body: NewPersonRequest,
    gives: { 201: PersonRequest },
    run: askTeam,
  }),
  list('listPersonRequests', '/cases/:caseId/person-requests', {
    summary: 'List what the person asked of those who work with them, newest first',
    permission: 'case:read',
    view: 'own-words',
    gives: PersonRequestPage,
    of: findCase,
    read: listRequests,
  }),
  get('getPersonRequest', '/person-requests/:personRequestId', {
    summary: 'Read what the person asked, and the answer',
    permission: 'case:read',
    view: 'own-words',
    gives: PersonRequest,
    of: belongingTo('person_request'),
    read: findRequest,
  }),
  write('answerPersonRequest', 'POST /person-requests/:personRequestId/answer', {
    summary: 'Answer what the person asked',
    permission: 'request:answer',
    problems: [409],
    body: NewPersonAnswer,
    gives: { 200: PersonRequest },
    run: answerPersonRequest,
  }),
  write('withdrawPersonRequest', 'POST /person-requests/:personRequestId/withdrawal', {
    summary: 'Say that an answer is not needed any more',
    permission: 'request:write',
    problems: [409],
    gives: { 200: PersonRequest },
    run: withdrawPersonRequest,
  }),
])
