import type { Insertable } from 'kysely'
import type { Database } from '../../database/tables.ts'
import { type Tx, turnsOf } from './database.ts'

/** Few sizes make few texts, each parsed once a connection, however many rows there are. */
const sizes = [100, 10, 1] as const

const texts = new Map<string, string>()

function textFor(table: string, columns: readonly string[], count: number): string {
  const key = `${table} ${columns} ${count}`
  let text = texts.get(key)
  if (text === undefined) {
    const row = (at: number) => `(${columns.map((_, column) => `$${at * columns.length + column + 1}`).join(', ')})`
    const names = columns.map((name) => `"${name}"`).join(', ')
    text = `insert into "${table}" (${names}) values ${Array.from({ length: count }, (_, at) => row(at)).join(', ')}`
    texts.set(key, text)
  }
  return text
}

/** Posts rows that have all the same columns, as values: what is selected from arrays cannot be sent to a database on many machines. */
export function insertMany<Table extends keyof Database & string>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): void {
  const columns = Object.keys(rows[0] ?? {})
  let at = 0
  for (const size of sizes) {
    for (; rows.length - at >= size; at += size) {
      const values = rows.slice(at, at + size).flatMap((row) => columns.map((name) => Reflect.get(row, name)))
      turnsOf(tx).post(textFor(table, columns, size), values)
    }
  }
}
