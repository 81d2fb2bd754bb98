import type { CompiledQuery } from 'kysely'
import type pg from 'pg'

/** The rows of a query, so many at a time, out of a cursor: the next are read once those before are dealt with. */
export async function* streamRows<Row>(
  client: pg.PoolClient,
  { sql, parameters }: CompiledQuery<Row>,
  atOnce: number,
): AsyncGenerator<Row[]> {
  await client.query(`declare streamed no scroll cursor for ${sql}`, [...parameters])
  for (;;) {
    const { rows } = await client.query(`fetch ${atOnce} from streamed`)
    if (rows.length > 0) yield rows
    if (rows.length < atOnce) break
  }
  await client.query('close streamed')
}
