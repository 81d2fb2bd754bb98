import { belongingTo } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { endLineProvider } from './end-line-provider.ts'
import { nameLineProvider } from './name-line-provider.ts'
import { findOwnLine, listOwnInvoices, listOwnLines, listOwnPayments, type Own, ownTold } from './own-repository.ts'
import { listProviders } from './repository.ts'
import {
  LineProvider,
  LineProviderPage,
  NewLineProvider,
  OwnInvoicePage,
  OwnPaymentPage,
  ProvidedLine,
  ProvidedLinePage,
} from './schemas.ts'

/** Whose it is, is told to no provider. */
const ofNobody = <Row extends Own<object>>({ caseId: _, personId: __, ...row }: Row) => row
const line = ({ place: _, ...row }: Awaited<ReturnType<typeof listOwnLines>>[number]) => ofNobody(row)

export const lineProviderOperations = operationsOf('Payees', [
  write('nameLineProvider', 'POST /plan-lines/:planLineId/providers', {
    summary: 'Say which provider gives a line of a plan',
    description:
      'By the broker, the care coordinator or an officer of the commissioner. Its people and systems see of the line what is given, for which days and at which rate; who gave it before sees it no more. Where the commissioner pays for the line, it is paid by the schedule for the days from then on.',
    permission: 'payee:write',
    view: 'plan',
    problems: [409],
    body: NewLineProvider,
    gives: { 201: LineProvider },
    run: nameLineProvider,
  }),
  list('listLineProviders', '/plan-lines/:planLineId/providers', {
    summary: 'List who gives a line of a plan, and gave it, newest first',
    permission: 'spending:read',
    gives: LineProviderPage,
    of: belongingTo('plan_line'),
    read: listProviders,
  }),
  write('endLineProvider', 'POST /plan-lines/:planLineId/provider-ending', {
    summary: 'Say that the provider of a line gives it no more',
    permission: 'payee:write',
    view: 'plan',
    problems: [409],
    gives: { 200: LineProvider },
    run: endLineProvider,
  }),
  list('listOwnLines', '/own-lines', {
    summary: 'List the lines that your organisation gives, the newest first',
    description: 'For a provider and its systems: nothing of the person, what they need, or anything else of a plan.',
    permission: 'provider:read',
    view: 'provided',
    gives: ProvidedLinePage,
    tellsOf: ownTold,
    read: listOwnLines,
    tell: line,
  }),
  get('getOwnLine', '/own-lines/:planLineId', {
    summary: 'Read a line that your organisation gives',
    permission: 'provider:read',
    view: 'provided',
    gives: ProvidedLine,
    of: belongingTo('plan_line'),
    read: findOwnLine,
    tell: line,
  }),
  list('listOwnPayments', '/own-payments', {
    summary: 'List the payments to your organisation, newest first',
    permission: 'provider:read',
    view: 'provided',
    gives: OwnPaymentPage,
    tellsOf: ownTold,
    read: listOwnPayments,
    tell: ofNobody,
  }),
  list('listOwnInvoices', '/own-invoices', {
    summary: 'List what was bought of your organisation, newest first',
    permission: 'provider:read',
    view: 'provided',
    gives: OwnInvoicePage,
    tellsOf: ownTold,
    read: listOwnInvoices,
    tell: ofNobody,
  }),
])
