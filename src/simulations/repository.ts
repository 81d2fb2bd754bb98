import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Scope, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import type { VersionedDraft } from '../schemes/drafts-repository.ts'
import type { SimulationResult } from './result-schemas.ts'
import type { SimulationSummary, SimulationView } from './schemas.ts'

type Row = Selectable<Database['simulation']>

const summaryColumns = [
  'simulation_id',
  'scheme_draft_id',
  'scheme_id',
  'content_hash',
  'based_on_version',
  'status',
  'total',
  'done',
  'frozen_at',
  'ended_at',
] as const

const toSummary = (row: Pick<Row, (typeof summaryColumns)[number]>): SimulationSummary => ({
  id: row.simulation_id,
  schemeDraftId: row.scheme_draft_id,
  schemeId: row.scheme_id,
  contentHash: row.content_hash,
  basedOnVersion: row.based_on_version,
  status: row.status,
  total: row.total,
  done: row.done,
  frozenAt: row.frozen_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** Keeps a new simulation with the rules as they stand. It runs from now on, by whoever works next. */
export async function insertSimulation(
  tx: Tx,
  actor: Actor,
  draft: VersionedDraft,
  total: number,
  now: Date,
): Promise<SimulationView> {
  const row = await tx
    .insertInto('simulation')
    .values({
      commissioner_id: actor.commissionerId,
      simulation_id: newId(),
      scheme_draft_id: draft.id,
      scheme_id: draft.schemeId,
      rules: JSON.stringify(draft.rules),
      content_hash: draft.contentHash,
      based_on_version: draft.basedOnVersion,
      requested_by: actor.actorId,
      frozen_at: now,
      status: 'running',
      total,
      done: 0,
      last_case_id: null,
      failures: 0,
      result: null,
      ended_at: null,
    })
    .returning([...summaryColumns])
    .executeTakeFirstOrThrow()
  return { ...toSummary(row), result: null }
}

export async function findSimulation(reads: Reads, actor: Actor, id: string): Promise<SimulationView | undefined> {
  const row = await reads
    .selectFrom('simulation')
    .select([...summaryColumns, 'result'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('simulation_id', '=', id)
    .executeTakeFirst()
  return row && { ...toSummary(row), result: row.result as SimulationResult | null }
}

/** One row more than a page, newest first. */
export async function listSimulations(
  reads: Reads,
  actor: Actor,
  draftId: string,
  page: PageRequest,
): Promise<SimulationSummary[]> {
  const rows = await ofDraft(reads, actor, draftId)
    .select([...summaryColumns])
    .$if(page.after !== undefined, (query) => query.where('simulation_id', '<', page.after ?? ''))
    .orderBy('simulation_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSummary)
}

/** The newest simulation of the draft as it stands, its rules and the version it follows, that came to its end. */
export async function findCompleted(
  reads: Reads,
  actor: Actor,
  { id, contentHash, basedOnVersion }: VersionedDraft,
): Promise<{ readonly id: string; readonly result: SimulationResult } | undefined> {
  const row = await ofDraft(reads, actor, id)
    .select(['simulation_id', 'result'])
    .where('content_hash', '=', contentHash)
    .where('based_on_version', 'is not distinct from', basedOnVersion)
    .where('status', '=', 'completed')
    .orderBy('simulation_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.simulation_id, result: row.result as SimulationResult }
}

/** The simulation of a draft that runs, locked: it is not at work while this is looked at. */
export async function lockRunningOf(
  tx: Tx,
  actor: Actor,
  draftId: string,
): Promise<Pick<SimulationSummary, 'id' | 'contentHash' | 'basedOnVersion'> | undefined> {
  const row = await ofDraft(tx, actor, draftId)
    .select(['simulation_id', 'content_hash', 'based_on_version'])
    .where('status', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  return row && { id: row.simulation_id, contentHash: row.content_hash, basedOnVersion: row.based_on_version }
}

function ofDraft(reads: Reads, actor: Actor, draftId: string) {
  return reads
    .selectFrom('simulation')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_draft_id', '=', draftId)
}

/** A simulation as the work on it needs it. */
export interface Work {
  readonly id: string
  readonly schemeDraftId: string
  readonly schemeId: string
  readonly rules: SchemeRules
  /** What the draft is measured against; null where nothing was published, and then there is no case either. */
  readonly basedOnVersion: number | null
  readonly frozenAt: Date
  readonly done: number
  readonly lastCaseId: string | null
  readonly failures: number
}

/** The simulations of a tenant that run, oldest first. */
export async function listRunning(reads: Reads, { commissionerId }: Scope): Promise<string[]> {
  const rows = await reads
    .selectFrom('simulation')
    .select('simulation_id')
    .where('commissioner_id', '=', commissionerId)
    .where('status', '=', 'running')
    .orderBy('simulation_id')
    .limit(100)
    .execute()
  return rows.map((row) => row.simulation_id)
}

/** A simulation that runs: whoever has it works on it alone. One that somebody else has at this moment is left to them, or waited for. */
export async function claim(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  where: 'free' | 'waited-for',
): Promise<Work | undefined> {
  const row = await tx
    .selectFrom('simulation')
    .select([
      'simulation_id',
      'scheme_draft_id',
      'scheme_id',
      'rules',
      'based_on_version',
      'frozen_at',
      'done',
      'last_case_id',
      'failures',
    ])
    .where('commissioner_id', '=', commissionerId)
    .where('simulation_id', '=', id)
    .where('status', '=', 'running')
    .forUpdate()
    .$if(where === 'free', (query) => query.skipLocked())
    .executeTakeFirst()
  return (
    row && {
      id: row.simulation_id,
      schemeDraftId: row.scheme_draft_id,
      schemeId: row.scheme_id,
      rules: readRules(row.rules),
      basedOnVersion: row.based_on_version,
      frozenAt: row.frozen_at,
      done: row.done,
      lastCaseId: row.last_case_id,
      failures: row.failures,
    }
  )
}

export async function setProgress(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  progress: { readonly done: number; readonly lastCaseId: string } | { readonly failures: number },
): Promise<void> {
  await tx
    .updateTable('simulation')
    .set(
      'done' in progress
        ? { done: progress.done, last_case_id: progress.lastCaseId, failures: 0 }
        : { failures: progress.failures },
    )
    .where('commissioner_id', '=', commissionerId)
    .where('simulation_id', '=', id)
    .execute()
}

type End =
  | { readonly status: 'completed'; readonly done: number; readonly result: SimulationResult }
  | { readonly status: 'superseded' | 'failed' }

/** Ends a simulation, whatever its end is. What was kept case by case goes. */
export async function endSimulation(tx: Tx, { commissionerId }: Scope, id: string, end: End, now: Date): Promise<void> {
  const completed =
    end.status === 'completed' ? { done: end.done, total: end.done, result: JSON.stringify(end.result) } : {}
  await Promise.all([
    tx
      .updateTable('simulation')
      .set({ status: end.status, ended_at: now, ...completed })
      .where('commissioner_id', '=', commissionerId)
      .where('simulation_id', '=', id)
      .execute(),
    tx
      .deleteFrom('simulated_case')
      .where('commissioner_id', '=', commissionerId)
      .where('simulation_id', '=', id)
      .execute(),
  ])
}
