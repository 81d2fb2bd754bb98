import { type Selectable, sql } from 'kysely'
import { maySee } from '../case-access/grounds-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type ProviderStopOutcome, providerStopWorkingDays } from '../rules/planning/provider-stops.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import type { ProviderStop } from './schemas.ts'

const toStop = (row: Selectable<Database['provider_stop']>, fallbackOf: ReadonlyMap<string, string>): ProviderStop => ({
  id: row.provider_stop_id,
  caseId: row.case_id,
  organisationId: row.organisation_id,
  lines: row.lines.map((line) => ({ line, fallbackLine: fallbackOf.get(line) ?? null })),
  stoppedOn: row.stopped_on,
  reportedAt: row.reported_at.toISOString(),
  mendBy: workingDaysAfter(londonDate(row.reported_at), providerStopWorkingDays),
  outcome: row.outcome,
  closedAt: row.closed_at?.toISOString() ?? null,
})

/** What each line of the plan in force falls back on, where it says so. */
export async function findFallbacks(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await findPlanInForce(reads, actor, caseId))?.plan.lines ?? []
  return new Map(lines.flatMap(({ key, fallbackLine }) => (fallbackLine ? [[key, fallbackLine] as const] : [])))
}

/** The cases that the actor sees with open lines whose money an organisation holds. */
export async function listCasesHeldBy(reads: Reads, actor: Actor, organisationId: string): Promise<string[]> {
  // The lines of the organisation first (`offset 0` keeps it so), and then each case by its key.
  const held = sql<{
    case_id: string
  }>`(select distinct l.case_id from plan_line l where l.commissioner_id = ${theTenant}
    and l.holder_id = ${organisationId}::uuid and l.status::text = 'active' offset 0)`
  const rows = await reads
    .selectFrom(held.as('l'))
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'l.case_id'),
    )
    .select('l.case_id')
    .where(maySee(asking(actor)))
    .orderBy('l.case_id')
    .execute()
  return rows.map((row) => row.case_id)
}

const ofCase = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('provider_stop')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)

/** One row more than a page, newest first. */
export async function listStops(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<ProviderStop[]> {
  const [rows, fallbacks] = await Promise.all([
    ofCase(reads, actor, caseId)
      .$if(page.after !== undefined, (query) => query.where('provider_stop_id', '<', page.after ?? ''))
      .orderBy('provider_stop_id', 'desc')
      .limit(page.limit + 1)
      .execute(),
    findFallbacks(reads, actor, caseId),
  ])
  return rows.map((row) => toStop(row, fallbacks))
}

/** The providers of a case that have stopped, and whose lines are not mended yet. */
export async function listOpenStops(reads: Reads, actor: Actor, caseId: string): Promise<ProviderStop[]> {
  const rows = await ofCase(reads, actor, caseId).where('closed_at', 'is', null).execute()
  return rows.map((row) => toStop(row, new Map()))
}

export async function insertStop(tx: Tx, actor: Actor, stop: ProviderStop): Promise<void> {
  await tx
    .insertInto('provider_stop')
    .values({
      commissioner_id: actor.commissionerId,
      provider_stop_id: stop.id,
      case_id: stop.caseId,
      organisation_id: stop.organisationId,
      lines: stop.lines.map(({ line }) => line),
      stopped_on: stop.stoppedOn,
      reported_by: actor.actorId,
      reported_at: new Date(stop.reportedAt),
    })
    .execute()
}

export async function setStopClosed(
  tx: Tx,
  actor: Actor,
  id: string,
  outcome: ProviderStopOutcome,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('provider_stop')
    .set({ outcome, closed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('provider_stop_id', '=', id)
    .execute()
}
