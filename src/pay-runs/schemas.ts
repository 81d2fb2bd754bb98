import { type Static, Type } from '@sinclair/typebox'
import { Payment } from '../payments/schemas.ts'
import { byDay, filterOf, sortOf, updatedSince, yesOrNo } from '../platform/http/list-grammar.ts'
import { paymentFileFormats } from '../rules/payments/pay-days.ts'
import { mostPence } from '../shared/money.ts'
import { csvText, date, id, instant, nullable, oneOf, pageOf, pence, ref, thing, words } from '../shared/schema.ts'

export const mostPaymentsInRun = 10_000

export const PaymentFileFormat = oneOf(paymentFileFormats, {
  $id: 'PaymentFileFormat',
  description: '`iso-20022` is pain.001.001.09; `bacs` is Standard 18.',
})
const count = (description: string) => Type.Integer({ minimum: 0, description, examples: [120] })
const sum = (description: string, example: number) =>
  Type.Integer({
    ...{ minimum: 0, maximum: mostPence * mostPaymentsInRun, format: 'int64' },
    ...{ description, examples: [example] },
  })
const serviceUserNumber = nullable(Type.String({ pattern: '^[0-9]{6}$' }), {
  description: 'The number by which Bacs knows the payer; needed for a file for Bacs.',
  examples: [null],
})

export const NewPayRun = thing('NewPayRun', 'Payments that are due by a day, to be made together.', {
  until: date(),
  payOn: date(),
  most: Type.Integer({
    minimum: 1,
    maximum: mostPaymentsInRun,
    description: 'At most so many, the longest due first.',
    examples: [500],
  }),
  payerId: id(),
  serviceUserNumber,
})
const runStatuses = ['draft', 'reviewed', 'approved', 'instructed', 'settled', 'cancelled'] as const
const whole = {
  id: id(),
  until: date(),
  payOn: date(),
  payerId: id(),
  serviceUserNumber,
  status: ref(
    oneOf(runStatuses, {
      $id: 'PayRunStatus',
      description:
        '`approved`: its payments are handed over, one after the other; `instructed`: all are, and its file can be made; `settled`: the bank has said of each whether it was paid, or none is left in it.',
    }),
  ),
  payments: count('How many payments, as counted when it was drafted, reviewed or instructed.'),
  totalPence: pence(),
  draftedAt: instant(),
  reviewedAt: nullable(instant(), { description: 'Null while nobody has.', examples: [null] }),
  approvedAt: nullable(instant(), { description: 'Null while nobody has.', examples: [null] }),
  instructedAt: nullable(instant(), { description: 'Null while some payments are not handed over.', examples: [null] }),
  fileMadeAt: nullable(instant(), { description: 'When its file was made first; null: it was not.', examples: [null] }),
  fileFormat: nullable(ref(PaymentFileFormat), { description: 'Of the file that was made.', examples: [null] }),
  settledAt: nullable(instant(), {
    description:
      'Null while the bank has not said all. Of a run that was given up after its approval: when none of its payments was in it any more.',
    examples: [null],
  }),
  cancellationAskedAt: nullable(instant(), {
    description: 'When somebody asked for it to be given up after its approval; null where nobody has.',
    examples: [null],
  }),
  cancelledAt: nullable(instant(), { description: 'Null where it was not given up.', examples: [null] }),
}
export const PayRun = thing(
  'PayRun',
  'Payments that are reviewed by one person, approved by another, and made together.',
  whole,
)
export const PayRunPage = pageOf(PayRun)
export const PayRunFilter = filterOf({
  status: oneOf(runStatuses, { description: 'That are so far.', examples: ['approved'] }),
  paySince: byDay('To be paid on this day or after.'),
  payBy: byDay('To be paid on this day or before.'),
  updatedSince: updatedSince(),
  sort: sortOf(['-draftedAt', 'payOn', '-payOn']),
})
export type PayRunFilter = Static<typeof PayRunFilter>
export const PayRunProgress = thing('PayRunProgress', 'A run of payments, and how far it is.', {
  ...whole,
  progress: ref(
    thing('PayRunCounts', 'How far the payments of a run are.', {
      payments: count('How many are in it now.'),
      totalPence: sum('What they come to, in whole pence.', 1_250_000),
      notListed: count('How many of them you are not told of: they are of records that are kept to their teams.'),
      notListedPence: sum('What those come to, in whole pence: with what is listed, they come to all.', 0),
      instructed: count('How many the bank is told.'),
      paid: count('How many were paid.'),
      failed: count('How many the bank could not make.'),
      again: count('How many stand instead of one that the bank could not make: look at why before you approve.'),
      againPence: sum('What those come to, in whole pence.', 0),
    }),
  ),
})
export const PayRunPaymentPage = pageOf(Payment)
export const PayRunPaymentFilter = filterOf({
  again: yesOrNo('True: they stand instead of one that the bank could not make. False: they do not.'),
})
export type PayRunPaymentFilter = Static<typeof PayRunPaymentFilter>
export const PaymentCorrection = thing(
  'PaymentCorrection',
  'That the bank made a payment that was imported as failed.',
  {
    paidOn: date(),
    because: words(1000, 'By what it is known.', 'The statement of 3 December, read at the bank.'),
  },
)

export const NewPaymentFile = thing('NewPaymentFile', 'In which format the bank, or the finance system, takes it.', {
  format: ref(PaymentFileFormat),
})
export const PaymentFileMade = thing(
  'PaymentFileMade',
  'The file of a run. It holds bank details, and is kept nowhere: made again, it has the same bytes, or is refused.',
  {
    fileName: Type.String({ description: 'How to call it.', examples: ['pay-run-2026-12-01.xml'] }),
    format: ref(PaymentFileFormat),
    content: Type.String({ description: 'The file.', examples: ['run,reference,payee'] }),
    sha256: Type.String({ description: 'Of its bytes in UTF-8, hexadecimal.', examples: ['9f86d081884c7d65'] }),
    madeBefore: Type.Boolean({
      description: 'Whether it was made before: hand it to the bank once.',
      examples: [false],
    }),
    firstMadeAt: instant(),
  },
)
export const NewPayRunResults = thing('NewPayRunResults', 'What the bank said.', {
  csv: csvText(
    'CSV (RFC 4180) with the head `reference,outcome,paidOn,reason`: the outcome is `paid`, with the day, or `failed`, with the reason. Several parts can be sent, in any order, and the same again does nothing.',
    'reference,outcome,paidOn,reason\r\n0F7K3J9Q2M5X8T1B6R,paid,2026-12-01,\r\n',
  ),
})
export const PayRunResultsImported = thing('PayRunResultsImported', 'What was taken of the results.', {
  taken: count('How many were new.'),
  known: count('How many were known already.'),
})
export type PayRun = Static<typeof PayRun>
export type PaymentFileMade = Static<typeof PaymentFileMade>
export const payRunSchemas = [
  NewPayRun,
  PayRun,
  PayRunPage,
  PayRunProgress,
  PayRunPaymentPage,
  NewPaymentFile,
  PaymentFileMade,
  NewPayRunResults,
  PayRunResultsImported,
  PaymentCorrection,
]
