import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PageRequest } from '../http/pages.ts'

/** The columns that a list is in order by. */
interface Columns {
  readonly id: string
  /** What `sort` asks for, and the column of days that has it. */
  readonly days: Readonly<Record<string, string>>
}

/** Where a page of a list begins, and its order: by the day that `sort` asks for, and by the identifier on one day; else by the identifier, newest first. */
export function keyset(
  { after }: PageRequest,
  sort: string | undefined,
  { id, days }: Columns,
): { readonly begins: RawBuilder<SqlBool>; readonly order: RawBuilder<unknown> } {
  const day = days[sort?.replace('-', '') ?? '']
  const place = sql.ref(id)
  if (day === undefined)
    return { begins: after === undefined ? sql`true` : sql`${place} < ${after}::uuid`, order: sql`${place} desc` }
  const [isBeyond, way] = sort?.startsWith('-') ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  const [onDay, last] = after?.split(' ') ?? []
  return {
    begins:
      after === undefined ? sql`true` : sql`(${sql.ref(day)}, ${place}) ${isBeyond} (${onDay}::date, ${last}::uuid)`,
    order: sql`${sql.ref(day)} ${way}, ${place} ${way}`,
  }
}
