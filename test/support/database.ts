import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { onServer, serviceRole, urlOf } from './template.ts'

/** A database of a test file's own. */
export interface TestDatabase {
  /** For the service: connects as the role that owns nothing. */
  readonly serviceUrl: string
  /** For checks: the owner, whom row-level security does not bind. */
  readonly ownerUrl: string
  /** Runs one statement as the owner. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** What is stored, as one number for each table; equal before and after where nothing was written. */
  fingerprint(): Promise<Record<string, string>>
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)

function fromRun(name: 'SERVER' | 'TEMPLATE'): string {
  const value = process.env[`RECOVERY_BUDGETS_TEST_${name}`]
  if (!value) throw new Error('Tests run by `npm test`, or `npm test -- test/cases/open-case.test.ts` for one file')
  return value
}

/** Clones the template, or makes an empty database, and drops it when the test is over. */
export async function openDatabase(t: Test, from: 'template' | 'nothing' = 'template'): Promise<TestDatabase> {
  const server = fromRun('SERVER')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const source = from === 'template' ? fromRun('TEMPLATE') : 'template0'
  await onServer(server, (client) => client.query(`create database ${name} template ${source}`))
  const ownerUrl = urlOf(server, name)
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, types })
  pool.on('error', () => {})
  t.teardown(async () => {
    await pool.end()
    await onServer(server, (client) => client.query(`drop database ${name} with (force)`))
  })

  const sql = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows
  let prints: string | undefined
  return {
    serviceUrl: urlOf(server, name, serviceRole),
    ownerUrl,
    sql,
    async fingerprint() {
      prints ??= await fingerprintQuery(sql)
      const rows = await sql<{ name: string; print: string }>(prints)
      return Object.fromEntries(rows.map((row) => [row.name, row.print]))
    },
  }
}

/** Seals are written behind the requests, so they and the queue to them are left out. */
async function fingerprintQuery(sql: TestDatabase['sql']): Promise<string> {
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('audit_seal', 'audit_outbox', 'schema_migration') order by 1`,
  )
  const each = ({ name }: { name: string }) =>
    `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as print from ${name} x`
  return tables.map(each).join(' union all ')
}
