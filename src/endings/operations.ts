import { CaseSummary } from '../cases/schemas.ts'
import { operationsOf, write } from '../platform/http/operations.ts'
import { callOffEnding } from './call-off-ending.ts'
import { confirmDeath } from './confirm-death.ts'
import { confirmDeathInError } from './confirm-death-in-error.ts'
import { endCase } from './end-case.ts'
import { recordDeathInError } from './record-death-in-error.ts'
import { recordKeptBudget } from './record-kept-budget.ts'
import {
  CaseEnded,
  CaseEnding,
  CaseWithdrawal,
  CaseWithdrawn,
  DeathConfirmation,
  DeathInError,
  KeptBudget,
} from './schemas.ts'
import { withdrawCase } from './withdraw-case.ts'

export const endingOperations = operationsOf('Cases', [
  write('withdrawCase', 'POST /cases/:caseId/withdrawal', {
    summary: 'The person says no to a budget, at any time and without penalty',
    description:
      'By the person or who acts for them, or recorded for them, in their own words, by the care coordinator or the commissioner. Open appeals are taken back with it; the person can appeal again. The plan and its lines close, and what was not spent is released. An agreed budget ends at once by the person’s own act alone: said by anybody else it goes on for ten working days more, in which the person can call its end off, and staff decide on it with reasons, a letter and an appeal.',
    permission: 'expression:write',
    view: 'summary',
    key: 'required',
    problems: [403, 409, 422],
    body: CaseWithdrawal,
    gives: { 200: CaseWithdrawn },
    run: withdrawCase,
  }),
  write('callOffEnding', 'POST /cases/:caseId/announced-ending/cancellation', {
    summary: 'The person keeps a budget whose end was announced',
    description:
      'One act, without reasons, until the end takes effect. By the person or who acts for them. By the person it also takes back that they died, until that is confirmed.',
    permission: 'expression:write',
    problems: [403, 409],
    gives: { 200: CaseSummary },
    run: callOffEnding,
  }),
  write('endCase', 'POST /cases/:caseId/ending', {
    summary: 'Record that a case has ended because the person died, moved away or was recorded twice',
    description:
      'Needs no words and no agreement of the person. An agreed budget ends by a death once somebody else has confirmed it (`confirmDeath`): until then nothing is spent that was bought after that day. That it ends for another reason is a decision, with reasons, a letter and an appeal, and it goes on for ten working days more, in which the person can call its end off. Of a record that was found twice it goes on under the record that goes on: its case goes over when the two are joined, unless both have one. The plan and its lines close, what was not spent is released, drafts are withdrawn and clocks stop. Appeals and accounts stay open to those who may.',
    permission: 'case:end',
    key: 'required',
    problems: [403, 409, 422],
    body: CaseEnding,
    gives: { 200: CaseEnded },
    run: endCase,
  }),
  write('recordKeptBudget', 'POST /cases/:caseId/announced-ending/recorded-cancellation', {
    summary: 'Write down that a person without a sign-in keeps a budget whose end was announced',
    permission: 'expression:write',
    problems: [403, 409, 422],
    body: KeptBudget,
    gives: { 200: CaseSummary },
    run: recordKeptBudget,
  }),
  write('confirmDeath', 'POST /cases/:caseId/death/confirmation', {
    summary: 'Confirm a death that somebody else recorded',
    description: 'The agreed budget and its case end by it, as `endCase` tells.',
    permission: 'case:end',
    key: 'required',
    problems: [403, 409, 422],
    body: DeathConfirmation,
    gives: { 200: CaseEnded },
    run: confirmDeath,
  }),
  write('recordDeathInError', 'POST /cases/:caseId/death/error', {
    summary: 'Say that a death was recorded in error',
    description:
      'A death that nobody has confirmed is taken back by it at once. Where the case has ended by it, somebody else confirms the error.',
    permission: 'case:end',
    problems: [403, 409],
    body: DeathInError,
    gives: { 200: CaseSummary },
    run: recordDeathInError,
  }),
  write('confirmDeathInError', 'POST /cases/:caseId/death/error/confirmation', {
    summary: 'Confirm that a death was recorded in error, and open the case again as it was',
    permission: 'case:end',
    key: 'required',
    problems: [403, 409],
    gives: { 200: CaseSummary },
    run: confirmDeathInError,
  }),
])
