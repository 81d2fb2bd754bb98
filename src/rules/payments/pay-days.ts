import type { LocalDate } from '../../shared/dates.ts'
import { workingDayBefore } from '../../shared/working-days.ts'

/** How a file tells a bank, or a finance system, what to pay. */
export const paymentFileFormats = ['csv', 'iso-20022', 'bacs'] as const
export type PaymentFileFormat = (typeof paymentFileFormats)[number]

/** The last day on which a file can be handed in that pays on a day. Bacs has a file on one working day, processes it on the next, and pays on the one after that. */
export const lastFileDay = (payOn: LocalDate, format: PaymentFileFormat): LocalDate =>
  format === 'bacs' ? workingDayBefore(workingDayBefore(payOn)) : payOn
