import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { reportProviderStopped } from './report-provider-stopped.ts'
import { listStops } from './repository.ts'
import { NewProviderStop, ProviderStopPage, ProviderStopReported } from './schemas.ts'

export const providerStopOperations = operationsOf('Spending', [
  write('reportProviderStopped', 'POST /organisations/:organisationId/stops', {
    summary: 'Say that an organisation which holds the money of lines has stopped',
    description:
      'By an officer of the commissioner, or a care coordinator of their own cases. Answers with the lines that it concerns, and what the plan names to fall back on. They pay no more to it for a day after it stopped; each case waits until no line is with it any more.',
    permission: 'provider:stop',
    body: NewProviderStop,
    gives: { 201: ProviderStopReported },
    run: reportProviderStopped,
  }),
  list('listProviderStops', '/cases/:caseId/provider-stops', {
    summary: 'List the organisations of a plan that have stopped, newest first',
    permission: 'plan:read',
    gives: ProviderStopPage,
    of: findCase,
    read: listStops,
  }),
])
