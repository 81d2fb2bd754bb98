import pg from 'pg'
import t from 'tap'
import { v7 } from 'uuid'
import { openDatabase } from '../support/database.ts'
import { tenants } from '../support/seed.ts'
import { sources } from '../support/sources.ts'
import { rights } from './rights.ts'

const database = await openDatabase(t)
const role = 'recovery_budgets_app'

t.test(
  'the role of the service has the rights that are listed, and no other, itself or through another role',
  async (t) => {
    const rows = await database.sql<{ name: string; may: string[]; changes: string[] }>(
      `select c.relname as name,
      array(select p from unnest(array['select', 'insert', 'delete', 'truncate', 'references', 'trigger']) with ordinality as x (p, n)
        where has_table_privilege('${role}', c.oid, p) order by n) as may,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('${role}', c.oid, a.attnum, 'update') order by a.attnum) as changes
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
    )
    t.same(Object.fromEntries(rows.map(({ name, may, changes }) => [name, { may, changes: changes.sort() }])), sorted())
  },
)

const sorted = () =>
  Object.fromEntries(
    Object.entries(rights).map(([name, { may, changes }]) => [name, { may: [...may], changes: [...changes].sort() }]),
  )

t.test('the code of the service uses each right that it has', async (t) => {
  const code = (await sources('src'))
    .filter(({ path }) => !/^src\/(tools|schemes\/provision)/.test(path))
    .map(({ text }) => text)
    .join('\n')
  const written = await database.sql<{ text: string }>(
    "select string_agg(prosrc, ' ') as text from pg_proc where pronamespace = 'public'::regnamespace",
  )
  const uses = (kysely: string, words: string, table: string) =>
    new RegExp(`${kysely}\\(\\s*['"\`]${table}\\b|${words}\\s+${table}\\b`).test(`${code}${written[0]?.text}`)
  for (const [table, { may, changes }] of Object.entries(rights)) {
    if (may.includes('insert'))
      t.ok(
        uses('insertInto', 'insert into', table) || code.includes(`insertMany(tx, '${table}'`),
        `insert into ${table}`,
      )
    if (may.includes('delete')) t.ok(uses('deleteFrom', 'delete from', table), `delete from ${table}`)
    if (changes.length > 0)
      t.ok(uses('updateTable', 'update|do update set', table) || table === 'case_wait', `update ${table}`)
    for (const column of changes) t.ok(new RegExp(`\\b${column}\\b`).test(code), `${table}.${column}`)
  }
})

t.test(
  'every function that runs by itself, or as somebody else, has a search path of its own that nobody can put a table before',
  async (t) => {
    const functions = await database.sql<{ name: string; config: string[] | null }>(
      `select p.oid::regprocedure::text as name, p.proconfig as config from pg_proc p
      where p.pronamespace = 'public'::regnamespace and (p.prorettype = 'trigger'::regtype or p.prosecdef)`,
    )
    t.ok(functions.length >= 4)
    for (const { name, config } of functions) t.ok(config?.includes('search_path=pg_catalog, public, pg_temp'), name)
  },
)

t.test('no other function reads a table by a name that the caller could give another meaning', async (t) => {
  const functions = await database.sql<{ name: string; source: string }>(
    `select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as source from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proconfig is null`,
  )
  for (const { name, source } of functions)
    t.notMatch(source, /\b(from|join|into|update)\s+(?!public\.)[a-z_]+\b/i, name)
})

t.test(
  'a table of the same name put before ours gets nothing: what happened waits for its seal where it should',
  async (t) => {
    const client = new pg.Client({ connectionString: database.serviceUrl })
    await client.connect()
    t.teardown(() => client.end())
    const { commissionerId } = tenants.QYG
    await client.query("select set_config('app.commissioner_id', $1, false)", [commissionerId])
    await client.query('create temporary table audit_outbox (commissioner_id uuid, audit_entry_id uuid)')
    await client.query('set search_path = pg_temp, public')
    const id = v7()
    await client.query(
      `insert into public.audit_entry (commissioner_id, audit_entry_id, type, subject_id, actor_id, facts, happened_at)
      values ($1, $2, 'organisation.registered', $2, 'nobody', '{}', now())`,
      [commissionerId, id],
    )
    t.same(await database.sql('select audit_entry_id from public.audit_outbox'), [{ audit_entry_id: id }])
  },
)

t.test('a function of the service can be called by the service alone', async (t) => {
  const open = await database.sql(
    `select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where p.pronamespace = 'public'::regnamespace and p.proretset and a.grantee = 0`,
  )
  t.same(open, [])
})
