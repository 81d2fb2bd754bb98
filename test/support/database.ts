import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { onServer, serviceRole, urlOf } from './template.ts'
import { writtenQuery } from './written.ts'

/** A database of a test file's own. */
export interface TestDatabase {
  readonly name: string
  /** For the service: connects as the role that owns nothing. */
  readonly serviceUrl: string
  /** For checks: the owner, whom row-level security does not bind. */
  readonly ownerUrl: string
  /** Runs one statement as the owner. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** How often each table was written to; equal before and after where nothing was written. */
  fingerprint(): Promise<Record<string, string>>
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)

function fromRun(name: 'SERVER' | 'TEMPLATE' | 'WATCHED'): string {
  const value = process.env[`RECOVERY_BUDGETS_TEST_${name}`]
  if (!value) throw new Error('Tests run by `npm test`, or `npm test -- test/cases/open-case.test.ts` for one file')
  return value
}

function sourceOf(from: 'watched' | 'template' | 'nothing' | { readonly copyOf: string }): string {
  if (typeof from === 'object') return from.copyOf
  return from === 'nothing' ? 'template0' : fromRun(from === 'watched' ? 'WATCHED' : 'TEMPLATE')
}

/**
 * Clones the template, or another that is named, or makes an empty database, and drops it when the test is over. One that is watched
 * counts its writes; the bare template is what the migrations add up to, and no more.
 */
export async function openDatabase(
  t: Test,
  from: 'watched' | 'template' | 'nothing' | { readonly copyOf: string } = 'template',
): Promise<TestDatabase> {
  const server = fromRun('SERVER')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const source = sourceOf(from)
  await onServer(server, (client) => client.query(`create database ${name} template ${source} strategy file_copy`))
  const ownerUrl = urlOf(server, name)
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, types })
  pool.on('error', () => {})
  t.teardown(async () => {
    await pool.end()
    await onServer(server, (client) => client.query(`drop database ${name} with (force)`))
  })

  const sql = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows
  return {
    name,
    serviceUrl: urlOf(server, name, serviceRole),
    ownerUrl,
    sql,
    async fingerprint() {
      const rows = await sql<{ name: string; writes: string }>(writtenQuery)
      return Object.fromEntries(rows.map((row) => [row.name, row.writes]))
    },
  }
}
