import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/**
 * Applies the migrations that the database lacks, each in its own transaction, and gives their names.
 * Two starters may run it at once: the second waits, then finds nothing to do. An applied file that has changed since is refused.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(4801724)')
    await client.query(
      'create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from schema_migration')
    const known = new Map(rows.map((row) => [row.name, row.hash]))
    for (const file of await migrationFiles()) {
      const { text, hash } = await readMigration(file)
      const before = known.get(file)
      if (before === hash) continue
      if (before) throw new Error(`${file} was applied before and has changed since: migrations only go forward`)
      await client.query('begin')
      await client.query(text)
      await client.query('insert into schema_migration (name, hash) values ($1, $2)', [file, hash])
      await client.query('commit')
      applied.push(file)
    }
    // So that a service that does not migrate can tell whether its schema is there.
    await client.query('grant select on schema_migration to recovery_budgets_app')
  } finally {
    await client.end()
  }
  return applied
}

/** The migrations that the code expects and the database lacks, or has in another text. Changes nothing. */
export async function missingMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const { rows: found } = await client.query<{ there: boolean }>(
      "select to_regclass('schema_migration') is not null as there",
    )
    const { rows } = found[0]?.there
      ? await client.query<{ name: string; hash: string }>('select name, hash from schema_migration')
      : { rows: [] }
    const known = new Map(rows.map((row) => [row.name, row.hash]))
    const missing: string[] = []
    for (const file of await migrationFiles()) {
      if (known.get(file) !== (await readMigration(file)).hash) missing.push(file)
    }
    return missing
  } finally {
    await client.end()
  }
}

async function migrationFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort()
}

async function readMigration(file: string): Promise<{ text: string; hash: string }> {
  const text = await readFile(`${folder}${file}`, 'utf8')
  return { text, hash: createHash('sha256').update(text).digest('hex') }
}
