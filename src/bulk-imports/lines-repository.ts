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

/** The mark of each text, in hexadecimal. It tells nothing of it. */
function marksOf(tx: Tx, { commissionerId }: Scope, id: string, texts: readonly string[]): ReadonlyMap<string, string> {
  const keys = fieldKeysFor(tx)
  return new Map(texts.map((text) => [keys.marks(`${commissionerId} ${id} ${text}`)[0].toString('hex'), text]))
}

/** Those of these texts that are marked. */
export async function listMarked(tx: Tx, scope: Scope, id: string, texts: readonly string[]): Promise<Set<string>> {
  if (texts.length === 0) return new Set()
  const textOf = marksOf(tx, scope, id, texts)
  const rows = await tx
    .selectFrom('bulk_import_mark')
    .select('mark')
    .where('commissioner_id', '=', scope.commissionerId)
    .where('bulk_import_id', '=', id)
    .where((eb) => eb('mark', '=', eb.fn.any(eb.val([...textOf.keys()].map((mark) => Buffer.from(mark, 'hex'))))))
    .execute()
  return new Set(rows.flatMap(({ mark }) => textOf.get(mark.toString('hex')) ?? []))
}

/** Marks what a file may have once, and gives what it has had before. */
export async function markOnce(tx: Tx, scope: Scope, id: string, texts: readonly string[]) {
  if (texts.length === 0) return new Set<string>()
  const textOf = marksOf(tx, scope, id, texts)
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
  return new Set([...textOf].flatMap(([mark, text]) => (isFresh.has(mark) ? [] : [text])))
}
