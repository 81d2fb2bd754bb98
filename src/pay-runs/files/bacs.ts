import { dayNumber, type LocalDate, londonDate } from '../../shared/dates.ts'
import { workingDayBefore } from '../../shared/working-days.ts'
import { type BankAccount, type Instruction, type PaymentFile, totalsOf } from './payment-file.ts'

/**
 * Bacs Standard 18, a file of one processing day: labels of 80 characters and records of 100, each in places that never move. The layout is the one that banks
 * publish: HSBC, Message Implementation Guide BACS Standard 18, August 2012; Bank of Ireland, BACS File Specification. No kept library writes it.
 */

/** Letters, digits and five marks are all that Bacs carries; anything else is a blank, and a letter loses its accent. */
export function bacsText(text: string, length: number): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()
  return plain
    .replace(/[^A-Z0-9.&/\- ]/g, ' ')
    .slice(0, length)
    .padEnd(length)
}
const digits = (value: number | string, length: number) => String(value).padStart(length, '0')
const blanks = (length: number) => ' '.repeat(length)

/** A day as the labels say it: a blank, two digits of the year and three of the day in it. */
function julian(date: LocalDate): string {
  const day = dayNumber(date) - dayNumber(`${date.slice(0, 4)}-01-01`) + 1
  return ` ${date.slice(2, 4)}${digits(day, 3)}`
}

/** A credit is code 99; what the payer's account is charged with in return, 17. */
type TransactionCode = '99' | '17'

function detail(
  to: BankAccount,
  code: TransactionCode,
  from: BankAccount,
  pence: number,
  reference: string,
  nameOfTarget: string,
): string {
  return [
    digits(to.sortCode, 6),
    digits(to.accountNumber, 8),
    '0',
    code,
    digits(from.sortCode, 6),
    digits(from.accountNumber, 8),
    blanks(4),
    digits(pence, 11),
    bacsText(from.name, 18),
    bacsText(reference, 18),
    bacsText(nameOfTarget, 18),
  ].join('')
}

const credit = (payer: BankAccount, { payee, reference, amountPence }: Instruction) =>
  detail(payee, '99', payer, amountPence, reference, payee.name)

/** The label of the file, at its head (HDR) and at its end (EOF). */
function fileLabels(label: 'HDR' | 'EOF', file: PaymentFile, serial: string): readonly string[] {
  const { serviceUserNumber: user } = file
  const written = julian(londonDate(file.approvedAt))
  const first = `${label}1A${user}S  1${user}${serial}00010001${blanks(6)}${written}${julian(file.payOn)} ${digits(0, 6)}`
  return [first.padEnd(80), `${label}2F0200000100${blanks(35)}00`.padEnd(80)]
}

/** The payments of a file as Bacs takes them. */
export function bacsFile(file: PaymentFile): string {
  const { payer, instructions, serviceUserNumber } = file
  const { count, pence } = totalsOf(file)
  const serial = bacsText(file.reference.slice(-6), 6)
  const contra = detail(payer, '17', payer, pence, 'CONTRA', payer.name)
  const records = [
    `VOL1${serial}${blanks(31)}${serviceUserNumber}${blanks(32)}1`,
    ...fileLabels('HDR', file, serial),
    // Bacs credits the payee on the working day after the one on which it processes the file.
    `UHL1${julian(workingDayBefore(file.payOn))}999999    000000001 DAILY  001`.padEnd(80),
    ...instructions.map((instruction) => credit(payer, instruction)),
    contra,
    ...fileLabels('EOF', file, serial),
    `UTL1${digits(pence, 13)}${digits(pence, 13)}${digits(1, 7)}${digits(count, 7)}`.padEnd(80),
  ]
  return records.map((record) => `${record}\r\n`).join('')
}
