import { Problem } from '../platform/http/errors.ts'
import { lastFileDay, type PaymentFileFormat } from '../rules/payments/pay-days.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import type { PayRun } from './schemas.ts'

/** In which format the file of a run is expected, before it is made: one that says a service user number is for Bacs, which takes the longest. */
export const formatOf = ({ serviceUserNumber }: Pick<PayRun, 'serviceUserNumber'>): PaymentFileFormat =>
  serviceUserNumber === null ? 'iso-20022' : 'bacs'

/** Refuses a run for whose day it is too late: a bank refuses a file of a day that is over, with all its payments. */
export function requireInTime({ payOn }: Pick<PayRun, 'payOn'>, format: PaymentFileFormat, now: Date): void {
  const last = lastFileDay(payOn, format)
  if (londonDate(now) <= last) return
  const taker = format === 'bacs' ? 'Bacs' : 'The bank'
  const until = `${taker} takes its file until ${dateInWords(last)}, to pay on ${dateInWords(payOn)}`
  throw new Problem('pay-day-passed', `${until}: give the run up, and draft it for a later day`)
}
