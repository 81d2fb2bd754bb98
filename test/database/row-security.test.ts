import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import t from 'tap'
import { anOrganisation } from '../support/builders.ts'
import { tenantScopes } from '../support/tour.ts'
import { startToured } from '../support/toured.ts'

const { service, ids, statements } = await startToured(t)
// Everything that happened has its seal, save one entry that waits for it.
await service.seal()
await service.as('commissioner-officer').post('/v1/organisations', anOrganisation())

const client = new pg.Client({ connectionString: service.database.serviceUrl })
await client.connect()
t.teardown(() => client.end())

/** Without row-level security: who the tenants are, and which migrations ran. */
const open = ['commissioner', 'schema_migration']

/** Filled by what the pathway does not do. */
const unfilled = ['erasure']

async function inScope<T>(commissionerId: string | undefined, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    if (commissionerId !== undefined)
      await client.query("select set_config('app.commissioner_id', $1, true)", [commissionerId])
    return await work()
  } finally {
    await client.query('rollback')
  }
}

const { ours, theirs } = tenantScopes
const tables = (
  await service.database.sql<{ name: string; forced: boolean }>(
    `select relname as name, relrowsecurity and relforcerowsecurity as forced
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
).map((row) => row)
const secured = tables.filter((table) => table.forced).map((table) => table.name)

t.test('every table has row-level security, forced on its owner too, save those that are named here', async (t) => {
  t.same(
    tables.filter((table) => !table.forced).map((table) => table.name),
    open,
  )
  t.ok(secured.length >= 27)
})

/** Those before it ran, or wrote rows in a function or a table of their own. */
const firstLookedAt = '0296'

t.test(
  'a migration that writes rows of a table lets its owner see them first: else it writes none, and says nothing',
  async (t) => {
    const folder = new URL('../../migrations/', import.meta.url)
    const blind: string[] = []
    for (const name of (await readdir(folder)).filter((one) => /^\d{4}_/.test(one) && one >= firstLookedAt)) {
      const sql = (await readFile(new URL(name, folder), 'utf8')).replaceAll(/\$\$[\s\S]*?\$\$/g, '')
      for (const [, table] of sql.matchAll(/^\s*(?:update|insert into|delete from)\s+(\w+)/gim))
        if (!sql.includes(`alter table ${table} no force row level security;`)) blind.push(`${name}: ${table}`)
    }
    t.same(blind, [])
  },
)

t.test('every policy holds for what is read and for what is written', async (t) => {
  const policies = await service.database.sql<{ tablename: string; qual: string; with_check: string }>(
    "select tablename, qual, with_check from pg_policies where schemaname = 'public'",
  )
  t.same(policies.map((policy) => policy.tablename).sort(), secured)
  for (const { tablename, qual, with_check } of policies)
    t.same([qual, with_check], Array(2).fill('(commissioner_id = current_commissioner())'), tablename)
})

t.test("a tenant's scope shows its rows of each table; another's, and none, show nothing of them", async (t) => {
  const count = async (table: string) =>
    Number(
      (await client.query(`select count(*) from ${table} where commissioner_id = $1`, [ours.commissionerId])).rows[0]
        .count,
    )
  const filled: string[] = []
  for (const table of secured) {
    if ((await inScope(ours.commissionerId, () => count(table))) > 0) filled.push(table)
    t.equal(await inScope(theirs.commissionerId, () => count(table)), 0, `${table}, another tenant`)
    t.equal(await inScope(undefined, () => count(table)), 0, `${table}, no tenant`)
    t.equal(await inScope('', () => count(table)), 0, `${table}, an empty tenant`)
  }
  const empty = secured.filter((table) => !filled.includes(table))
  t.same(empty, [...unfilled], 'the pathway fills every other table, so that nothing above is true of an empty one')
})

t.test("no row can be written under another tenant's name", async (t) => {
  const columns = await service.database.sql<{ table: string; name: string }>(
    `select c.relname as table, quote_ident(a.attname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
  )
  for (const table of secured) {
    const given = columns.filter((column) => column.table === table).map(({ name }) => name)
    const fields = given.map(
      (name) => `(json_populate_record(x, json_build_object('commissioner_id', $1::text))).${name}`,
    )
    const copy = `insert into ${table} (${given.join(', ')}) select ${fields.join(', ')} from ${table} x limit 1`
    const move = `update ${table} set commissioner_id = $1`
    for (const statement of [copy, move]) {
      if (unfilled.includes(table)) continue
      const attempt = inScope(ours.commissionerId, () => client.query(statement, [theirs.commissionerId]))
      await t.rejects(attempt, { code: '42501' }, `${table}: ${statement.slice(0, 6)}`)
    }
  }
})

t.test("every query of the service gives nothing where it runs in another tenant's name", async (t) => {
  const reads = statements.filter(({ text }) => /^(select|with)\b/i.test(text) && !/\binsert into\b/i.test(text))
  const about = reads.filter(({ text }) => secured.some((table) => new RegExp(`"${table}"|\\b${table}\\b`).test(text)))
  t.ok(about.length > 40, `${about.length} queries were heard`)
  let fruitful = 0
  for (const { text, values } of about) {
    const run = () => client.query(text, [...values])
    const rows = (await inScope(ours.commissionerId, run)).rows
    if (rows.length > 0) fruitful += 1
    const foreign = (await inScope(theirs.commissionerId, run)).rows
    t.same(foreign.filter(holdsSomething), [], text.slice(0, 120))
  }
  t.ok(fruitful > about.length / 2, `${fruitful} of them find something in the right one`)
})

/** An aggregate over nothing is a row too. */
const holdsSomething = (row: Record<string, unknown>) =>
  Object.values(row).some((value) => value !== null && value !== false && Number(value) !== 0)

t.test('the service has walked the whole pathway, so that its queries are all here', async (t) => {
  for (const name of ['planLineId', 'purchaseId', 'reviewId', 'decisionId', 'informationRequestId'])
    t.ok(ids[name], name)
})
