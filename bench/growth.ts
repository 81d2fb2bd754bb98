import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { calculatingRates } from './growth-calculating.ts'
import { grownTo } from './growth-load.ts'
import type { Measured, Measuring } from './growth-process.ts'
import { type AtSize, askedAtEach } from './growth-reads.ts'
import { growthTable } from './growth-table.ts'
import { type Grown, ownServer } from './own-server.ts'
import { keepGrowth } from './results.ts'

/**
 * `npm run bench:growth [-- --only reads,cases] [--reads 1000,10000,100000] [--cases 10000,100000] [--json file] [--keep]`: how what is asked
 * grows with the cases of a tenant, by what PostgreSQL says of each statement (with --keep the table goes to bench/results); and how calculating and simulating grow. Cases with stored calculations are
 * loaded into an embedded PostgreSQL that is made for the run; then they are streamed by a bare loop with a hand-written query, and
 * simulated by the service's own background work, each in a process of its own whose memory is sampled.
 */
const { values } = parseArgs({
  options: {
    reads: { type: 'string', default: '1000,10000,100000' },
    cases: { type: 'string', default: '10000,100000' },
    only: { type: 'string', default: 'reads,cases' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const sizes = sizesOf(values.cases)
const sizesRead = sizesOf(values.reads)
const only = values.only.split(',')

function sizesOf(text: string): number[] {
  const sizes = text.split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 1 || size > 1_000_000))
    throw new Error('--reads and --cases must be whole numbers from 1 to 1,000,000')
  return sizes
}

/** What a process that is measured may keep, however many cases there are: more than that, and it would end. */
const heapMegabytes = 256

/** Nothing here takes longer; whatever hangs is ended with the process, and its children with it. */
const mostSeconds = 1_500
setTimeout(() => {
  console.error(`not done after ${mostSeconds} seconds`)
  process.exit(1)
}, mostSeconds * 1000).unref()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

const undo: (() => Promise<void>)[] = []
try {
  await main()
} finally {
  for (const step of undo.splice(0).reverse()) await step()
}

async function main(): Promise<void> {
  const database = await ownServer(undo)
  if (only.includes('reads')) await reading(await database('reads'))
  if (only.includes('cases')) await calculating(await database('cases'))
}

async function reading(grown: Grown): Promise<void> {
  const taken: AtSize[] = []
  for await (const at of askedAtEach(sizesRead, grown)) {
    taken.push(at)
    console.log(`${whole(at.size)} cases, loaded in ${at.seconds.toFixed(1)} s`)
  }
  const table = growthTable(taken)
  console.log(`\n${table}\n`)
  if (values.keep) await keepGrowth(table, taken)
}

async function calculating({ superuserUrl: ownerUrl, serviceUrl }: Grown): Promise<void> {
  const rates = await calculatingRates()
  console.log('Calculating, rules alone:')
  for (const { method, perSecond } of rates) console.log(`  ${method.padEnd(20)} ${whole(perSecond)} cases/s`)

  const simulating: object[] = []
  for (const size of sizes) {
    const begun = performance.now()
    const schemeId = await grownTo(ownerUrl, size)
    console.log(`\n${whole(size)} cases in flight, loaded in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    const bare = await measured({ what: 'stream', url: ownerUrl, schemeId })
    told('streaming them, bare', bare)
    const ours = await measured({ what: 'simulate', url: serviceUrl, schemeId })
    told('simulating them', ours)
    if (bare.cases !== size || ours.cases !== size) throw new Error('not every case was looked at')
    const ratio = (ours.cases / ours.seconds / (bare.cases / bare.seconds)).toFixed(2)
    console.log(`  ratio ${ratio}: each case is worked out twice, and what it comes to is kept and counted`)
    simulating.push({ size, bare, ours })
  }
  if (values.json) await writeFile(values.json, `${JSON.stringify({ calculating: rates, simulating }, null, 2)}\n`)
}

function told(what: string, { cases, seconds, cpuSeconds, restMegabytes, peakMegabytes }: Measured): void {
  const rate = whole(cases / seconds).padStart(8)
  const memory = `${peakMegabytes.toFixed(0)} MB at the most, ${restMegabytes.toFixed(0)} MB before it began`
  console.log(
    `  ${what.padEnd(22)} ${rate} cases/s, ${seconds.toFixed(1).padStart(5)} s, of which ${cpuSeconds.toFixed(1)} s its own, ${memory}`,
  )
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en-GB')
}

/** Runs one measurement in a process of its own, and gives what it tells. */
function measured(what: Measuring): Promise<Measured> {
  const program = fileURLToPath(new URL('growth-process.ts', import.meta.url))
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, program, JSON.stringify(what)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let text = ''
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', kill)
      if (code === 0) resolve(JSON.parse(text) as Measured)
      else reject(new Error(`${what.what} ended with ${code}`))
    })
  })
}
