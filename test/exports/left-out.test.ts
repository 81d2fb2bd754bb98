import { readFile } from 'node:fs/promises'
import t from 'tap'
import { exportedKinds } from '../../src/exports/kinds.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

interface First {
  readonly kinds: readonly string[]
  readonly leftOut: readonly { readonly kind: string; readonly because: string }[]
  readonly withoutColumns: Readonly<Record<string, readonly string[]>>
}

/** The first line of an export and the last. */
async function taken(kind: string | null): Promise<{ first: First; last: { restrictedRecords: number } }> {
  const asked = { kind, format: 'ndjson', because: 'We move to another system.' }
  const { id } = (await officer.post<{ id: string }>('/v1/exports', asked, { key: `left-out-${kind}` })).ok
  if (!officer.actor) throw new Error('somebody signs in')
  const authorization = `Bearer ${await service.tokenFor(officer.actor)}`
  const answer = await fetch(`${service.baseUrl}/v1/exports/${id}/file`, { headers: { authorization } })
  const lines = (await answer.text()).trimEnd().split('\n')
  return { first: JSON.parse(lines[0] ?? ''), last: JSON.parse(lines.at(-1) ?? '') }
}

t.test('what stays here is said with it and in the guide, each with the reason', async (t) => {
  const { first } = await taken(null)
  const tables = await service.database.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'",
  )
  const leftOut = first.leftOut
  const told = [...first.kinds, ...leftOut.map(({ kind }) => kind)]
  t.same(told.toSorted(), tables.map(({ name }) => name.replaceAll('_', '-')).toSorted(), 'each table, once')
  t.ok(leftOut.every(({ because }) => because.endsWith('.')))
  for (const { kind, table, without } of exportedKinds)
    t.same(
      first.withoutColumns[kind] ?? [],
      without.filter((column) => column !== 'commissioner_id'),
      `${table}: the columns that stay here`,
    )
  const guide = await readFile(new URL('../../data/guides/7-export.md', import.meta.url), 'utf8')
  const named = [...guide.matchAll(/^- (.*\.) \((`[^)]*)\)$/gm)].flatMap(([, because = '', kinds = '']) =>
    [...kinds.matchAll(/`([a-z-]+)`/g)].map(([, kind = '']) => ({ kind, because })),
  )
  const inOrder = (all: typeof leftOut) => all.toSorted((one, other) => one.kind.localeCompare(other.kind))
  t.same(inOrder(named), inOrder(leftOut), 'the guide says the same')
  const { first: ofSchemes, last } = await taken('scheme')
  t.same(ofSchemes.withoutColumns, {})
  t.match(last, { restrictedRecords: 0 }, 'of what is about nobody, nothing is kept back')
})
