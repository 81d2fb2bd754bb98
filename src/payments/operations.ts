import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { holdPayment } from './hold-payment.ts'
import { releasePayment } from './release-payment.ts'
import { listPayments } from './repository.ts'
import { Payment, PaymentFilter, PaymentPage } from './schemas.ts'

export const paymentOperations = operationsOf('Payments', [
  list('listPayments', '/cases/:caseId/payments', {
    summary:
      'List the payments of a case, newest first unless asked otherwise: how much, to whom, when, and why one waits',
    permission: 'spending:read',
    filter: PaymentFilter,
    days: ['dueOn'],
    gives: PaymentPage,
    of: findCase,
    read: listPayments,
  }),
  write('holdPayment', 'POST /payments/:paymentId/hold', {
    summary: 'Hold a payment until somebody releases it',
    description:
      'It leaves the run that it is in. What is with the bank is not held any more. By somebody who has no part in it: neither their own case or a relative’s, nor with a tie on it.',
    permission: 'pay-run:write',
    problems: [409],
    gives: { 200: Payment },
    run: holdPayment,
  }),
  write('releasePayment', 'POST /payments/:paymentId/release', {
    summary: 'Release a payment that somebody held, or that the bank could not make',
    description:
      'By somebody who has no part in it, as with holding it; and never by who imported that the payment failed instead of which it is.',
    permission: 'pay-run:write',
    problems: [409],
    gives: { 200: Payment },
    run: releasePayment,
  }),
])
