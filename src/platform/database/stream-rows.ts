import type { CompiledQuery } from 'kysely'
import type { Turns } from './turns.ts'

/** What each query that is streamed gives: one column. The statement that fetches is kept parsed, and with it what it gives. */
export interface StreamedRow {
  readonly row: unknown
}

/** The rows of a query, each as one column of JSON (`to_jsonb`), so many at a time, out of a cursor: the next are read once those before are dealt with. */
export async function* streamRows<Row extends StreamedRow>(
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
