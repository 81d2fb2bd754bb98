import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, printable } from '../platform/http/operations.ts'
import { findLetter } from './letter-repository.ts'
import { listLetters } from './letters-list-repository.ts'
import { letterToGiveTold, listLettersToGive, toldLetterToGive } from './letters-to-give-repository.ts'
import { LettersToGiveFilter, LetterToGivePage } from './letters-to-give-schemas.ts'
import { findDecision, listDecisions } from './repository.ts'
import { Decision, DecisionPage, LetterPage } from './schemas.ts'

export const decisionOperations = operationsOf('Cases', [
  list('listDecisions', '/cases/:caseId/decisions', {
    summary: 'List the decisions on a case with their reasons, newest first',
    permission: 'plan:read',
    view: 'decisions',
    gives: DecisionPage,
    of: findCase,
    read: listDecisions,
  }),
  get('getDecision', '/decisions/:decisionId', {
    summary: 'Read a decision and its reasons',
    permission: 'plan:read',
    view: 'decisions',
    gives: Decision,
    of: belongingTo('decision'),
    read: findDecision,
  }),
  list('listLetters', '/cases/:caseId/letters', {
    summary: 'List the letters about the decisions on a case, newest first',
    permission: 'letter:read',
    gives: LetterPage,
    of: findCase,
    read: listLetters,
    tell: ({ place: _, ...letter }) => letter,
  }),
  list('listLettersToGive', '/letters-to-give', {
    summary: 'List the letters of your cases that are to be posted or handed over, the oldest first',
    description:
      'Those of which the person was not told by a message, and that nobody has recorded as given (`recordLetterDelivery`); where one is to be posted, `getLetterToPost` prints it: also of cases that have ended. Of the cases on whose team you are; of all that you see, where you see those of a trust or the commissioner. Not for who acts or speaks for the person.',
    permission: 'contact:read',
    filter: LettersToGiveFilter,
    gives: LetterToGivePage,
    tellsOf: letterToGiveTold,
    read: listLettersToGive,
    tell: toldLetterToGive,
  }),
  printable('getLetter', '/decisions/:decisionId/letter', {
    summary: 'Read the letter about a decision, as it was written on the day',
    description:
      'A page in plain English for the person to read and print: what was decided and why, who decided, what stays, how and by when to appeal, who can help.',
    permission: 'letter:read',
    gives: 'The letter.',
    of: belongingTo('decision'),
    read: findLetter,
  }),
])
