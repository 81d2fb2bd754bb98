import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type autocannon from 'autocannon'
import pg from 'pg'
import { startPostgres } from '../dev/postgres/embedded-postgres.ts'
import { type SampleActor, staffAmong, subjectOf } from '../dev/sandbox/actors.ts'
import { createSandboxIssuer } from '../dev/sandbox/issuer.ts'
import { DatabaseAccess } from '../src/platform/database/database.ts'
import { provision } from '../src/schemes/provision.ts'
import { tenants } from '../test/support/seed.ts'
import { makeTemplate, serviceRole, urlOf } from '../test/support/template.ts'
import { copyCase } from './copies.ts'
import { cpuOf, cpuOfPostgres } from './cpu.ts'
import { type Costed, connections, type Length, measure } from './measure.ts'
import { actors, makeModels } from './pathway.ts'
import { peerToken } from './peer.ts'
import type { Served } from './processes.ts'
import { keepResults } from './results.ts'
import { peerSecret, Servers } from './servers.ts'
import {
  activating,
  calling,
  covering,
  creating,
  listing,
  manyReads,
  readings,
  type Subject,
  signingOff,
} from './subjects.ts'
import { type Line, lineOf, type Round, tableOf } from './table.ts'

/**
 * `npm run bench [-- --json file] [--rounds n] [--only read,peer,audited,processes,list,cover,who-to-call,create,sign-off,activation] [--brief] [--keep]`: the service and what it is measured
 * against, each in its own process, over the same tables of one embedded PostgreSQL that is made for the run. Their runs take turns, so that whatever
 * else the machine does hits both. With --keep the table goes to bench/results. With --brief it only shows that everything is answered: its figures mean nothing.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'read,peer,audited,processes,list,cover,who-to-call,create,sign-off,activation' },
    brief: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const { brief } = values
const rounds = brief ? 1 : Math.min(Math.max(Number(values.rounds) || 5, 1), 9)
const only = values.only.split(',')

/** Nothing here takes longer; whatever hangs is ended with the process, and its children with it. */
const mostSeconds = 360
setTimeout(() => fail(new Error(`not done after ${mostSeconds} seconds`)), mostSeconds * 1000).unref()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

const casesOfTeams = brief ? 64 : 4_000
const coordinators = Array.from(
  { length: 40 },
  (_, n): SampleActor => ({ ...actors['care-coordinator'], who: `care-coordinator-${n}` }),
)
const creationsPerRun = brief ? 32 : 1_600
const decisionsPerRun = brief ? 32 : 800
const activationsPerRun = brief ? 32 : 400
/** Both servers, each round and the warm-up. */
const runs = 2 * (rounds + 1)

const undo: (() => Promise<void>)[] = []
try {
  const lines = await main()
  console.log(`\n${tableOf(lines)}\n`)
  if (values.json) await writeFile(values.json, `${JSON.stringify({ connections, rounds, lines }, null, 2)}\n`)
} catch (error) {
  fail(error as Error)
} finally {
  for (const step of undo.splice(0).reverse()) await step()
}

function fail(error: Error): void {
  console.error(error)
  process.exitCode = 1
}

async function main(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-bench-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), flags: ['-c', 'max_connections=100'] })
  undo.push(async () => {
    await postgres.stop()
    await rm(postgres.home, { recursive: true, force: true })
  })
  const database = await makeTemplate(postgres.ownerUrl)
  const superuserUrl = urlOf(postgres.ownerUrl, database)
  const { commissionerId } = tenants.QYG
  const serviceUrl = urlOf(postgres.ownerUrl, database, serviceRole)
  const servers = await Servers.start({ folder, superuserUrl, serviceUrl, commissionerId })
  undo.push(() => servers.stop())

  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  undo.push(() => client.end())
  await registerStaff(superuserUrl)
  const subjects = await prepare(client, folder, servers.ours.urls[0] ?? '')
  const lines: Line[] = []
  for (const subject of subjects) lines.push(lineOf(subject, await take(subject, servers, client)))
  if (values.keep) await keepResults(client, lines, rounds)
  return lines
}

/** Everybody who works on a case is registered, as whoever operates the service does it. */
async function registerStaff(ownerUrl: string): Promise<void> {
  const owner = new DatabaseAccess({ url: ownerUrl, poolSize: 1 })
  const staff = staffAmong([...Object.values(actors), ...coordinators])
  try {
    await provision(owner, [{ commissioner: { code: 'QYG', name: 'QYG' }, staff, schemes: [] }], new Date())
  } finally {
    await owner.close()
  }
}

