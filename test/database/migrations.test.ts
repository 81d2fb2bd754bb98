import { readFile } from 'node:fs/promises'
import pg from 'pg'
import t from 'tap'
import { describeSchema } from '../../dev/generate/schema-text.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
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

async function missingIn(url: string): Promise<string[]> {
  const access = new DatabaseAccess({ url, poolSize: 1 })
  return missingMigrations(access).finally(() => access.close())
}

t.test('of eight who start at once each applies what nobody else has, and at the end all is there', async (t) => {
  const { ownerUrl } = await openDatabase(t, 'nothing')
  const applied = (await Promise.all(Array.from({ length: 8 }, () => migrate(ownerUrl)))).flat()
  t.ok(applied.length > 0)
  t.equal(new Set(applied).size, applied.length)
  t.same(await missingIn(ownerUrl), [])
})

t.test('a migration that was applied and has changed since is refused', async (t) => {
  const { ownerUrl, sql } = await openDatabase(t)
  await sql("update schema_migration set hash = 'of another text' where name like '0001%'")
  await t.rejects(migrate(ownerUrl), /has changed since/)
  fits(t, await missingIn(ownerUrl), [/^0001/])
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

t.test('whoever migrates is waited for and named, and no lock is left behind', async (t) => {
  const { ownerUrl } = await openDatabase(t)
  const holder = new pg.Client({ connectionString: ownerUrl, application_name: 'left-behind' })
  await holder.connect()
  t.teardown(() => holder.end())
  const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid, pg_advisory_lock(4801724)')
  const told: string[] = []
  const waiting = { tell: (sentence: string) => void told.push(sentence), roundMilliseconds: 20, rounds: 3 }
  const pid = rows[0]?.pid
  await t.rejects(migrate(ownerUrl, waiting), new RegExp(`pg_terminate_backend\\(${pid}\\)`))
  fits(t, told, [new RegExp(`wait for somebody else who migrates: process ${pid} .+left-behind`)])

  const migrating = migrate(ownerUrl, {
    ...waiting,
    tell: () => holder.query('select pg_advisory_unlock(4801724)'),
    rounds: 600,
  })
  t.same(await migrating, [], 'it goes on once the lock is free')
  t.same(
    await holder
      .query(
        "select 1 from pg_locks where locktype = 'advisory' and objid = 4801724 and database = (select oid from pg_database where datname = current_database())",
      )
      .then(({ rows }) => rows),
    [],
  )
})

t.test('migrations/schema.sql is what the migrations add up to', async (t) => {
  const { ownerUrl } = await openDatabase(t)
  const committed = await readFile(new URL('../../migrations/schema.sql', import.meta.url), 'utf8')
  t.equal(await schemaOf(ownerUrl), committed, 'run `npm run schema` and commit it')
})
