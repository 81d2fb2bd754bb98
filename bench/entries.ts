import { parseArgs } from 'node:util'
import pg from 'pg'
import { tenants } from '../test/support/seed.ts'
import { bookGrownTo, giveEntries } from './entries-load.ts'
import { costOf } from './growth-cost.ts'
import { heardIn, register } from './growth-reads.ts'
import { ownServer, serving } from './own-server.ts'
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
/** How much more a read may cost in the largest book than in the smallest. */
const mostGrowth = 1.5

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
  const grown = await (await ownServer(undo))('entries')
  const { superuserUrl } = grown
  const { url: origin, tokenFor, close } = await serving(grown)
  undo.push(close)
  await register(superuserUrl)
  const { inForce: caseId } = await makeModels(origin, tokenFor)
  await giveEntries(superuserUrl, caseId, 60)

  const client = new pg.Client({ connectionString: grown.serviceUrl })
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
  const tooMuch: string[] = []
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
      if (ratio / before > mostGrowth) tooMuch.push(`${what} at ${size.toLocaleString('en-GB')} entries`)
      rows.push(
        `| ${size.toLocaleString('en-GB')} | ${what} | ${cost.milliseconds.toFixed(2)} | ${cost.buffers} | ${cost.rows} | ${ratio.toFixed(2)} | ${(ratio / before).toFixed(2)} |`,
      )
    }
  }
  const head = '| entries | what | PostgreSQL, ms | pages | rows read | over HTTP, of bare | of the first size |'
  const table = [head, '| --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n')
  console.log(`\n${table}`)
  if (values.keep) await keepEntries(table)
  if (tooMuch.length > 0) {
    console.error(`More than ${mostGrowth} times what it cost in the first book: ${tooMuch.join(', ')}`)
    process.exitCode = 1
  }
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
