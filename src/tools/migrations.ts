import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { nobody } from '../platform/database/tenants.ts'
import { alone, type Patience } from './migration-lock.ts'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/**
 * Applies the migrations that the database lacks, each in its own transaction, and gives the names of those that it applied.
 * Several starters may run it at once: they take turns, and none applies what another has. An applied file that has changed since is refused.
 */
export async function migrate(url: string, patience: Patience = {}): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'recovery-budgets-migrations',
  })
  await client.connect()
  const applied: string[] = []
  try {
    await alone(client, patience, () =>
      client.query(
        'create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
      ),
    )
    for (const migration of await readMigrations()) {
      if (await isApplied(client, migration)) continue
      if (await alone(client, patience, () => apply(client, migration))) applied.push(migration.file)
    }
    // So that a service that does not migrate can tell whether its schema is there.
    await alone(client, patience, () => client.query('grant select on schema_migration to recovery_budgets_app'))
  } finally {
    await client.end()
  }
  return applied
}

async function isApplied(client: pg.Client, { file, hash }: Migration): Promise<boolean> {
  const { rows } = await client.query<{ hash: string }>('select hash from schema_migration where name = $1', [file])
  const before = rows[0]?.hash
  if (before !== undefined && before !== hash)
    throw new Error(`${file} was applied before and has changed since: migrations only go forward`)
  return before === hash
}

/** Another starter may have applied it while this one waited. */
async function apply(client: pg.Client, migration: Migration): Promise<boolean> {
  if (await isApplied(client, migration)) return false
  await client.query(migration.text)
  await client.query('insert into schema_migration (name, hash) values ($1, $2)', [migration.file, migration.hash])
  return true
}

const table = prepared<object, { there: boolean }>(
  () => sql<{ there: boolean }>`select to_regclass('schema_migration') is not null as there`,
)
const known = prepared<object, { name: string; hash: string }>(
  () => sql<{ name: string; hash: string }>`select name, hash from schema_migration`,
)

/** The migrations that the code expects and the database lacks, or has in another text. Changes nothing. */
export async function missingMigrations(database: DatabaseAccess): Promise<string[]> {
  const applied = await database.read(nobody, async (reads) =>
    (await table(reads, {}))[0]?.there ? await known(reads, {}) : [],
  )
  const hashes = new Map(applied.map(({ name, hash }) => [name, hash]))
  return (await readMigrations()).filter(({ file, hash }) => hashes.get(file) !== hash).map(({ file }) => file)
}

interface Migration {
  readonly file: string
  readonly text: string
  readonly hash: string
}

async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort()
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(`${folder}${file}`, 'utf8')
      return { file, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}
