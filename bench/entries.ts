import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPostgres } from '../dev/postgres/embedded-postgres.ts'
import { createSandboxIssuer } from '../dev/sandbox/issuer.ts'
import { createApp } from '../src/app.ts'
import { tenantFinder } from '../src/machine-clients/find-tenant.ts'
import { newSealKey, sealKeysOf } from '../src/platform/audit/seal-keys.ts'
import { DatabaseAccess } from '../src/platform/database/database.ts'
import { diskStore } from '../src/platform/documents/disk-store.ts'
import { createLog } from '../src/platform/http/log.ts'
import { fieldKeysOf, newFieldKey } from '../src/platform/secrets/field-keys.ts'
import { tenants } from '../test/support/seed.ts'
import { makeTemplate, onServer, serviceRole, urlOf } from '../test/support/template.ts'
import { bookGrownTo, giveEntries } from './entries-load.ts'
import { costOf } from './growth-cost.ts'
import { heardIn, register } from './growth-reads.ts'
import { actors, makeModels } from './pathway.ts'
import { keepEntries } from './results.ts'

/**
 * `npm run bench:entries [-- --sizes 10000,1000000] [--keep]`: what the balance and the statement of one case cost as the book of its tenant grows. The same case has
 * sixty entries at each size. Beside what PostgreSQL says of the statements, each read is timed over HTTP against a bare row by its key, in turns.
 */
const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '10000,1000000' }, keep: { type: 'boolean', default: false } },
})
const sizes = values.sizes.split(',').map(Number)
if (sizes.some((size) => !Number.isInteger(size) || size < 1 || size > 20_000_000))
  throw new Error('--sizes must be whole numbers from 1 to 20,000,000')
const turns = 200

/** Nothing here takes longer; whatever hangs is ended with the process. */
setTimeout(() => process.exit(1), 3_000_000).unref()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

const undo: (() => Promise<void>)[] = []
try {
  await main()
} finally {
  for (const step of undo.splice(0).reverse()) await step()
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-entries-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), flags: ['-c', 'max_wal_size=8GB'] })
  undo.push(async () => {
    await postgres.stop()
    await rm(postgres.home, { recursive: true, force: true })
  })
  const template = await makeTemplate(postgres.ownerUrl)
  await onServer(postgres.ownerUrl, (client) => client.query(`create database entries template ${template}`))
  const [superuserUrl, url] = [urlOf(postgres.ownerUrl, 'entries'), urlOf(postgres.ownerUrl, 'entries', serviceRole)]
  const { origin, tokenFor } = await serving(url, folder)
  await register(superuserUrl)
  const { inForce: caseId } = await makeModels(origin, tokenFor)
  await giveEntries(superuserUrl, caseId, 60)

  const client = new pg.Client({ connectionString: url })
  await client.connect()
  undo.push(() => client.end())
  const authorization = `Bearer ${await tokenFor(actors['commissioner-officer'])}`
  const bare = async () => {
    await client.query('begin')
    await client.query(`select set_config('app.commissioner_id', $1, true)`, [tenants.QYG.commissionerId])
    await client.query('select * from budget_case where commissioner_id = $1 and case_id = $2', [
      tenants.QYG.commissionerId,
      caseId,
    ])
    await client.query('commit')
  }
  const rows: string[] = []
  const first = new Map<string, number>()
  for (const size of sizes) {
    const seconds = await bookGrownTo(superuserUrl, size)
    console.log(`${size.toLocaleString('en-GB')} entries, loaded in ${seconds.toFixed(0)} s`)
    for (const [what, path] of [
      ['balance', `/v1/cases/${caseId}/statement`],
      ['statement page', `/v1/cases/${caseId}/statement/entries?limit=50`],
    ] as const) {
      const get = async () => {
        const answer = await fetch(`${origin}${path}`, { headers: { authorization } })
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
        await answer.text()
      }
      await get()
      const cost = await costOf(client, tenants.QYG.commissionerId, await heardIn(get))
      const ratio = await inTurns(get, bare)
      const before = first.get(what) ?? ratio
      first.set(what, before)
      rows.push(
        `| ${size.toLocaleString('en-GB')} | ${what} | ${cost.milliseconds.toFixed(2)} | ${cost.buffers} | ${cost.rows} | ${ratio.toFixed(2)} | ${(ratio / before).toFixed(2)} |`,
      )
    }
  }
  const head = '| entries | what | PostgreSQL, ms | pages | rows read | over HTTP, of bare | of the first size |'
  const table = [head, '| --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n')
  console.log(`\n${table}`)
  if (values.keep) await keepEntries(table)
}

/** The middle of how long one takes, as a part of the middle of how long the other does, asked one after the other. */
async function inTurns(ours: () => Promise<void>, bare: () => Promise<void>): Promise<number> {
  const [mine, other]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [work, times] of [
      [ours, mine],
      [bare, other],
    ] as const) {
      const begun = performance.now()
      await work()
      times.push(performance.now() - begun)
    }
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  return middle(mine) / middle(other)
}

/** The service over this database, and who gives tokens for it. */
async function serving(url: string, folder: string) {
  const database = new DatabaseAccess({ url, poolSize: 4 })
  undo.push(() => database.close())
  const access = await createSandboxIssuer(folder, 'http://bench')
  const app = await createApp({
    database,
    access: { ...access, now: () => new Date(), findTenant: tenantFinder(database) },
    log: createLog('silent'),
    sealKeys: sealKeysOf(newSealKey()),
    fieldKeys: fieldKeysOf(newFieldKey()),
    documentStore: diskStore(join(folder, 'documents')),
    trustProxy: false,
    rateLimitPerMinute: 1_000_000,
    mostDelayMilliseconds: 0,
  })
  undo.push(() => app.close())
  return { origin: await app.listen({ host: '127.0.0.1', port: 0 }), tokenFor: access.tokenFor }
}
