import pg from 'pg'
import type { TestDatabase } from './database.ts'

/**
 * Fills the tables with about so many rows, as years of use would: each row is copied under identifiers of its own, and the planner is told.
 * Copies refer to nothing, so keys to other tables are not checked; what they hold is as selective as in life.
 */
export async function multiplyRows(database: TestDatabase, tables: readonly string[], rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query("set session_replication_role = 'replica'")
    for (const table of tables) {
      const columns = await database.sql<{ name: string; type: string }>(
        `select attname as name, atttypid::regtype::text as type from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
        [table],
      )
      const values = columns.map(({ name, type }) => copyOf(table, name, type))
      await client.query(
        `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${values.join(', ')} from ${table} x,
          generate_series(1, ${rows} / greatest(1, (select count(*) from ${table}))) n on conflict do nothing`,
      )
      await client.query(`analyze ${table}`)
    }
  } finally {
    await client.end()
  }
}

/** The same tenant and scheme, and ten trusts, for all; every other identifier and person is another one. */
function copyOf(table: string, name: string, type: string): string {
  if (table === 'budget_case' && name === 'trust_id')
    return 'case when n % 10 = 0 then x.trust_id else md5((n % 10)::text)::uuid end'
  if (table === 'delegation' && name === 'holder_id') return `x.${name} || n`
  if (['commissioner_id', 'scheme_id', 'trust_id', 'organisation_id', 'holder_id'].includes(name)) return `x.${name}`
  if (type === 'uuid') return `case when x.${name} is null then null else md5(x.${name}::text || n)::uuid end`
  if (name === 'nhs_number') return 'null'
  if (type === 'text' && name === 'document_hash') return `encode(sha256((x.${name} || n)::bytea), 'hex')`
  if (name === 'born_on') return "(date '1940-01-01' + n::integer * 7)::text"
  if (table === 'identifier' && name === 'value') return 'x.value || n'
  if (type === 'text' && ['actor_id', 'subject', 'key', 'name_key', 'name_letters'].includes(name))
    return `x.${name} || n`
  if (table === 'budget_case' && name === 'ended_at') return 'case when n % 10 = 0 then x.ended_at else opened_at end'
  if (table === 'budget_case' && name === 'ending')
    return `case when n % 10 = 0 then x.ending else coalesce(x.ending, 'withdrawn') end`
  // Most appeals were decided long ago.
  if (table === 'appeal' && name === 'status') return `case when n % 50 = 0 then x.status else 'upheld' end`
  return `x.${name}`
}
