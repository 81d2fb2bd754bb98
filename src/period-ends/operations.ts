import { findCase } from '../case-access/repository.ts'
import { personTold } from '../case-access/told-of.ts'
import { list, operationsOf } from '../platform/http/operations.ts'
import { listLeftOver, listPeriodEnds } from './repository.ts'
import { PeriodEndPage } from './schemas.ts'

export const periodEndOperations = operationsOf('Spending', [
  list('listPeriodEnds', '/cases/:caseId/period-ends', {
    summary: 'List the periods of plans that are over, and what was not spent of them, newest first',
    description:
      'The service ends a period on the day after its last, by the rule of the scheme (`money.periodEnd`), and not while an appeal is open or a crisis is on. Nothing is taken by it.',
    permission: 'spending:read',
    gives: PeriodEndPage,
    of: findCase,
    read: listPeriodEnds,
  }),
  list('listLeftOver', '/period-ends', {
    summary:
      'List the periods that are over with more left than is carried over, and that nobody has looked at since, newest first',
    description:
      'For the commissioner and the auditor. What is left over stays the person’s until it is decided on: `proposeSurplusRecovery` begins that.',
    permission: 'evidence:read',
    gives: PeriodEndPage,
    tellsOf: personTold,
    read: listLeftOver,
    tell: ({ personId: _, ...end }) => end,
  }),
])
