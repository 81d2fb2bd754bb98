import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { inOrder } from '../../src/tools/distribution.ts'
import { openDatabase } from '../support/database.ts'

const root = new URL('../../', import.meta.url).pathname

t.test('a PostgreSQL without the extension is left as it is, and the command says so', async (t) => {
  const database = await openDatabase(t)
  // A row of a catalog that is written has another xmin.
  const catalog = () =>
    database.sql(`select 'table' as kind, relname as name, xmin::text from pg_class where relnamespace = 'public'::regnamespace
      union all select 'trigger', tgname, xmin::text from pg_trigger
      union all select 'setting', setconfig::text, xmin::text from pg_db_role_setting order by 1, 2, 3`)
  const before = await catalog()
  const env = { PATH: process.env.PATH, MIGRATION_DATABASE_URL: database.ownerUrl }
  const { stdout } = await promisify(execFile)(process.execPath, ['src/tools/distribute.ts'], { cwd: root, env })
  t.match(stdout, /there is nothing to distribute/)
  t.same(await catalog(), before)
})

t.test('each table is laid out after those that its foreign keys lead to', async (t) => {
  const table = (name: string, ...leadsTo: string[]) => ({ name, leadsTo, ofTenant: true })
  // What a key leads to may be laid out already, and then is not among them.
  const tables = [table('clock_pause', 'clock'), table('clock', 'budget_case'), table('budget_case', 'person')]
  t.same(
    inOrder(tables).map(({ name }) => name),
    ['budget_case', 'clock', 'clock_pause'],
  )
  t.throws(() => inOrder([table('a', 'b'), table('b', 'a'), table('c')]), /in a circle: a, b$/)
})
