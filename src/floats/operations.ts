import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { listPayments } from './payments-repository.ts'
import { recordFloatPayment } from './record-float-payment.ts'
import { findFloat, findReconciliation, listFloats, listReconciliations, toldFloat } from './repository.ts'
import {
  FloatFilter,
  FloatPayment,
  FloatPaymentPage,
  FloatReconciliation,
  FloatReconciliationPage,
  NewFloatPayment,
  NewFloatReconciliation,
  OrganisationFloat,
  OrganisationFloatPage,
} from './schemas.ts'
import { signFloatReconciliation } from './sign-float-reconciliation.ts'
import { stateFloatBalance } from './state-float-balance.ts'

export const floatOperations = operationsOf('Spending', [
  write('recordFloatPayment', 'POST /organisations/:organisationId/float-payments', {
    summary: 'Record money that was paid to an organisation which buys for people, or came back from it',
    description:
      'It counts once a second officer has recorded the same; who recorded it first corrects it until then. The first deposit opens the float of the organisation: what is bought from then on of lines whose money it holds goes out of it. A reference is of one deposit and of one return. No more comes back than the organisation holds by the book, and nothing was paid before the first deposit or more than a year ago.',
    permission: 'organisation:write',
    key: 'required',
    problems: [409],
    body: NewFloatPayment,
    gives: { 201: FloatPayment },
    run: recordFloatPayment,
  }),
  list('listFloatPayments', '/organisations/:organisationId/float-payments', {
    summary: 'List what was paid into and out of the float of an organisation, newest first',
    description: 'For the commissioner, the auditor and the organisation.',
    permission: 'organisation:read',
    gives: FloatPaymentPage,
    tellsOf: nobody,
    read: listPayments,
  }),
  list('listFloats', '/floats', {
    summary: 'List what organisations hold for people, and by when it is to be reconciled',
    description: 'For the commissioner and the auditor all; for an organisation its own.',
    permission: 'organisation:read',
    filter: FloatFilter,
    gives: OrganisationFloatPage,
    tellsOf: nobody,
    read: listFloats,
    tell: toldFloat,
  }),
  get('getFloat', '/organisations/:organisationId/float', {
    summary: 'Read what an organisation holds for people, by the book',
    description: 'For the commissioner, the auditor and the organisation.',
    permission: 'organisation:read',
    gives: OrganisationFloat,
    read: findFloat,
  }),
  write('stateFloatBalance', 'POST /organisations/:organisationId/float-reconciliations', {
    summary: 'Say what the organisation holds, and reconcile it with the book',
    description:
      'By a broker of the organisation, for days that are over. The period begins where the one before ended. A difference needs an explanation. What was stated wrongly is corrected with `insteadOfId` until the commissioner has signed it: the first stays in the list, and stands no more.',
    permission: 'brokerage:write',
    key: 'required',
    problems: [409],
    body: NewFloatReconciliation,
    gives: { 201: FloatReconciliation },
    run: stateFloatBalance,
  }),
  list('listFloatReconciliations', '/organisations/:organisationId/float-reconciliations', {
    summary: 'List the reconciliations of a float, newest first',
    permission: 'organisation:read',
    gives: FloatReconciliationPage,
    tellsOf: nobody,
    read: listReconciliations,
  }),
  get('getFloatReconciliation', '/float-reconciliations/:floatReconciliationId', {
    summary: 'Read a reconciliation of a float',
    permission: 'organisation:read',
    gives: FloatReconciliation,
    read: findReconciliation,
  }),
  write('signFloatReconciliation', 'POST /float-reconciliations/:floatReconciliationId/signature', {
    summary: 'Sign a reconciliation of a float for the commissioner',
    description: 'By somebody else than who recorded a payment that was recorded on a day of it.',
    permission: 'organisation:write',
    key: 'required',
    problems: [409],
    gives: { 200: FloatReconciliation },
    run: signFloatReconciliation,
  }),
])
