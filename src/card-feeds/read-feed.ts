import { parse } from 'csv-parse/sync'
import { contentHash } from '../platform/audit/content-hash.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { feedDay, feedPence } from '../rules/spending/card-feeds.ts'
import type { NewCardFeed } from './schemas.ts'

const mostLines = 2_000

/** A line as it was read. The same line of the same feed has the same hash, whenever it is sent. */
export interface ReadLine {
  readonly hash: string
  readonly paidOn: string
  readonly amountPence: number
  readonly merchant: string
  readonly reference: string
}

/** The lines of a feed; what cannot be read is refused with its line, and nothing of the feed is taken. */
export function readFeed({ csv, profile }: NewCardFeed): ReadLine[] {
  const rows = rowsOf(csv, profile.delimiter)
  if (rows.length > mostLines) throw invalidAt('/csv', `must have ${mostLines} lines at the most`)
  for (const name of ['dateColumn', 'amountColumn', 'merchantColumn', 'referenceColumn'] as const) {
    const column = profile[name]
    if (column !== null && rows[0] && !Object.hasOwn(rows[0], column))
      throw invalidAt(`/profile/${name}`, 'is no column of the feed')
  }
  const alike = new Map<string, number>()
  return rows.flatMap((row, index) => {
    const at = `line ${index + 2}`
    const paidOn = feedDay(row[profile.dateColumn] ?? '', profile.dateFormat)
    if (!paidOn) throw invalidAt('/csv', `${at} has no day as the profile says`)
    const written = feedPence(row[profile.amountColumn] ?? '')
    if (written === undefined) throw invalidAt('/csv', `${at} has no amount that can be`)
    const merchant = cellOf(row, profile.merchantColumn)
    if (merchant === '') throw invalidAt('/csv', `${at} does not say who was paid`)
    // Nothing was paid: a card that was checked.
    if (written === 0) return []
    const amountPence = profile.paidIs === 'positive' ? written : -written
    const reference = profile.referenceColumn === null ? '' : cellOf(row, profile.referenceColumn)
    const same = contentHash({ paidOn, amountPence, merchant, reference })
    const place = alike.get(same) ?? 0
    alike.set(same, place + 1)
    return [{ hash: contentHash({ same, place }), paidOn, amountPence, merchant, reference }]
  })
}

/** What is in a cell, as far as it is kept: never half of a character, which no text of the database can hold. */
const cellOf = (row: Readonly<Record<string, string>>, column: string): string =>
  (row[column] ?? '')
    .trim()
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')

function rowsOf(csv: string, delimiter: string): Record<string, string>[] {
  try {
    return parse<Record<string, string>>(csv, {
      bom: true,
      columns: true,
      delimiter,
      skip_empty_lines: true,
      trim: true,
    })
  } catch {
    throw invalidAt('/csv', 'is not CSV with the names of its columns in the first line')
  }
}
