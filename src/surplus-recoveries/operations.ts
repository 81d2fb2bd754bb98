import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { answerSurplusRecovery } from './answer-surplus-recovery.ts'
import { decideSurplusRecovery } from './decide-surplus-recovery.ts'
import { proposeSurplusRecovery } from './propose-surplus-recovery.ts'
import { findRecovery, listRecoveries, told } from './repository.ts'
import {
  NewRecoveryAnswer,
  NewRecoveryDecision,
  NewSurplusRecovery,
  SurplusRecovery,
  SurplusRecoveryDecided,
  SurplusRecoveryPage,
} from './schemas.ts'

export const surplusRecoveryOperations = operationsOf('Spending', [
  write('proposeSurplusRecovery', 'POST /cases/:caseId/surplus-recoveries', {
    summary: 'Begin to look at whether money that was not spent is taken back or set off',
    description:
      'For one person, with the reason. The person has two weeks from the day on which they were told to say what they think. It is taken back, or set off against the coming payments of a direct payment. Never while a crisis is on or an appeal is open, never what the schedule of the line still asks for, what was put aside for a crisis, what is ring-fenced, or what the scheme carries over into the next period.',
    permission: 'recovery:decide',
    key: 'required',
    problems: [409, 422],
    body: NewSurplusRecovery,
    gives: { 201: SurplusRecovery },
    run: proposeSurplusRecovery,
  }),
  list('listSurplusRecoveries', '/cases/:caseId/surplus-recoveries', {
    summary: 'List what was decided on money that was not spent, newest first',
    permission: 'spending:read',
    gives: SurplusRecoveryPage,
    of: findCase,
    read: listRecoveries,
    tell: told,
  }),
  get('getSurplusRecovery', '/surplus-recoveries/:surplusRecoveryId', {
    summary: 'Read whether money that was not spent is taken back or set off, and why',
    permission: 'spending:read',
    gives: SurplusRecovery,
    of: belongingTo('surplus_recovery'),
    read: findRecovery,
    tell: told,
  }),
  write('answerSurplusRecovery', 'POST /surplus-recoveries/:surplusRecoveryId/answer', {
    summary: 'Say what you think of money being taken back or set off',
    description:
      'By the person, or who acts for them; or recorded for them in their own words. Until it is decided it can be said again.',
    permission: 'hearing:write',
    view: 'money',
    problems: [409, 422],
    body: NewRecoveryAnswer,
    gives: { 200: SurplusRecovery },
    run: answerSurplusRecovery,
  }),
  write('decideSurplusRecovery', 'POST /surplus-recoveries/:surplusRecoveryId/decision', {
    summary: 'Decide whether the money is taken back or set off',
    description:
      'By somebody else than who proposed it, once the person has answered or had their time. Each factor is weighed, with the reason. Nothing is taken, and no payment is less, before the time to appeal is over, nor while an appeal is open or a crisis is on. What is set off is taken off the next payments first, none of them below nothing, until it is used or the plan ends.',
    permission: 'recovery:decide',
    key: 'required',
    problems: [409, 422],
    body: NewRecoveryDecision,
    gives: { 201: SurplusRecoveryDecided },
    run: decideSurplusRecovery,
  }),
])
