import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { invalidAt } from '../platform/http/errors.ts'
import type { SentLines } from '../platform/http/sent-lines.ts'
import { canBeLeftOut, columnsOf, type InColumns, isInColumns } from './columns.ts'
import { type ImportKind, mostBytesInLine, mostLines } from './schemas.ts'

/** A line as it came: its number, and its text, or the cells of its record; null where it is longer than a line can be. */
export type RawLine = readonly [line: number, raw: string | Readonly<Record<string, string>> | null]

/** The lines of a file, in parts that are each done in one transaction. */
export interface Parts {
  readonly total: number
  readonly parts: readonly string[]
}

const linesInPart: Readonly<Record<ImportKind, number>> = { people: 500, cases: 50, 'current-services': 50, plans: 20 }

/** Reads a file into its parts. It makes way for other requests as it goes. A file that is none of its kind is refused, and nothing of it is taken. */
export async function readLines({ mediaType, bytes }: SentLines, kind: ImportKind): Promise<Parts> {
  const text = bytes.subarray(bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0)
  const parts: string[] = []
  let part: RawLine[] = []
  let total = 0
  for await (const line of mediaType === 'text/csv' ? csvLines(text, inColumns(kind)) : jsonLines(text)) {
    total += 1
    if (total > mostLines) throw invalidAt('/', `must have ${mostLines} lines at the most`)
    part.push(line)
    if (part.length < linesInPart[kind]) continue
    parts.push(JSON.stringify(part))
    part = []
    await setImmediate()
  }
  if (part.length > 0) parts.push(JSON.stringify(part))
  if (total === 0) throw invalidAt('/', 'must have a line')
  return { total, parts }
}

function inColumns(kind: ImportKind): InColumns {
  if (isInColumns(kind)) return kind
  throw invalidAt('/', 'must be NDJSON: a plan has parts within parts, for which CSV has no columns')
}

function* jsonLines(text: Buffer): Generator<RawLine> {
  let from = 0
  for (let line = 1; from < text.length; line += 1) {
    const end = text.indexOf(0x0a, from)
    const until = end === -1 ? text.length : end
    if (until - from > mostBytesInLine) yield [line, null]
    else {
      const raw = text.toString('utf8', from, until).trim()
      if (raw !== '') yield [line, raw]
    }
    from = until + 1
  }
}

async function* csvLines(text: Buffer, kind: InColumns): AsyncGenerator<RawLine> {
  const records = parse(text, {
    columns: (header: string[]) => requireColumns(header, kind),
    info: true,
    max_record_size: mostBytesInLine,
    skip_empty_lines: true,
  })
  try {
    for await (const { record, info } of records as AsyncIterable<{
      record: Record<string, string>
      info: { records: number }
    }>)
      yield [info.records + 1, record]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw invalidAt('/', `line ${Number(error.lines ?? 1)} is not CSV as its first line says`)
  }
}

function requireColumns(header: readonly string[], kind: InColumns): string[] {
  const columns = Object.keys(columnsOf[kind])
  const names = header.map((name) => name.trim())
  if (names.some((name, at) => !columns.includes(name) || names.indexOf(name) !== at))
    throw invalidAt('/', `must have these columns, each once: ${columns.join(', ')}`)
  const lacking = columns.filter((column) => !names.includes(column) && !canBeLeftOut(kind, column))
  if (lacking.length > 0) throw invalidAt('/', `lacks a column: ${lacking.join(', ')}`)
  return names
}
