import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { openDraft, requireNewest } from '../schemes/open-draft.ts'
import { findNewestVersion } from '../schemes/versions-repository.ts'
import { countInFlight } from './cases-repository.ts'
import { endSimulation, insertSimulation, lockRunningOf } from './repository.ts'
import type { SimulationView } from './schemas.ts'

/** Starts a simulation of a draft as it stands, over the cases as they stand. One that still runs over the draft as it was gives way. */
export async function startSimulation(tx: Tx, context: Context, draftId: string): Promise<Answer<SimulationView>> {
  const { actor, now } = context
  const draft = await openDraft(tx, context, draftId)
  const [running, newest] = await Promise.all([
    lockRunningOf(tx, actor, draftId),
    findNewestVersion(tx, actor, draft.schemeId),
  ])
  requireNewest(draft, newest)
  const same = running?.contentHash === draft.contentHash && running.basedOnVersion === draft.basedOnVersion
  if (same) throw new Problem('simulation-running', undefined, { conflict: { kind: 'simulation', id: running.id } })
  if (running) await endSimulation(tx, actor, running.id, { status: 'superseded' }, now)
  const total = await countInFlight(tx, actor, draft.schemeId)
  const simulation = await insertSimulation(tx, actor, draft, total, now)
  await record(tx, actor, {
    type: 'simulation.started',
    subjectId: simulation.id,
    caseId: null,
    at: now,
    facts: { schemeDraftId: draftId, basedOnVersion: draft.basedOnVersion, contentHash: draft.contentHash, total },
  })
  return created(simulation, `/v1/simulations/${simulation.id}`)
}
