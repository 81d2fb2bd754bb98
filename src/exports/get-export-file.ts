import type { Actor } from '../platform/access/access.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Reads, Snapshot } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Cell, csvMark, toCsv } from '../shared/csv.ts'
import { type ExportedKind, exportedKinds, isOfPeople, leftOutColumns, leftOutKinds, leftOutRows } from './kinds.ts'
import { findOwnExport, type KeptExport } from './repository.ts'
import { columnsOf, countRestricted, exportedPeople, exportedRows, isAlone } from './rows-repository.ts'

/** An export that can be read now: by whoever asked for it, within the hour. */
export async function openExport(reads: Reads, actor: Actor, id: string, now: Date): Promise<KeptExport | undefined> {
  const one = await findOwnExport(reads, actor, id)
  if (one && one.readableUntil < now.toISOString())
    throw new Problem('wrong-state', 'This could be read for an hour: ask for another')
  return one
}

/**
 * What the commissioner holds, part by part, out of one look at the database, so that it is of one moment. Before the first part, that everybody's record was
 * looked at is kept. The last line says how many rows there were: without it, the rest was cut off.
 */
export async function* exportParts(
  snapshot: Snapshot,
  actor: Actor,
  { kind, format }: KeptExport,
  now: Date,
  look: (seen: readonly Seen[]) => Promise<void>,
): AsyncGenerator<string> {
  if (!(await isAlone(snapshot, actor))) throw new Problem('wrong-state', 'Another export is being read: one at a time')
  const kinds = exportedKinds.filter((one) => kind === null || one.kind === kind)
  if (kinds.some(isOfPeople))
    for await (const ids of exportedPeople(snapshot, actor))
      await look(ids.map((personId) => ({ personId, caseId: null, ground: 'commissioner' })))
  const [only] = kinds
  if (format === 'csv' && only) yield* csvOf(snapshot, actor, only)
  else yield* linesOf(snapshot, actor, kinds, now)
}

async function* linesOf(snapshot: Snapshot, actor: Actor, kinds: readonly ExportedKind[], now: Date) {
  const counts: Record<string, number> = {}
  const names = kinds.map(({ kind }) => kind)
  const asked = <Of>(all: Readonly<Record<string, Of>>) =>
    Object.fromEntries(Object.entries(all).filter(([kind]) => names.includes(kind)))
  const [withoutColumns, withoutRows] = [asked(leftOutColumns), asked(leftOutRows)]
  yield `${JSON.stringify({ begin: true, at: now.toISOString(), kinds: names, leftOut: leftOutKinds, withoutColumns, withoutRows })}\n`
  for (const of of kinds) {
    counts[of.kind] = 0
    for await (const rows of exportedRows(snapshot, actor, of)) {
      counts[of.kind] = (counts[of.kind] ?? 0) + rows.length
      yield rows.map((row) => `${JSON.stringify({ kind: of.kind, record: row })}\n`).join('')
    }
  }
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const restrictedRecords = kinds.some(isOfPeople) ? await countRestricted(snapshot, actor) : 0
  yield `${JSON.stringify({ end: true, rows, counts, restrictedRecords })}\n`
}

async function* csvOf(snapshot: Snapshot, actor: Actor, of: ExportedKind) {
  const columns = await columnsOf(snapshot, of)
  let count = 0
  yield csvMark + toCsv([['kind', ...columns]])
  for await (const rows of exportedRows(snapshot, actor, of)) {
    count += rows.length
    yield toCsv(rows.map((row) => [of.kind, ...columns.map((column) => cellOf(row[column]))]))
  }
  yield toCsv([['end', String(count)]])
}

/** Numbers as numbers, and what is a document as JSON. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  return typeof value === 'string' ? value : JSON.stringify(value)
}
