import { parse } from 'csv-parse/sync'
import { contentHash } from '../platform/audit/content-hash.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { feedDay, feedPence, writtenAs } from '../rules/spending/card-feeds.ts'
import { namePattern } from '../shared/schema.ts'
import type { NewCardFeed } from './schemas.ts'

const mostLines = 2_000

/** A line as it was read, and which of those that are alike it is. The same line has the same hash, whenever it is sent and however it is written. */
export interface ReadLine {
  readonly hash: string
  readonly alike: string
  readonly place: number
  readonly paidOn: string
  readonly amountPence: number
  readonly merchant: string
  readonly reference: string
}

/** The lines of a feed; what cannot be read is refused with its line, and nothing of the feed is taken. */
export function readFeed({ csv, profile }: NewCardFeed): ReadLine[] {
  const { dateColumn, amountColumn, merchantColumn, referenceColumn } = profile
  const read = [dateColumn, amountColumn, merchantColumn, ...(referenceColumn === null ? [] : [referenceColumn])]
  const rows = rowsOf(csv, profile.delimiter, read)
  if (rows.length > mostLines) throw invalidAt('/csv', `must have ${mostLines} lines at the most`)
  for (const name of ['dateColumn', 'amountColumn', 'merchantColumn', 'referenceColumn'] as const) {
    const column = profile[name]
    if (column !== null && rows[0] && !Object.hasOwn(rows[0], column))
      throw invalidAt(`/profile/${name}`, 'is no column of the feed')
  }
  const places = new Map<string, number>()
  return rows.flatMap((row, index) => {
    const at = `line ${index + 2}`
    const paidOn = feedDay(row[profile.dateColumn] ?? '', profile.dateFormat)
    if (!paidOn) throw invalidAt('/csv', `${at} has no day as the profile says`)
    const written = feedPence(row[profile.amountColumn] ?? '')
    if (written === undefined) throw invalidAt('/csv', `${at} has no amount that can be`)
    const cellOf = (column: string) => {
      const text = nameIn(row[column] ?? '')
      if (text === undefined) throw invalidAt('/csv', `${at} has what cannot be seen in a name or reference`)
      return text
    }
    const merchant = cellOf(profile.merchantColumn)
    if (merchant === '') throw invalidAt('/csv', `${at} does not say who was paid`)
    // Nothing was paid: a card that was checked.
    if (written === 0) return []
    const amountPence = profile.paidIs === 'positive' ? written : -written
    const reference = profile.referenceColumn === null ? '' : cellOf(profile.referenceColumn)
    const alike = writtenAs({ paidOn, amountPence, merchant, reference })
    const place = places.get(alike) ?? 0
    places.set(alike, place + 1)
    return [{ hash: contentHash({ alike, place }), alike, place, paidOn, amountPence, merchant, reference }]
  })
}

const named = new RegExp(namePattern, 'u')
/** What is in a cell, as far as it is kept, in one line and never half of a character; undefined where it has what no name has. */
function nameIn(cell: string): string | undefined {
  const text = cell
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')
  return text === '' || named.test(text) ? text : undefined
}

function rowsOf(csv: string, delimiter: string, read: readonly string[]): Record<string, string>[] {
  try {
    return parse<Record<string, string>>(csv, {
      bom: true,
      columns: (columns: string[]) => onceEach(columns, read),
      delimiter,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    if (error instanceof Problem) throw error
    throw invalidAt('/csv', 'is not CSV with the names of its columns in the first line')
  }
}

/** The columns that are read, each of which is there once: else nobody knows which of two is meant. */
function onceEach(columns: readonly string[], read: readonly string[]): (string | false)[] {
  const again = columns.findIndex((name, place) => read.includes(name) && columns.indexOf(name) !== place)
  const first = columns.indexOf(columns[again] ?? '')
  if (again >= 0) throw invalidAt('/csv', `has one name for two columns, ${first + 1} and ${again + 1}`)
  return columns.map((name) => read.includes(name) && name)
}
