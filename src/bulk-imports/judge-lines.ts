import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import { isInColumns, valueOfRecord } from './columns.ts'
import { type Judged, type Line, type LineKind, refusalOf, refusedAt, refusedFor, type Tally } from './judged.ts'
import { cases } from './keep-cases.ts'
import { people } from './keep-people.ts'
import { plans } from './keep-plans.ts'
import { services } from './keep-services.ts'
import { shapeFaultsOf } from './line-schemas.ts'
import { countMarked, listMade, markCounted, markOnce } from './lines-repository.ts'
import type { RawLine } from './read-lines.ts'
import { type BulkImport, type ImportKind, mostBytesInLine } from './schemas.ts'

type Judge = (
  tx: Tx,
  context: Context,
  of: Pick<BulkImport, 'id' | 'kind' | 'dryRun'>,
  raw: readonly RawLine[],
) => Promise<Judged[]>

/** Says of each line of a part what becomes of it, and makes what is to be made, unless it is a dry run. */
const judging =
  <Value extends { readonly identifier: Identifier }>(kind: LineKind<Value>): Judge =>
  async (tx, context, of, raw) => {
    const judged: Judged[] = []
    const whole: Line<Value>[] = []
    for (const line of raw) {
      const read = readLine(of.kind, line)
      if ('outcome' in read) judged.push(read)
      else
        try {
          // It has the shape of its kind.
          whole.push({ line: read.line, value: kind.check(read.value as Value, context) })
        } catch (error) {
          judged.push(refusalOf(read.line, error))
        }
    }
    const once = whole.map((line) => ({ line, parts: kind.once(line.value) }))
    const before = new Set(
      await markOnce(
        tx,
        context.actor,
        of.id,
        once.flatMap(({ parts }) => parts.map(({ text }) => text)),
      ),
    )
    const fresh: Line<Value>[] = []
    for (const { line, parts } of once) {
      const twice = parts.filter(({ text }) => before.has(text))
      for (const { text } of parts) before.add(text)
      if (twice.length === 0) fresh.push(line)
      else
        judged.push(
          refusedFor(
            line.line,
            twice.map(({ pointer }) => ({ pointer, code: 'repeated', detail: 'is in a line before this one' })),
          ),
        )
    }
    let known = new Set<string>()
    let had: ReadonlySet<string> = known
    const madeBefore = async (texts: readonly string[]) => {
      had = await listMade(tx, context.actor, of.id, texts)
      known = new Set(had)
      return known
    }
    judged.push(
      ...(await kind.keep(tx, context, fresh, {
        dryRun: of.dryRun,
        madeBefore,
        tally: (keys, most) => tallyOf(tx, context, of.id, keys, most),
      })),
    )
    // Only what a line made: one that was refused stands in the way of none after it.
    await markOnce(
      tx,
      context.actor,
      of.id,
      [...known].filter((text) => !had.has(text)),
    )
    return judged.sort((one, other) => one.line - other.line)
  }

async function tallyOf(
  tx: Tx,
  { actor }: Context,
  importId: string,
  keys: readonly string[],
  most: number,
): Promise<Tally> {
  const before = await countMarked(tx, actor, importId, keys, most)
  const now = new Map(before)
  return {
    of: (key) => now.get(key) ?? 0,
    add: (key) => void now.set(key, (now.get(key) ?? 0) + 1),
    keep: () =>
      markCounted(
        tx,
        actor,
        importId,
        [...now].map(([key, to]) => ({ key, from: before.get(key) ?? 0, to })),
      ),
  }
}

/** A line as a value, or why it is none. */
function readLine(kind: ImportKind, [line, raw]: RawLine): Judged | { readonly line: number; readonly value: unknown } {
  if (raw === null) return refusedAt(line, '/', 'too-long', `must have ${mostBytesInLine} bytes at the most`)
  let value: unknown
  try {
    value = typeof raw === 'string' || !isInColumns(kind) ? JSON.parse(String(raw)) : valueOfRecord(kind, raw)
  } catch {
    return refusedAt(line, '/', 'json-broken', 'is no JSON')
  }
  const faults = shapeFaultsOf(kind, value)
  return faults.length > 0 ? refusedFor(line, faults) : { line, value }
}

export const judgeLines: Readonly<Record<ImportKind, Judge>> = {
  people: judging(people),
  cases: judging(cases),
  'current-services': judging(services),
  plans: judging(plans),
}
