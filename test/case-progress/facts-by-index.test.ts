import pg from 'pg'
import t from 'tap'
import { multiplyRows } from '../support/multiply.ts'
import { tenantScopes } from '../support/tour.ts'
import { startToured } from '../support/toured.ts'

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Node[]
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

const { service, statements } = await startToured(t)

t.test('the facts of a case are read by indexes alone, however many cases there are', async (t) => {
  const tables = await service.database.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  )
  const few = [
    'commissioner',
    'scheme',
    'scheme_version',
    'scheme_council',
    'organisation',
    'audit_outbox',
    'schema_migration',
  ]
  await multiplyRows(
    service.database,
    tables.map(({ name }) => name).filter((name) => !few.includes(name)),
    2_000,
  )
  const [facts, ...more] = statements.filter(({ text }) => text.includes("'planUnderWay'"))
  t.ok(facts && more.length === 0, 'one statement reads them')
  const client = new pg.Client({ connectionString: service.database.serviceUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query("select set_config('app.commissioner_id', $1, true)", [tenantScopes.ours.commissionerId])
  const { rows } = await client.query(`explain (analyze, format json) ${facts?.text}`, [...(facts?.values ?? [])])
  const read = nodesOf(rows[0]['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] !== undefined)
  t.ok(read.length >= 15, `${read.length} reads of a table`)
  for (const node of read) {
    const table = node['Relation Name'] ?? ''
    if (few.includes(table)) continue
    t.match(node['Node Type'], /^(Index|Bitmap)/, `${table}: ${node['Node Type']}`)
    t.ok((node['Rows Removed by Filter'] ?? 0) < 20, `${table} passes over ${node['Rows Removed by Filter']} rows`)
  }
})
