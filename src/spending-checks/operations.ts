import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { decideSpendingCheck } from './decide-spending-check.ts'
import { checkTold, listOpenChecks } from './open-repository.ts'
import { renewSpendingCheck } from './renew-spending-check.ts'
import { findCheck, listChecks, toldCheck } from './repository.ts'
import { NewSpendingCheckDecision, SpendingCheck, SpendingCheckPage, SpendingCheckRenewal } from './schemas.ts'

export const spendingCheckOperations = operationsOf('Spending', [
  list('listOpenSpendingChecks', '/spending-checks', {
    summary:
      'List the words that may name what no budget buys, and who would be paid for support, of whom nobody has decided, the longest ago first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Each is a task with a day for who may decide: an officer of the commissioner or the manager of the team of words, the care coordinator or that manager of a payee.',
    permission: 'spending:read',
    gives: SpendingCheckPage,
    tellsOf: checkTold,
    read: listOpenChecks,
    tell: ({ of: _, ...check }) => toldCheck(check),
  }),
  list('listSpendingChecks', '/cases/:caseId/spending-checks', {
    summary: 'List the words of a case that somebody looks at, or has looked at, newest first',
    permission: 'spending:read',
    gives: SpendingCheckPage,
    of: findCase,
    read: listChecks,
    tell: toldCheck,
  }),
  get('getSpendingCheck', '/spending-checks/:spendingCheckId', {
    summary: 'Read what somebody looks at, and what they decided',
    permission: 'spending:read',
    gives: SpendingCheck,
    of: belongingTo('spending_check'),
    read: findCheck,
    tell: toldCheck,
  }),
  write('decideSpendingCheck', 'POST /spending-checks/:spendingCheckId/decision', {
    summary: 'Decide whether words name what no budget buys, or whether who gives support is paid',
    description:
      'Words by an officer of the commissioner or a team manager who neither wrote the words or the plan, nor asked or bought on the case, nor refused the words before; a payee also by the care coordinator, by another than who asked or refused them before, with how they are known (`vetting`). What is passed of words can be bought from this line, of whoever would be paid, for no more than this amount: whoever was told that it is looked at sends it again.',
    permission: 'spending:oversee',
    key: 'required',
    problems: [409],
    body: NewSpendingCheckDecision,
    gives: { 200: SpendingCheck },
    run: decideSpendingCheck,
  }),
  write('renewSpendingCheck', 'POST /spending-checks/:spendingCheckId/renewal', {
    summary: 'Ask that words which were refused are looked at again',
    description: 'Somebody decides who has not decided on them before.',
    permission: 'spending:write',
    problems: [409],
    body: SpendingCheckRenewal,
    gives: { 201: SpendingCheck },
    run: renewSpendingCheck,
  }),
])