/** Everything that is measured, with its rows. */
async function prepare(client: pg.Client, folder: string, url: string): Promise<Subject[]> {
  const { commissionerId } = tenants.QYG
  const { tokenFor } = await createSandboxIssuer(folder, url)
  const model = await makeModels(url, tokenFor)
  const tokens = new Map<string, string>()
  for (const actor of coordinators) tokens.set(subjectOf(actor), await tokenFor(actor))
  const subs = [...tokens.keys()]
  const count = (key: string, perRun: number) => (only.includes(key) ? runs * perRun : 0)
  const begun = performance.now()
  const fresh = await copyCase(client, model.open, count('create', creationsPerRun), subs)
  const signed = await copyCase(client, model.signed, count('sign-off', decisionsPerRun), subs)
  const read = await copyCase(client, model.open, casesOfTeams, subs)
  const clocked = await copyCase(
    client,
    model.signed,
    only.includes('peer') || only.includes('cover') ? Math.min(casesOfTeams, manyReads) : 0,
    subs,
  )
  const inForce = await copyCase(
    client,
    model.inForce,
    Math.max(count('activation', activationsPerRun), only.includes('who-to-call') ? manyReads : 0),
    subs,
  )
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(
    `${fresh.length + signed.length + read.length + clocked.length + inForce.length} cases loaded in ${seconds} s`,
  )
  return [
    ...readings(read, clocked, tokens, { commissionerId, token: await peerToken(commissionerId, peerSecret) }),
    listing(read, tokens),
    covering(clocked, tokens),
    calling(inForce, tokens),
    creating(fresh, tokens, creationsPerRun),
    signingOff(signed, tokens, decisionsPerRun),
    activating(inForce, tokens, activationsPerRun),
  ].filter(({ key }) => only.includes(key))
}

/** Theirs, ours, theirs, ours, after a run of each that does not count. */
async function take(subject: Subject, servers: Servers, client: pg.Client): Promise<Round[]> {
  const taken: Round[] = []
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const backend = rows[0]?.pid ?? 0
  const { sides, what } = subject
  const servesTheirs = await servers.of(sides.theirs)
  const servesOurs = await servers.of(sides.ours)
  const [first] = subject.length === 'each once' ? [] : subject.theirs(0)
  if (first) await checkAnswer(servesTheirs, first)
  for (let n = 0; n <= rounds; n += 1) {
    const whole = n === 0 ? subject.warmUp : subject.length
    const length = brief && whole !== 'each once' ? { seconds: 0.2 } : whole
    const theirs = await costed(servesTheirs, subject.theirs(2 * n), length, backend)
    const ours = await costed(servesOurs, subject.ours(2 * n + 1), length, backend)
    await settle(client)
    if (n > 0) taken.push({ theirs, ours })
    const rates = [theirs, ours].map(({ perSecond }) => `${perSecond.toFixed(0)}/s`)
    const ratio = (ours.perSecond / theirs.perSecond).toFixed(2)
    console.log(
      `${n === 0 ? 'warm-up' : `round ${n}`}  ${what}: ${sides.theirs} ${rates[0]}, ${sides.ours} ${rates[1]}, ratio ${ratio}`,
    )
  }
  await servers.stopOthers()
  return taken
}

/** GraphQL says 200 to a question that it refuses, and null to what it does not find: what is measured has to be an answer. */
async function checkAnswer({ urls }: Served, { path, method, headers, body }: autocannon.Request): Promise<void> {
  const answer = await fetch(`${urls[0]}${path}`, {
    method: method ?? 'GET',
    headers: Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    body: body === undefined ? null : String(body),
  })
  const text = await answer.text()
  const asked = `${path} ${body}`.match(/[0-9a-f-]{36}/g)?.at(-1) ?? ''
  if (!answer.ok || text.includes('"errors"') || !text.includes(asked))
    throw new Error(`${path} is not answered: ${text}`)
}

/** A run, and what it cost: what background load does to the clock, it does far less to the counters of CPU. */
async function costed(
  server: Served,
  requests: readonly autocannon.Request[],
  length: Length,
  backend: number,
): Promise<Costed> {
  const spent = async () => {
    const processes = await Promise.all(server.pids.map(cpuOf))
    return [processes.reduce((sum, one) => sum + one, 0), await cpuOfPostgres(backend)] as const
  }
  const [nodeBefore, postgresBefore] = await spent()
  const run = await measure(server.urls, requests, length)
  const [nodeAfter, postgresAfter] = await spent()
  return {
    ...run,
    nodeMicroseconds: (nodeAfter - nodeBefore) / run.answers,
    postgresMicroseconds: (postgresAfter - postgresBefore) / run.answers,
  }
}

/** Waits until the last entries are sealed, so that work of the service does not run on into the bare route's turn. */
async function settle(client: pg.Client): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const { rows } = await client.query<{ open: boolean }>('select exists (select from audit_outbox) as open')
    if (!rows[0]?.open) return
    await wait(100)
  }
  throw new Error('the audit is not sealed')
}
