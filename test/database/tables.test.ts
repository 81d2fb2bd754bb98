import { readFile } from 'node:fs/promises'
import t from 'tap'
import { openDatabase } from '../support/database.ts'

interface Column {
  readonly type: string
  readonly nullable: boolean
  readonly generated: boolean
}

const database = await openDatabase(t)
const source = await readFile(new URL('../../src/tables.ts', import.meta.url), 'utf8')

/** How the types of src/tables.ts lie in PostgreSQL. */
const kept: Record<string, readonly string[]> = {
  Id: ['uuid'],
  Instant: ['timestamp with time zone'],
  LocalDate: ['date'],
  Json: ['json'],
  unknown: ['json'],
  string: ['text', 'character(10)'],
  number: ['integer', 'bigint'],
  boolean: ['boolean'],
  'string[]': ['text[]'],
}

function written(): Map<string, Map<string, Column>> {
  const interfaces = new Map<string, string>()
  for (const [, name = '', body = ''] of source.matchAll(/interface (\w+)[^{]*\{\n([\s\S]*?)\n\}/g))
    interfaces.set(name, body)
  const tables = new Map<string, Map<string, Column>>()
  for (const [, table = '', type = ''] of (interfaces.get('Database') ?? '').matchAll(/^ {2}(\w+): (.+)$/gm)) {
    const inline = /\{(.+)\}/.exec(type)?.[1]?.split(';').join('\n')
    const body = inline ?? interfaces.get(type) ?? ''
    const columns = new Map([['commissioner_id', { type: 'Id', nullable: false, generated: false }]])
    for (const [, name = '', of = ''] of body.matchAll(/^\s*(\w+): (.+?)\s*$/gm)) columns.set(name, columnOf(of))
    tables.set(table, columns)
  }
  return tables
}

function columnOf(text: string): Column {
  const generated = /^Generated<(.+)>$/.exec(text)?.[1]
  const whole = generated ?? /^ColumnType<(\w+),/.exec(text)?.[1] ?? text
  return {
    type: whole.replace(' | null', ''),
    nullable: text.includes('| null'),
    generated: generated !== undefined,
  }
}

const real = await database.sql<{ table: string; column: string; type: string; nullable: boolean; default: boolean }>(
  `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      not a.attnotnull as nullable, a.atthasdef as default
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and c.relname <> 'schema_migration'`,
)

t.test('src/tables.ts names the tables and columns that there are, and no others', async (t) => {
  const names = [...written()].flatMap(([table, columns]) => [...columns.keys()].map((column) => `${table}.${column}`))
  t.same(names.sort(), real.map((row) => `${row.table}.${row.column}`).sort())
})

t.test('each column has the type, and is null or filled in by itself, as src/tables.ts says', async (t) => {
  const tables = written()
  for (const row of real) {
    const column = tables.get(row.table)?.get(row.column)
    const name = `${row.table}.${row.column}`
    t.ok(kept[column?.type ?? '']?.includes(row.type), `${name}: ${column?.type} is ${row.type}`)
    t.equal(column?.nullable, row.nullable, `${name}: null`)
    t.equal(column?.generated, row.default, `${name}: default`)
  }
})

t.test("the tenant leads every primary key, unique key and foreign key of a tenant's data", async (t) => {
  const keys = await database.sql<{ table: string; name: string; first: string }>(
    `select c.relname as table, i.relname as name, a.attname as first
      from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migration'
    union all
    select c.relname, k.conname, a.attname from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`,
  )
  t.ok(keys.length > 80)
  const others = keys.filter((key) => key.first !== 'commissioner_id').map((key) => key.name)
  t.same(others, ['commissioner_one_per_code'])
})

t.test('no number is handed out by a sequence: identifiers are made where the data is', async (t) => {
  t.same(await database.sql("select 1 from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace"), [])
})
