import { toCsv } from '../../shared/csv.ts'
import { inDecimal } from '../../shared/money.ts'
import type { PaymentFile } from './payment-file.ts'

/** The payments of a file as CSV, for a finance system that takes nothing else. */
export function csvFile({ reference, payOn, instructions }: PaymentFile): string {
  const head = ['run', 'reference', 'payee', 'sortCode', 'accountNumber', 'amount', 'currency', 'payOn']
  const rows = instructions.map(({ reference: payment, payee, amountPence }) => [
    reference,
    payment,
    payee.name,
    payee.sortCode,
    payee.accountNumber,
    inDecimal(amountPence),
    'GBP',
    payOn,
  ])
  return toCsv([head, ...rows])
}
