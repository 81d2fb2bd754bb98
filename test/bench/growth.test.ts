import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type AtSize, askedAtEach } from '../../bench/growth-reads.ts'
import { openDatabase } from '../support/database.ts'

t.setTimeout(240_000)

/** More cases make an index a level higher, and a page of a list lies in more pages of a table. More than that is a walk through the tenant. */
const mostPages = (before: number) => before * 1.4 + 60

/** The rows that are looked at do not grow; a tally has a row for each day, and more of its days had something in them. */
const mostRows = (before: number, what: string) => (what === '/sign-off-figures' ? 365 * 20 : before * 1.2 + 60)

t.test('no question reads more pages or rows the more cases a tenant has', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-growth-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const { name, ownerUrl: superuserUrl, serviceUrl, sql } = await openDatabase(t)
  // As it is where the service runs: how PostgreSQL plans by itself is what is asked about here.
  await sql(`alter database ${name} set plan_cache_mode = auto`)
  const sizes: AtSize[] = []
  for await (const at of askedAtEach([1_000, 6_000], { folder, superuserUrl, serviceUrl })) sizes.push(at)
  const [few, many] = sizes
  t.ok((few?.asked.length ?? 0) > 40, `${few?.asked.length} questions`)
  for (const { who, what, buffers, rows } of few?.asked ?? []) {
    const name = `${who} ${what}`
    const later = many?.asked.find((asked) => asked.who === who && asked.what === what)
    t.ok((later?.buffers ?? Number.NaN) <= mostPages(buffers), `${name}: ${buffers}, ${later?.buffers} pages`)
    t.ok((later?.rows ?? Number.NaN) <= mostRows(rows, what), `${name}: ${rows}, ${later?.rows} rows`)
  }
})
