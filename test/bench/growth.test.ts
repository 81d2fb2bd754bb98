import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type AtSize, askedAtEach } from '../../bench/growth-reads.ts'
import { openDatabase } from '../support/database.ts'

t.setTimeout(240_000)

/** More cases make an index a level higher, and a page of a list lies in more pages of a table. More than that is a walk through the tenant. */
const mostPages = (before: number) => before * 1.25 + 60

/** Whoever sits above a team reads all that waits for their role, before a page of it is taken. */
const ofWhatWaits = ['team-manager /tasks', 'panel-member /tasks', 'panel-member /cases', 'commissioner-officer /tasks']

t.test('no question reads more pages the more cases a tenant has', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-growth-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const { ownerUrl: superuserUrl, serviceUrl } = await openDatabase(t)
  const sizes: AtSize[] = []
  for await (const at of askedAtEach([1_000, 6_000], { folder, superuserUrl, serviceUrl })) sizes.push(at)
  const [few, many] = sizes
  t.ok((few?.asked.length ?? 0) > 40, `${few?.asked.length} questions`)
  for (const { who, what, buffers } of few?.asked ?? []) {
    const name = `${who} ${what}`
    const later = many?.asked.find((asked) => asked.who === who && asked.what === what)?.buffers ?? Number.NaN
    if (ofWhatWaits.includes(name)) t.ok(later < buffers * 3, `${name}: ${buffers}, ${later} pages; it is to be mended`)
    else t.ok(later <= mostPages(buffers), `${name}: ${buffers}, ${later} pages`)
  }
})
