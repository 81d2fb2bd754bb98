import pg from 'pg'
import { systemActor } from '../src/platform/access/system-actor.ts'
import { DatabaseAccess } from '../src/platform/database/database.ts'
import { draftSchemeVersion } from '../src/schemes/draft-scheme-version.ts'
import { setDraft } from '../src/schemes/drafts-repository.ts'
import { advanceSimulations } from '../src/simulations/advance-simulations.ts'
import { findSimulation } from '../src/simulations/repository.ts'
import { startSimulation } from '../src/simulations/start-simulation.ts'
import { tenants } from '../test/support/seed.ts'

/** What this process measures: the cases streamed by a bare loop, or simulated by the service's own work. */
export interface Measuring {
  readonly what: 'stream' | 'simulate'
  readonly url: string
  readonly schemeId: string
}

export interface Measured {
  readonly cases: number
  readonly seconds: number
  /** Of this process alone: on a machine that does other things it says more than the seconds. */
  readonly cpuSeconds: number
  /** Of this process: before the first case, and at the most while it ran, sampled every 20 ms. */
  readonly restMegabytes: number
  readonly peakMegabytes: number
}

const { commissionerId } = tenants.QYG
const casesInPage = 250

const { what, url, schemeId } = JSON.parse(process.argv[2] ?? '') as Measuring
const work = what === 'stream' ? await streaming() : await simulating()
const restMegabytes = residentMegabytes()
let peakMegabytes = restMegabytes
const sampler = setInterval(() => {
  peakMegabytes = Math.max(peakMegabytes, residentMegabytes())
}, 20)
const begun = performance.now()
const cpuBefore = process.cpuUsage()
const cases = await work.run()
const seconds = (performance.now() - begun) / 1000
const cpu = process.cpuUsage(cpuBefore)
const cpuSeconds = (cpu.user + cpu.system) / 1_000_000
clearInterval(sampler)
peakMegabytes = Math.max(peakMegabytes, residentMegabytes())
await work.end()
console.log(JSON.stringify({ cases, seconds, cpuSeconds, restMegabytes, peakMegabytes } satisfies Measured))

function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1024 / 1024
}

interface Work {
  /** Gives how many cases it looked at. */
  run(): Promise<number>
  end(): Promise<void>
}

/** The least that reads the same rows: one prepared statement, page by page, with no rule, no row-level security and nothing kept. */
async function streaming(): Promise<Work> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const statement = {
    name: 'page',
    text: `select c.case_id, c.scheme_version, p.ethnic_category, p.language, p.interpreter_needed, k.inputs, k.facts
      from budget_case c
      join person p on p.commissioner_id = c.commissioner_id and p.person_id = c.person_id
      join indicative_budget b on b.commissioner_id = c.commissioner_id and b.case_id = c.case_id and b.superseded_at is null
      join budget_calculation k on k.commissioner_id = b.commissioner_id and k.budget_calculation_id = b.budget_calculation_id
      where c.commissioner_id = $1 and c.scheme_id = $2 and c.case_id > $3 and c.ended_at is null
      order by c.case_id limit ${casesInPage}`,
  }
  return {
    async run() {
      let cases = 0
      let last = '00000000-0000-0000-0000-000000000000'
      for (;;) {
        const { rows } = await client.query({ ...statement, values: [commissionerId, schemeId, last] })
        cases += rows.length
        last = rows.at(-1)?.case_id
        if (rows.length < casesInPage) return cases
      }
    },
    end: () => client.end(),
  }
}

/** The background work of the service from the moment a simulation was asked for until its result is there. */
async function simulating(): Promise<Work> {
  const database = new DatabaseAccess({ url, poolSize: 4 })
  const actor = systemActor(commissionerId)
  const now = () => new Date()
  const context = { actor, now: now(), ifMatch: undefined }
  const id = await database.write(actor, async (tx) => {
    const draft = (await draftSchemeVersion(tx, context, schemeId, { rules: null })).body
    const upliftBasisPoints = 250
    const adjustments = { ...draft.rules.adjustments, upliftBasisPoints, upliftSource: 'A bench' }
    await setDraft(tx, actor, draft.id, { rules: { ...draft.rules, adjustments } }, context.now)
    return (await startSimulation(tx, { ...context, now: now() }, draft.id)).body.id
  })
  return {
    async run() {
      await advanceSimulations({ database, now })
      const simulation = await database.read(actor, (reads) => findSimulation(reads, actor, id))
      const compared = simulation?.result?.compared
      if (!compared || compared.gain !== compared.cases) throw new Error('the result is not what it must be')
      return compared.cases
    },
    end: () => database.close(),
  }
}
