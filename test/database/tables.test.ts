import { readFile } from 'node:fs/promises'
import pg from 'pg'
import t from 'tap'
import { describeTables } from '../../dev/generate/table-types.ts'
import { openDatabase } from '../support/database.ts'

const database = await openDatabase(t)

t.test('src/database/tables.ts is what the migrations add up to', async (t) => {
  const committed = await readFile(new URL('../../src/database/tables.ts', import.meta.url), 'utf8')
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    t.equal(await describeTables(client, './json-columns.ts'), committed, 'run `npm run schema` and commit it')
  } finally {
    await client.end()
  }
})

t.test("the tenant leads every primary key, unique key and foreign key of a tenant's data", async (t) => {
  const keys = await database.sql<{ table: string; name: string; first: string }>(
    `select c.relname as table, i.relname as name, a.attname as first
      from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migration'
    union all
    select c.relname, k.conname, a.attname from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`,
  )
  t.ok(keys.length > 80)
  const others = keys.filter((key) => key.first !== 'commissioner_id').map((key) => key.name)
  // A range of pages has no key: within it, each row is held to the tenant.
  const ranges = ['bank_account_by_proposal', 'give_back_by_recording', 'line_move_by_day', 'purchase_by_recording']
  // A case is of one tenant; with the tenant first, it was taken for every question on a few payments before anything was known of their number.
  const ofCase = ['payment_of_case_by_day']
  t.same(others.sort(), ['commissioner_one_per_code', ...ranges, ...ofCase].sort())
})

t.test('no number is handed out by a sequence: identifiers are made where the data is', async (t) => {
  t.same(await database.sql("select 1 from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace"), [])
})
