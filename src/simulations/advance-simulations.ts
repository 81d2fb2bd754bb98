import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { DatabaseAccess, Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Clock } from '../platform/work/clock.ts'
import { insertSimulated } from './cases-repository.ts'
import { claim, endSimulation, listRunning, setProgress, type Work } from './repository.ts'
import { toResult } from './result.ts'
import { simulateCases } from './simulate-cases.ts'
import { tally } from './tally-repository.ts'

const casesInPage = 250
const mostFailures = 3

export interface Advance {
  readonly database: DatabaseAccess
  readonly now: Clock
  /** Once given, no further page begins: what is done is kept, and whoever works next goes on from there. */
  readonly closing?: AbortSignal
  readonly casesInPage?: number
}

/**
 * Goes on with every simulation that runs, page by page, and gives how many pages were done. Each page is a transaction of its own:
 * its cases are counted once, or nothing has happened. Several instances may work at once, each page by whoever has the
 * simulation at that moment; one that ends in the middle of a page leaves it to the next.
 */
export async function advanceSimulations(options: Advance): Promise<number> {
  const { database, closing } = options
  const tenants = await listTenants(database)
  let pages = 0
  let failed: unknown
  for (const { commissionerId } of tenants) {
    const scope = systemActor(commissionerId)
    for (const id of await database.read(scope, (reads) => listRunning(reads, scope))) {
      try {
        for (let state: State = 'more'; state === 'more' && !closing?.aborted; ) {
          state = await database.write(scope, (tx) => advancePage(tx, id, scope, options))
          if (state !== 'elsewhere') pages += 1
        }
      } catch (error) {
        // One that breaks does not hold up the others.
        failed = error
        // Where the database is away this fails too, and it counts as no failure of the simulation.
        await database.write(scope, (tx) => countFailure(tx, id, scope, options.now(commissionerId)))
      }
    }
  }
  if (failed !== undefined) throw failed
  return pages
}

type State = 'more' | 'done' | 'elsewhere'
type System = ReturnType<typeof systemActor>

async function advancePage(tx: Tx, id: string, actor: System, options: Advance): Promise<State> {
  const limit = options.casesInPage ?? casesInPage
  const work = await claim(tx, actor, id, 'free')
  if (!work) return 'elsewhere'
  const cases = await simulateCases(tx, actor, work, limit)
  insertSimulated(tx, actor, id, cases)
  const done = work.done + cases.length
  const lastCaseId = cases.at(-1)?.standing.caseId
  if (cases.length === limit && lastCaseId !== undefined) {
    await setProgress(tx, actor, id, { done, lastCaseId })
    return 'more'
  }
  const result = toResult(await tally(tx, actor, id), work.basedOnVersion)
  const now = options.now(actor.commissionerId)
  await Promise.all([
    endSimulation(tx, actor, id, { status: 'completed', done, result }, now),
    record(tx, actor, {
      ...toldOf(work, now),
      type: 'simulation.completed',
      facts: { schemeDraftId: work.schemeDraftId, cases: done, changePence: result.compared.changePence },
    }),
  ])
  return 'done'
}

/** A simulation that breaks again and again at one place is given up, so that it does not break for ever. */
async function countFailure(tx: Tx, id: string, actor: System, now: Date): Promise<void> {
  // The transaction that broke may still have it for a moment.
  const work = await claim(tx, actor, id, 'waited-for')
  if (!work) return
  const failures = work.failures + 1
  if (failures < mostFailures) return setProgress(tx, actor, id, { failures })
  await endSimulation(tx, actor, id, { status: 'failed' }, now)
  await record(tx, actor, {
    ...toldOf(work, now),
    type: 'simulation.failed',
    facts: { schemeDraftId: work.schemeDraftId, cases: work.done },
  })
}

const toldOf = ({ id }: Work, at: Date) => ({ subjectId: id, caseId: null, at })
