import { readFile } from 'node:fs/promises'
import pg from 'pg'
import t from 'tap'
import { describeSchema } from '../../dev/generate/schema-text.ts'
import { migrate, missingMigrations } from '../../src/tools/migrations.ts'
import { openDatabase } from '../support/database.ts'
import { fits } from '../support/fits.ts'

async function schemaOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await describeSchema(client)
  } finally {
    await client.end()
  }
}

t.test('migrations build an empty database, and the second time there is nothing to do', async (t) => {
  const { ownerUrl } = await openDatabase(t, 'nothing')
  const applied = await migrate(ownerUrl)
  t.match(applied[0], /^0001_\w+\.sql$/)
  t.same(applied, applied.toSorted())
  const schema = await schemaOf(ownerUrl)
  t.same(await migrate(ownerUrl), [])
  t.equal(await schemaOf(ownerUrl), schema)
})

t.test('of eight who start at once one migrates, and the others find it done', async (t) => {
  const { ownerUrl } = await openDatabase(t, 'nothing')
  const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(ownerUrl)))
  t.equal(applied.filter((names) => names.length > 0).length, 1)
  t.same(await missingMigrations(ownerUrl), [])
})

t.test('a migration that was applied and has changed since is refused', async (t) => {
  const { ownerUrl, sql } = await openDatabase(t)
  await sql("update schema_migration set hash = 'of another text' where name like '0001%'")
  await t.rejects(migrate(ownerUrl), /has changed since/)
  fits(t, await missingMigrations(ownerUrl), [/^0001/])
})

t.test('a migration that breaks leaves nothing behind', async (t) => {
  const { ownerUrl, sql } = await openDatabase(t, 'nothing')
  await sql('create table person (in_the_way int)')
  await t.rejects(migrate(ownerUrl), /already exists/)
  const tables = await sql<{ relname: string }>(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  )
  t.same(
    tables.map((row) => row.relname),
    ['person', 'schema_migration'],
  )
})

t.test('migrations/schema.sql is what the migrations add up to', async (t) => {
  const { ownerUrl } = await openDatabase(t)
  const committed = await readFile(new URL('../../migrations/schema.sql', import.meta.url), 'utf8')
  t.equal(await schemaOf(ownerUrl), committed, 'run `npm run schema` and commit it')
})
