import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { RecordsExport } from './schemas.ts'

/** For so long whoever asked can read it. */
const readableMilliseconds = 3_600_000

/** What is kept beside what is told: by which account it was asked. */
export type KeptExport = RecordsExport & { readonly askedBy: string }
export const told = ({ askedBy: _, ...one }: KeptExport): RecordsExport => one
export const readableUntil = (askedAt: Date): string => new Date(askedAt.getTime() + readableMilliseconds).toISOString()

const toExport = (row: Selectable<Database['records_export']>): KeptExport => ({
  id: row.records_export_id,
  kind: row.records_of,
  format: row.format,
  because: row.because,
  askedBy: row.asked_by,
  askedByName: row.asked_by_name,
  askedAt: row.asked_at.toISOString(),
  readableUntil: readableUntil(row.asked_at),
})

export async function insertExport(tx: Tx, actor: Actor, one: KeptExport, now: Date): Promise<void> {
  await tx
    .insertInto('records_export')
    .values({
      commissioner_id: actor.commissionerId,
      records_export_id: one.id,
      records_of: one.kind,
      format: one.format,
      because: one.because,
      asked_by: one.askedBy,
      asked_by_name: one.askedByName,
      asked_at: now,
    })
    .execute()
}

/** One that the actor asked for. */
export async function findOwnExport(reads: Reads, actor: Actor, id: string): Promise<KeptExport | undefined> {
  const row = await reads
    .selectFrom('records_export')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('records_export_id', '=', id)
    .where('asked_by', '=', actor.actorId)
    .executeTakeFirst()
  return row && toExport(row)
}

/** One row more than a page, newest first. */
export async function listExports(reads: Reads, actor: Actor, page: PageRequest): Promise<KeptExport[]> {
  const rows = await reads
    .selectFrom('records_export')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .$if(page.after !== undefined, (query) => query.where('records_export_id', '<', page.after ?? ''))
    .orderBy('records_export_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toExport)
}
