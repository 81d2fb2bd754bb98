import { toldToPay } from '../case-access/told-of.ts'
import { Payment } from '../payments/schemas.ts'
import type { Gates } from '../payments/why-held.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { approvePayRun } from './approve-pay-run.ts'
import { cancelPayRun } from './cancel-pay-run.ts'
import { correctPayment } from './correct-payment.ts'
import { draftPayRun } from './draft-pay-run.ts'
import { getPayRun } from './get-pay-run.ts'
import { importPayRunResults } from './import-pay-run-results.ts'
import { listPayRunPayments } from './list-pay-run-payments.ts'
import { makePaymentFile } from './make-payment-file.ts'
import { listRuns, toldOf } from './repository.ts'
import { reviewPayRun } from './review-pay-run.ts'
import {
  NewPaymentFile,
  NewPayRun,
  NewPayRunResults,
  PaymentCorrection,
  PaymentFileMade,
  PayRun,
  PayRunFilter,
  PayRunPage,
  PayRunPaymentFilter,
  PayRunPaymentPage,
  PayRunProgress,
  PayRunResultsImported,
} from './schemas.ts'

export const payRunOperations = (gates: Gates) =>
  operationsOf('Payments', [
    write('draftPayRun', 'POST /pay-runs', {
      summary: 'Put payments together that are due',
      description:
        'Those that can be made, the longest due first. What cannot is held with its reason, also where the run is refused; what was held is released once its reason is gone, and held again where the run is given up. The payer is a council or body of the NHS of the register of payees; where its own account is confirmed, a payment waits whose account is not. By Bacs the day is two working days from today, or from the next working day where today is none, or later: it has the file on one, processes it on the next and pays on the one after. A payment is in one run at a time. By somebody who has no part in any of them.',
      permission: 'pay-run:write',
      key: 'required',
      problems: [409],
      body: NewPayRun,
      gives: { 201: PayRun },
      run: (tx, context, input) => draftPayRun(tx, context, input, gates),
    }),
    list('listPayRuns', '/pay-runs', {
      summary: 'List the runs of payments, newest first unless asked otherwise',
      permission: 'pay-run:read',
      filter: PayRunFilter,
      days: ['payOn'],
      gives: PayRunPage,
      tellsOf: nobody,
      read: listRuns,
      tell: toldOf,
    }),
    get('getPayRun', '/pay-runs/:payRunId', {
      summary: 'Read a run of payments, and how far it is',
      permission: 'pay-run:read',
      gives: PayRunProgress,
      read: getPayRun,
    }),
    list('listPayRunPayments', '/pay-runs/:payRunId/payments', {
      summary: 'List the payments of a run, in the order of its file',
      description:
        'A payment of a record that is kept to its team is made and counted with the others, and listed for a finance officer who is named to pay on it; the run says how many are not (`progress`).',
      permission: 'pay-run:read',
      filter: PayRunPaymentFilter,
      gives: PayRunPaymentPage,
      tellsOf: toldToPay,
      read: listPayRunPayments,
      tell: ({ personId: _, named: __, ...payment }) => payment,
    }),
    write('reviewPayRun', 'POST /pay-runs/:payRunId/review', {
      summary: 'Say that the payments of a run were looked through',
      permission: 'pay-run:write',
      problems: [409],
      gives: { 200: PayRun },
      run: reviewPayRun,
    }),
    write('approvePayRun', 'POST /pay-runs/:payRunId/approval', {
      summary: 'Approve a run of payments that others drafted and reviewed',
      description:
        'Its payments are handed over one part after the other; once all are, it is `instructed`. Refused once it is too late for the bank to pay on its day: by Bacs from the day on which that processes it, and else from the day after.',
      permission: 'pay-run:write',
      key: 'required',
      problems: [409],
      gives: { 200: PayRun },
      run: approvePayRun,
    }),
    write('cancelPayRun', 'POST /pay-runs/:payRunId/cancellation', {
      summary: 'Give up a run of which no file was made',
      description:
        'Its payments are due as before, each as it was, and can be drafted anew. One that nobody has approved is given up at once. One that was approved is by two people: the first asks for it (`cancellationAskedAt`), and nothing changes; the second gives it up, and what was handed over is taken back one part after the other (`settledAt` once all is). A file that is made before that stands. By people who have no part in what is paid, where it was approved.',
      permission: 'pay-run:write',
      problems: [409],
      gives: { 200: PayRun },
      run: cancelPayRun,
    }),
    write('makePaymentFile', 'POST /pay-runs/:payRunId/file', {
      summary: 'Make the file of a run for the bank',
      description:
        'The run keeps when it was made first and what it comes to: made again, it has the same bytes and says so (`madeBefore`), or is refused. Made first, each payment is looked at again: one that is held for a check, whose payee may not be paid any more, or whose account is missing or was changed since it was handed over, leaves the run and waits; one whose line is held in another way since leaves it and is planned anew. It needs a confirmed account of the payer, and is made first only while the bank can still pay on the day: by Bacs until the day before the one on which that processes it, and else until the day itself.',
      permission: 'pay-run:write',
      problems: [409],
      everyTime: true,
      body: NewPaymentFile,
      gives: { 200: PaymentFileMade },
      run: (tx, context, payRunId, input) => makePaymentFile(tx, context, payRunId, input, gates),
    }),
    write('importPayRunResults', 'POST /pay-runs/:payRunId/results', {
      summary: 'Import what the bank said of the payments of a run',
      description:
        'Of a run whose file was made. The same again does nothing, and another word on a payment is refused: one that was imported as failed and was paid is corrected (`correctPayment`).',
      permission: 'pay-run:write',
      problems: [409, 422],
      body: NewPayRunResults,
      gives: { 200: PayRunResultsImported },
      run: importPayRunResults,
    }),
    write('correctPayment', 'POST /payments/:paymentId/correction', {
      summary: 'Say that the bank made a payment that was imported as failed',
      description:
        'By another human than who imported it, who has no part in what is paid. It is `paid` on its day, and what is planned instead of it is given up (`paid-after-all`): that cannot be with the bank or paid. Where the run of that was approved and no file made, give the run up first. What was made and came back is recorded as given back.',
      permission: 'pay-run:write',
      problems: [409],
      body: PaymentCorrection,
      gives: { 200: Payment },
      run: correctPayment,
    }),
  ])
