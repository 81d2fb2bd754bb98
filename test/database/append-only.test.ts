import pg from 'pg'
import t from 'tap'
import { openDatabase } from '../support/database.ts'
import { rights } from './rights.ts'

const database = await openDatabase(t)
const client = new pg.Client({ connectionString: database.serviceUrl })
await client.connect()
t.teardown(() => client.end())

const tables = (
  await database.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  )
).map((row) => row.name)

const denied = { code: '42501' }

t.test('what happened is never overwritten: the database refuses to change it', async (t) => {
  for (const table of tables) {
    const columns = await database.sql<{ name: string }>(
      'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = $2',
      [table, ''],
    )
    for (const { name } of columns) {
      const change = client.query(`update ${table} set "${name}" = "${name}"`)
      if (rights[table]?.changes.includes(name)) await t.resolves(change, `${table}.${name} may change`)
      else await t.rejects(change, denied, `${table}.${name}`)
    }
  }
})

t.test(
  'nothing is removed: the database refuses to delete, save from queues and from what is worked out anew',
  async (t) => {
    for (const table of tables) {
      const remove = client.query(`delete from ${table}`)
      if (rights[table]?.may.includes('delete')) await t.resolves(remove, table)
      else await t.rejects(remove, denied, table)
    }
  },
)

t.test('nothing is emptied', async (t) => {
  for (const table of tables) await t.rejects(client.query(`truncate ${table} cascade`), denied, table)
})

t.test('the service can neither widen its own rights nor change what the tables are', async (t) => {
  const attempts = [
    'alter table audit_entry disable row level security',
    'alter table audit_entry disable trigger all',
    'alter table audit_entry owner to recovery_budgets_app',
    'drop table audit_entry',
    'drop policy tenant on person',
    'create policy everything on person using (true)',
    'create table public.mine (id int)',
    'create or replace function current_commissioner() returns uuid language sql as $$ select null::uuid $$',
    'alter role recovery_budgets_app bypassrls',
    'set role postgres',
    'set session authorization postgres',
    "set session_replication_role = 'replica'",
    "copy person to program 'cat'",
    "select pg_read_file('/etc/passwd')",
  ]
  for (const attempt of attempts) await t.rejects(client.query(attempt), denied, attempt)
  // PostgreSQL only warns that nothing was granted.
  await client.query('grant delete on audit_entry to recovery_budgets_app')
  await t.rejects(client.query('delete from audit_entry'), denied, 'after a grant to itself')
})

t.test('nobody else has any right on the tables', async (t) => {
  const others = await database.sql(
    `select c.relname, a.grantee::regrole from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
        and a.grantee <> 'recovery_budgets_app'::regrole`,
  )
  t.same(others, [])
})
