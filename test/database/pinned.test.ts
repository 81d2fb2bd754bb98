import t from 'tap'
import { startToured } from '../support/toured.ts'
import { unpinned } from './pinned.ts'

/** Every tenant's, or about them all: they lie whole on each machine. */
const ofEverybody = ['commissioner', 'schema_migration']

const { service, statements } = await startToured(t)
const rows = await service.database.sql<{ name: string }>(
  "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
)
const tables = new Set(rows.map(({ name }) => name).filter((name) => !ofEverybody.includes(name)))

t.test('each table of a statement is held to the tenant by the tenant’s own parameter', async (t) => {
  t.ok(statements.length > 300, `${statements.length} statements were sent`)
  for (const { text } of statements) t.same(unpinned(text, tables), [], text.slice(0, 200))
})

t.test('no write compares by `case <operand> when`, which Citus hands on as something else', async (t) => {
  const writes = statements.filter(({ text }) => /\b(update|insert into|delete from) "/i.test(text))
  t.ok(writes.length > 100, `${writes.length} writes were sent`)
  for (const { text } of writes) t.notMatch(text, /\bcase\s+(?!when\b)/i, text.slice(0, 200))
})

t.test('what is held through another table, or not at all, is found', async (t) => {
  const found = (text: string) => unpinned(text, new Set(['budget_case', 'person', 'clock']))
  t.same(found('select 1 from budget_case c where c.commissioner_id = $1'), [])
  t.same(found('select 1 from budget_case where commissioner_id = $1::uuid'), [])
  t.same(found('select 1 from budget_case c where c.case_id = $1'), ['budget_case as c'])
  const joined = 'select 1 from budget_case c join person p on p.commissioner_id ='
  t.same(found(`${joined} $1 and p.person_id = c.person_id where c.commissioner_id = $1`), [])
  t.same(found(`${joined} c.commissioner_id where c.commissioner_id = $1`), ['person as p'])
  t.same(found('select 1 from budget_case c where c.commissioner_id = $1 or c.case_id = $2'), ['budget_case as c'])
  const within = 'select (select 1 from clock k where k.commissioner_id ='
  t.same(found(`${within} $1) from person p where p.commissioner_id = $1`), [])
  t.same(found(`${within} p.commissioner_id) from person p where p.commissioner_id = $1`), ['clock as k'])
  t.same(found('update clock set due_on = $2 from person p where p.commissioner_id = $1'), ['clock as clock'])
  t.same(found('with x as (select 1 from clock) select 1 from x'), ['clock as clock'])
  t.same(found('select 1 from person union all select 1 from clock where commissioner_id = $1'), ['person as person'])
  t.same(found('delete from clock where commissioner_id = $1 and clock_id = $2'), [])
})
