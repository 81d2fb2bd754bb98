import type { Client } from 'pg'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly default: boolean
}

const columnsOfTables = `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, a.atthasdef as default
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and c.relname <> 'schema_migration'
  order by c.relname, a.attnum`

const enumTypes = `select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as words
  from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace
  group by t.typname order by t.typname`

/** What the driver gives for each type of PostgreSQL, as src/platform/database/database.ts sets its parsers. */
const typesInCode: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  'character(10)': 'string',
  date: 'string',
  'timestamp with time zone': 'Date',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  'text[]': 'string[]',
}

const head = (
  jsonColumns: string,
) => `// Written by \`npm run schema\` from the migrated database; change a migration, not this file.

import type { ColumnType, Generated } from 'kysely'
import type { JsonColumns } from '${jsonColumns}'

/** A document: read as what it holds, written as its text. */
type Json<Name extends keyof JsonColumns> = ColumnType<JsonColumns[Name], string, string>
type NullableJson<Name extends keyof JsonColumns> = ColumnType<JsonColumns[Name] | null, string | null, string | null>`

const pascal = (name: string) => name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The types of all tables, for Kysely, as the formatter would lay them out. */
export async function describeTables(client: Client, jsonColumns: string): Promise<string> {
  const { rows: lists } = await client.query<{ name: string; words: string[] }>(enumTypes)
  const { rows: columns } = await client.query<Column>(columnsOfTables)
  const enums = new Set(lists.map(({ name }) => name))
  const tables = Map.groupBy(columns, ({ table }) => table)
  const interfaces = [...tables].map(
    ([table, columns]) =>
      `interface ${pascal(table)}Table {\n${columns.map((column) => `  ${column.column}: ${typeOf(column, enums)}`).join('\n')}\n}`,
  )
  const names = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}Table`)
  const unions = lists.map(({ name, words }) => union(pascal(name), words))
  const closedLists = `/** Every type of the database that is a closed list, by its name there. */
export interface ClosedLists {\n${lists.map(({ name }) => `  ${name}: ${pascal(name)}`).join('\n')}\n}`
  return `${[head(jsonColumns), ...unions, closedLists, ...interfaces, `export interface Database {\n${names.join('\n')}\n}`].join('\n\n')}\n`
}

function typeOf({ table, column, type, nullable, default: filled }: Column, enums: ReadonlySet<string>): string {
  if (type === 'json') return `${nullable ? 'NullableJson' : 'Json'}<'${table}.${column}'>`
  const plain = enums.has(type) ? pascal(type) : typesInCode[type]
  if (!plain) throw new Error(`${table}.${column} is ${type}: say in table-types.ts what the driver gives for it`)
  const whole = nullable ? `${plain} | null` : plain
  return filled ? `Generated<${whole}>` : whole
}

function union(name: string, words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  const line = `type ${name} = ${quoted.join(' | ')}`
  return line.length <= 120 ? line : `type ${name} =\n${quoted.map((word) => `  | ${word}`).join('\n')}`
}
