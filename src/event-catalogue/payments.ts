import { date, id, pence } from '../shared/schema.ts'
import { code, count, happened, keyedMark } from './facts.ts'

const payment = { planLineId: id(), amountPence: pence() }

/** What happens with payments of a case. Why one is held is told to those who see it, and no event says whom a check is about. */
export const paymentEvents = {
  'payments.planned': happened('money', 'The payments of a line were planned anew.', {
    planned: count('How many were planned.'),
    cancelled: count('How many that were planned before are not made.'),
  }),
  'payment.held': happened('money', 'A payment waits.', { ...payment, reason: code('Why.', 'line-paused') }),
  'payment.released': happened('money', 'A payment waits no more.', payment),
  'payment.instructed': happened('money', 'The bank is told to make a payment.', { ...payment, payRunId: id() }),
  'payment.taken-back': happened(
    'money',
    'A payment is planned again as it was: its run was given up before the bank was told of it.',
    payment,
  ),
  'payment.paid': happened('money', 'A payment was made.', { ...payment, paidOn: date() }),
  'payment.failed': happened(
    'money',
    'The bank did not make a payment, or it came back. It is planned again, once somebody has looked at it.',
    payment,
  ),
}

/** What happens with the account that the direct payments of a case go into; what the account is, no event says. */
export const bankAccountEvents = {
  'bank-account.proposed': happened(
    'money',
    'An account for the direct payments was given. A second person confirms it first.',
  ),
  'bank-account.told': happened('money', 'Whoever the account belongs to was asked whether it is theirs.'),
  'bank-account.confirmed': happened('money', 'The direct payments go into this account from now on.'),
  'bank-account.giver-left': happened(
    'money',
    'Who gave the account does not act for the person any more: nothing is paid into it until one is given again and confirmed.',
  ),
  'bank-account.refused': happened('money', 'Nothing is paid into this account.'),
}

const sums = { payments: count('How many payments.', 120), totalPence: pence() }

/** What happens with payments that are approved together. */
export const payRunEvents = {
  'pay-run.drafted': happened(null, 'Payments that are due were put together.', sums),
  'pay-run.reviewed': happened(null, 'Somebody looked through a run of payments.', sums),
  'pay-run.approved': happened(null, 'Another person approved a run of payments.', sums),
  'pay-run.instructed': happened(null, 'All payments of a run are ready for the bank.', sums),
  'pay-run.file-made': happened(null, 'The file of a run was made, for the first time or again.', {
    format: code('In which format.', 'iso-20022'),
    fileMark: keyedMark(),
  }),
  'pay-run.results-imported': happened(null, 'What the bank said of payments was imported.', {
    results: count('How many results.', 120),
  }),
  'payment.result-corrected': happened(null, 'Somebody said that the bank made a payment that was imported as failed.'),
  'pay-run.settled': happened(
    null,
    'The bank has said of each payment of a run whether it was made, or none is left in it.',
    {
      paid: count('How many were paid.', 120),
      failed: count('How many were not.', 0),
    },
  ),
  // Of no record: beside `payment.held`, who did it would tell what an officer holds from what is looked into.
  'payment.held-by-hand': happened(null, 'Somebody holds a payment until it is released.'),
  'payment.released-by-hand': happened(null, 'Somebody released a payment.'),
  'pay-run.cancellation-asked': happened(
    null,
    'Somebody asked for an approved run to be given up. A second person confirms it.',
  ),
  'pay-run.cancelled': happened(null, 'A run was given up before a file of it was made.'),
}
