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
    const files = (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort()
    for (const file of files) {
      const text = await readFile(`${folder}${file}`, 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      const before = known.get(file)
      if (before === hash) continue
      if (before) throw new Error(`${file} was applied before and has changed since: migrations only go forward`)
      await client.query('begin')
      await client.query(text)
      await client.query('insert into schema_migration (name, hash) values ($1, $2)', [file, hash])
      await client.query('commit')
      applied.push(file)
    }
  } finally {
    await client.end()
  }
  return applied
}
