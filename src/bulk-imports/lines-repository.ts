import type { Actor } from '../platform/access/access.ts'
import type { Reads, Scope, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { fieldKeysFor } from '../platform/secrets/field-keys.ts'
import type { BulkImportLine, ImportLineFilter } from './schemas.ts'

/** One row more than a page, in the order of the file. */
export async function listImportLines(
  reads: Reads,
  { commissionerId }: Actor,
  importId: string,
  page: PageRequest,
  { outcome }: ImportLineFilter = {},
): Promise<(BulkImportLine & { readonly place: string })[]> {
  const rows = await reads
    .selectFrom('bulk_import_line')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('bulk_import_id', '=', importId)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? 'refused'))
    .$if(page.after !== undefined, (query) => query.where('line', '>', Number(page.after)))
    .orderBy('line')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    place: String(row.line),
    line: row.line,
    outcome: row.outcome,
    thingId: row.thing_id,
    errors: row.errors ?? [],
  }))
}

/** Keeps what became of lines, and removes the part that held them. */
export async function insertLines(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  part: number,
  lines: readonly BulkImportLine[],
): Promise<void> {
  const rows = lines.map(({ line, outcome, thingId, errors }) => ({
    commissioner_id: commissionerId,
    bulk_import_id: id,
    line,
    outcome,
    thing_id: thingId,
    errors: outcome === 'refused' ? JSON.stringify(errors) : null,
  }))
  insertMany(tx, 'bulk_import_line', rows)
  await tx
    .deleteFrom('bulk_import_part')
    .where('commissioner_id', '=', commissionerId)
    .where('bulk_import_id', '=', id)
    .where('part', '=', part)
    .execute()
}

/** The mark of each text of an import, by the key in use, and those by the keys before it: a key can be changed while an import runs. */
function marksOf(tx: Tx, { commissionerId }: Scope, id: string, texts: readonly string[]) {
  const keys = fieldKeysFor(tx)
  const [inUse, before] = [new Map<string, string>(), new Map<string, string>()]
  for (const text of texts) {
    const [mark, ...others] = keys.marks(`${commissionerId} ${id} ${text}`).map((one) => one.toString('hex'))
    inUse.set(mark ?? '', text)
    for (const other of others) before.set(other, text)
  }
  return { inUse, before }
}

/** Those of these texts whose mark is there. */
async function findMarked(tx: Tx, { commissionerId }: Scope, id: string, textOf: ReadonlyMap<string, string>) {
  if (textOf.size === 0) return []
  const rows = await tx
    .selectFrom('bulk_import_mark')
    .select('mark')
    .where('commissioner_id', '=', commissionerId)
    .where('bulk_import_id', '=', id)
    .where((eb) => eb('mark', '=', eb.fn.any(eb.val([...textOf.keys()].map((mark) => Buffer.from(mark, 'hex'))))))
    .execute()
  return rows.map(({ mark }) => textOf.get(mark.toString('hex')) ?? '')
}

/** Those of these texts that are marked. */
export async function listMade(tx: Tx, scope: Scope, id: string, texts: readonly string[]): Promise<Set<string>> {
  const { inUse, before } = marksOf(tx, scope, id, texts)
  return new Set(await findMarked(tx, scope, id, new Map([...inUse, ...before])))
}

const nth = (key: string, n: number) => `${n} of ${key}`

/** How many were counted of each key in the file before, up to so many. */
export async function countMarked(
  tx: Tx,
  scope: Scope,
  id: string,
  keys: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, number>> {
  const keyOf = new Map(keys.flatMap((key) => Array.from({ length: most }, (_, n) => [nth(key, n), key] as const)))
  const marked = await listMade(tx, scope, id, [...keyOf.keys()])
  const counts = new Map<string, number>()
  for (const text of marked) {
    const key = keyOf.get(text) ?? ''
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** Counts on: `from` were counted of a key before, and there are `to` now. */
export async function markCounted(
  tx: Tx,
  scope: Scope,
  id: string,
  counted: readonly { readonly key: string; readonly from: number; readonly to: number }[],
): Promise<void> {
  const texts = counted.flatMap(({ key, from, to }) => Array.from({ length: to - from }, (_, n) => nth(key, from + n)))
  await markOnce(tx, scope, id, texts)
}

/** Marks what a file may have once, and gives what it has had before. The mark tells nothing of it. */
export async function markOnce(tx: Tx, scope: Scope, id: string, texts: readonly string[]) {
  if (texts.length === 0) return new Set<string>()
  const { inUse: textOf, before } = marksOf(tx, scope, id, texts)
  const marked = await findMarked(tx, scope, id, before)
  const fresh = await tx
    .insertInto('bulk_import_mark')
    .values(
      [...textOf.keys()].map((mark) => ({
        commissioner_id: scope.commissionerId,
        bulk_import_id: id,
        mark: Buffer.from(mark, 'hex'),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('mark')
    .execute()
  const isFresh = new Set(fresh.map(({ mark }) => mark.toString('hex')))
  return new Set([...marked, ...[...textOf].flatMap(([mark, text]) => (isFresh.has(mark) ? [] : [text]))])
}
