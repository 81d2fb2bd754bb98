import { inDecimal, type Pence } from './money.ts'

/** Spreadsheets take a file for UTF-8 by this mark alone. */
export const csvMark = '\uFEFF'

/** A cell of a table: a text, a number, or an amount, which is written in pounds. */
export type Cell = string | number | { readonly pence: Pence }

/** What a spreadsheet would run as a formula, were it the first character of a cell, blanks left out (OWASP, CSV injection); some read the wide forms as well. */
const begins = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/

/** A field as RFC 4180 writes it: in quotes where it has to be. A text that begins as a formula would is marked as text. */
function field(value: Cell): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return inDecimal(value.pence)
  const safe = begins.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180), each ended by CRLF. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

/** A field in quotes, or one without; each with what ends it. */
const nextField = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y

/** The rows of a CSV (RFC 4180), whichever way its lines end; undefined where a quote is not closed, or stands in the middle of a field. */
export function fromCsv(text: string): string[][] | undefined {
  const rows: string[][] = []
  let row: string[] = []
  nextField.lastIndex = text.startsWith('\uFEFF') ? 1 : 0
  while (nextField.lastIndex < text.length || row.length > 0) {
    const found = nextField.exec(text)
    if (!found) return undefined
    const [, quoted, plain = '', end] = found
    row.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
