import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PageRequest } from '../http/pages.ts'

/** The columns that a list is in order by. */
interface Columns {
  readonly id: string
  /** What `sort` asks for where it is the order of the identifiers, which grow with time. */
  readonly made?: string
  /** What `sort` asks for, and the column of days that has it. */
  readonly days?: Readonly<Record<string, string>>
  /** The same of codes, in capital letters and digits. */
  readonly codes?: Readonly<Record<string, string>>
}

/** Where a page of a list begins, and its order: by what `sort` asks for, and by the identifier where that is the same; else by the identifier, newest first. */
export function keyset(
  { after }: PageRequest,
  sort: string | undefined,
  { id, made, days = {}, codes = {} }: Columns,
): { readonly begins: RawBuilder<SqlBool>; readonly order: RawBuilder<unknown> } {
  const by = sort?.replace('-', '') ?? ''
  const column = days[by] ?? codes[by]
  const place = sql.ref(id)
  const upwards = (column !== undefined || by === made) && !sort?.startsWith('-')
  const [isBeyond, way] = upwards ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`]
  if (column === undefined)
    return {
      begins: after === undefined ? sql`true` : sql`${place} ${isBeyond} ${after}::uuid`,
      order: sql`${place} ${way}`,
    }
  const [first, last] = after?.split(' ') ?? []
  const from = by in days ? sql`${first}::date` : sql`upper(${first})`
  return {
    begins: after === undefined ? sql`true` : sql`(${sql.ref(column)}, ${place}) ${isBeyond} (${from}, ${last}::uuid)`,
    order: sql`${sql.ref(column)} ${way}, ${place} ${way}`,
  }
}
