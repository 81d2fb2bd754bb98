import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Scope, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { fieldKeysFor } from '../platform/secrets/field-keys.ts'
import type { BulkImport } from './schemas.ts'

const toImport = (row: Selectable<Database['bulk_import']>): BulkImport => ({
  id: row.bulk_import_id,
  kind: row.kind,
  dryRun: row.dry_run,
  status: row.status,
  total: row.total,
  made: row.made,
  thereAlready: row.there_already,
  refused: row.refused,
  startedBy: row.started_by,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** What a part is bound to: its tenant, its import and its place, so that it opens nowhere else. */
export const boundTo = ({ commissionerId }: Scope, id: string, part: number) =>
  `bulk_import_part ${commissionerId} ${id} ${part}`

/** Keeps a new import with its lines, sealed. */
export async function insertImport(tx: Tx, actor: Actor, started: BulkImport, parts: readonly string[]): Promise<void> {
  await tx
    .insertInto('bulk_import')
    .values({
      commissioner_id: actor.commissionerId,
      bulk_import_id: started.id,
      kind: started.kind,
      dry_run: started.dryRun,
      status: 'running',
      total: started.total,
      made: 0,
      there_already: 0,
      refused: 0,
      failures: 0,
      matched: 0,
      started_by: started.startedBy,
      started_by_name: actor.name,
      started_for: actor.organisationId,
      started_at: new Date(started.startedAt),
      ended_at: null,
    })
    .execute()
  const keys = fieldKeysFor(tx)
  const rows = parts.map((text, part) => {
    const { keyId, sealed } = keys.seal(text, boundTo(actor, started.id, part))
    return { commissioner_id: actor.commissionerId, bulk_import_id: started.id, part, key_id: keyId, sealed }
  })
  insertMany(tx, 'bulk_import_part', rows)
}

export async function findImport(reads: Reads, { commissionerId }: Actor, id: string): Promise<BulkImport | undefined> {
  const row = await reads
    .selectFrom('bulk_import')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('bulk_import_id', '=', id)
    .executeTakeFirst()
  return row && toImport(row)
}

/** One row more than a page, newest first. */
export async function listImports(reads: Reads, { commissionerId }: Actor, page: PageRequest): Promise<BulkImport[]> {
  const rows = await reads
    .selectFrom('bulk_import')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .$if(page.after !== undefined, (query) => query.where('bulk_import_id', '<', page.after ?? ''))
    .orderBy('bulk_import_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toImport)
}

export async function listRunning(reads: Reads, { commissionerId }: Scope): Promise<string[]> {
  const rows = await reads
    .selectFrom('bulk_import')
    .select('bulk_import_id')
    .where('commissioner_id', '=', commissionerId)
    .where('status', '=', 'running')
    .execute()
  return rows.map((row) => row.bulk_import_id)
}

/** An import as the work on it needs it. */
export interface Work extends BulkImport {
  readonly startedFor: string | null
  readonly startedByName: string
  /** Of a dry run, how many people its lines named who are recorded; of any other, how many lines named somebody and were refused. */
  readonly matched: number
  readonly failures: number
}

/** An import that runs: whoever has it works on it alone. One that somebody else has at this moment is left to them, or waited for. */
export async function claim(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  where: 'free' | 'waited-for',
): Promise<Work | undefined> {
  const row = await tx
    .selectFrom('bulk_import')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('bulk_import_id', '=', id)
    .where('status', '=', 'running')
    .forUpdate()
    .$if(where === 'free', (query) => query.skipLocked())
    .executeTakeFirst()
  return (
    row && {
      ...{ ...toImport(row), startedFor: row.started_for, startedByName: row.started_by_name },
      ...{ matched: row.matched, failures: row.failures },
    }
  )
}

/** The next lines that wait, opened; undefined where none does. */
export async function findPart(tx: Tx, scope: Scope, id: string): Promise<{ part: number; text: string } | undefined> {
  const row = await tx
    .selectFrom('bulk_import_part')
    .select(['part', 'key_id', 'sealed'])
    .where('commissioner_id', '=', scope.commissionerId)
    .where('bulk_import_id', '=', id)
    .orderBy('part')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const sealed = { keyId: row.key_id, sealed: row.sealed }
  return { part: row.part, text: fieldKeysFor(tx).open(sealed, boundTo(scope, id, row.part)) }
}

export type Progress = Partial<
  Pick<BulkImport, 'made' | 'thereAlready' | 'refused' | 'status'> & {
    failures: number
    matched: number
    endedAt: Date
  }
>

/** What imports that somebody began since an instant told of people who are recorded, and made nothing of. */
export async function sumMatched(tx: Tx, { commissionerId }: Scope, startedBy: string, since: Date): Promise<number> {
  const row = await tx
    .selectFrom('bulk_import')
    .select((eb) => sql<number>`coalesce(${eb.fn.sum('matched')}, 0)::integer`.as('matched'))
    .where('commissioner_id', '=', commissionerId)
    .where('started_by', '=', startedBy)
    .where('started_at', '>', since)
    .executeTakeFirst()
  return row?.matched ?? 0
}

export async function setImport(tx: Tx, { commissionerId }: Scope, id: string, to: Progress): Promise<void> {
  await tx
    .updateTable('bulk_import')
    .set({
      ...(to.made !== undefined && { made: to.made }),
      ...(to.thereAlready !== undefined && { there_already: to.thereAlready }),
      ...(to.refused !== undefined && { refused: to.refused }),
      ...(to.status && { status: to.status }),
      ...(to.matched !== undefined && { matched: to.matched }),
      ...(to.failures !== undefined && { failures: to.failures }),
      ...(to.endedAt && { ended_at: to.endedAt }),
    })
    .where('commissioner_id', '=', commissionerId)
    .where('bulk_import_id', '=', id)
    .execute()
}

/** Removes what is needed no more once an import has ended: lines that were not done, and the marks. */
export async function deleteRest(tx: Tx, { commissionerId }: Scope, id: string): Promise<void> {
  await Promise.all([
    tx
      .deleteFrom('bulk_import_part')
      .where('commissioner_id', '=', commissionerId)
      .where('bulk_import_id', '=', id)
      .execute(),
    tx
      .deleteFrom('bulk_import_mark')
      .where('commissioner_id', '=', commissionerId)
      .where('bulk_import_id', '=', id)
      .execute(),
  ])
}

/** Removes the reports of imports that ended before an instant, the oldest first; says how many. */
export async function deleteOld(tx: Tx, { commissionerId }: Scope, before: Date, most: number): Promise<number> {
  const old = await tx
    .selectFrom('bulk_import')
    .select('bulk_import_id')
    .where('commissioner_id', '=', commissionerId)
    .where('status', '<>', 'running')
    .where('ended_at', '<', before)
    .orderBy('ended_at')
    .limit(most)
    .execute()
  if (old.length === 0) return 0
  await tx
    .deleteFrom('bulk_import')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('bulk_import_id', '=', eb.fn.any(eb.val(old.map((row) => row.bulk_import_id)))))
    .execute()
  return old.length
}
