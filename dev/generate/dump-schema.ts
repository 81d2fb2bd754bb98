import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { command } from '../../src/tools/database-url.ts'
import { migrate } from '../../src/tools/migrations.ts'
import { startPostgres } from '../postgres/embedded-postgres.ts'
import { keepFiles } from './generated-file.ts'
import { describeSchema } from './schema-text.ts'
import { describeTables } from './table-types.ts'

/** `npm run schema`: what the migrations add up to, from a fresh database, as SQL and as the types of the tables. */
await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-schema-'))
  const postgres = await startPostgres({ folder, flags: ['-c', 'fsync=off'] })
  try {
    const url = postgres.databaseUrl('schema')
    const admin = new pg.Client({ connectionString: postgres.ownerUrl })
    await admin.connect()
    await admin.query('create database schema')
    await admin.end()
    await migrate(url)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const files = [
        { path: 'migrations/schema.sql', text: await describeSchema(client) },
        { path: 'src/database/tables.ts', text: await describeTables(client, './json-columns.ts') },
      ]
      return await keepFiles(files, values.check ?? false, 'npm run schema')
    } finally {
      await client.end()
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
