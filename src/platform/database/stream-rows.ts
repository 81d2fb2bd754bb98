import type { CompiledQuery } from 'kysely'
import type { Turns } from './turns.ts'

/** The rows of a query, so many at a time, out of a cursor: the next are read once those before are dealt with. */
export async function* streamRows<Row>(
  turns: Turns,
  { sql, parameters }: CompiledQuery<Row>,
  atOnce: number,
): AsyncGenerator<Row[]> {
  await turns.send(`declare streamed no scroll cursor for ${sql}`, parameters)
  for (;;) {
    const { rows } = await turns.send(`fetch ${atOnce} from streamed`)
    if (rows.length > 0) yield rows as Row[]
    if (rows.length < atOnce) break
  }
  await turns.send('close streamed')
}
