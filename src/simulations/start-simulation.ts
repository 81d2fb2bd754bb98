import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { openDraft } from '../schemes/open-draft.ts'
import { countInFlight } from './cases-repository.ts'
import { endSimulation, insertSimulation, lockRunningOf } from './repository.ts'
import type { SimulationView } from './schemas.ts'

/** Starts a simulation of a draft as it stands, over the cases as they stand. One that still runs over an older text of the draft gives way. */
export async function startSimulation(tx: Tx, context: Context, draftId: string): Promise<Answer<SimulationView>> {
  const { actor, now } = context
  const draft = await openDraft(tx, context, draftId)
  const running = await lockRunningOf(tx, actor, draftId)
  if (running?.contentHash === draft.contentHash) throw new Problem('simulation-running')
  if (running) await endSimulation(tx, actor, running.id, { status: 'superseded' }, now)
  const total = await countInFlight(tx, actor, draft.schemeId)
  const simulation = await insertSimulation(tx, actor, draft, total, now)
  await record(tx, actor, {
    type: 'simulation.started',
    subjectId: simulation.id,
    caseId: null,
    at: now,
    facts: { schemeDraftId: draftId, contentHash: draft.contentHash, total },
  })
  return created(simulation, `/v1/simulations/${simulation.id}`)
}
