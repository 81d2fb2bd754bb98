import { isReference } from '../../rules/payments/reference.ts'
import { fromCsv } from '../../shared/csv.ts'
import { isCalendarDate, type LocalDate } from '../../shared/dates.ts'

/** What the bank said of a payment: the day on which it was paid, or why it was not. */
export interface BankResult {
  readonly reference: string
  readonly paidOn: LocalDate | null
  readonly failure: string | null
}
export interface Flaw {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

const head = ['reference', 'outcome', 'paidOn', 'reason']

/** Reads what the bank said, or tells what is not clear in it: at most twenty flaws. */
export function readResults(
  csv: string,
  { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
): { results: BankResult[]; flaws: Flaw[] } {
  const [first, ...rows] = fromCsv(csv) ?? []
  const flaw = (code: string, detail: string): Flaw => ({ pointer: '/csv', code, detail })
  if (first?.join() !== head.join())
    return { results: [], flaws: [flaw('head-unclear', `The first line is ${head.join()}`)] }
  const results = new Map<string, BankResult>()
  const flaws: Flaw[] = []
  for (const [index, row] of rows.entries()) {
    const line = index + 2
    const [reference = '', outcome = '', paidOn = '', reason = ''] = row
    const isPaid = outcome === 'paid' && isCalendarDate(paidOn) && paidOn >= from && paidOn <= until && reason === ''
    const isFailed = outcome === 'failed' && paidOn === '' && reason.trim() !== '' && reason.length <= 200
    if (row.length !== head.length || reference === '')
      flaws.push(flaw('line-unclear', `Line ${line} has no ${head.length} fields`))
    else if (!isPaid && !isFailed)
      flaws.push(
        flaw(
          'outcome-unclear',
          `Line ${line}: paid, with a day from its approval until today, or failed, with a reason`,
        ),
      )
    else if (!isReference(reference)) flaws.push(flaw('reference-unknown', `Line ${line} names no payment`))
    else if (results.has(reference)) flaws.push(flaw('reference-repeated', `Line ${line} repeats a reference`))
    else results.set(reference, { reference, paidOn: isPaid ? paidOn : null, failure: isPaid ? null : reason })
  }
  return { results: [...results.values()], flaws: flaws.slice(0, 20) }
}
