import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../tables.ts'
import { type Reads, unconnected } from './database.ts'

/** What stands in a statement for the values it will be given: an expression, so that no statement can be built on a value. */
export type Marks<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

class Mark {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const marks = new Proxy({}, { get: (_, name) => sql.val(new Mark(String(name))) })

/**
 * A statement that is built and compiled on its first use, once for each variant, and from then on only given its values:
 * building one takes longer than PostgreSQL takes to answer it. What it looks like depends on its variant and on nothing else.
 */
export function prepared<Row, Values extends object, Variant extends readonly string[] = []>(
  build: (
    db: Kysely<Database>,
    at: Marks<Values>,
    ...variant: Variant
  ) => { compile(on: Kysely<Database>): CompiledQuery<Row> },
): (on: Reads, values: Values, ...variant: Variant) => Promise<Row[]> {
  const known = new Map<string, CompiledQuery<Row>>()
  return async (on, values, ...variant) => {
    const key = variant.join(' ')
    let query = known.get(key)
    if (!query) {
      query = build(unconnected, marks as Marks<Values>, ...variant).compile(unconnected)
      known.set(key, query)
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Mark ? values[parameter.name as keyof Values] : parameter,
    )
    const { rows } = await (on as Kysely<Database>).executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
