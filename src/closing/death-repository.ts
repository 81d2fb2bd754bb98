import type { Selectable } from 'kysely'
import { v7 } from 'uuid'
import type { BeforeSaid } from '../database/json-columns.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'

export type DeathOutcome = 'confirmed' | 'in-error' | 'case-ended'

/** That somebody recorded that the person died. */
export interface DeathReport {
  readonly id: string
  readonly diedOn: LocalDate
  readonly reportedBy: string
  readonly outcome: DeathOutcome | null
  /** What there was before the case ended by it. */
  readonly before: BeforeSaid | null
  readonly errorProposedBy: string | null
}

const toReport = (row: Selectable<Database['death_report']>): DeathReport => ({
  id: row.death_report_id,
  diedOn: row.died_on,
  reportedBy: row.reported_by,
  outcome: row.outcome,
  before: row.before,
  errorProposedBy: row.error_proposed_by,
})

export async function insertDeath(
  tx: Tx,
  actor: Actor,
  caseId: string,
  diedOn: LocalDate,
  now: Date,
): Promise<DeathReport> {
  return toReport(
    await tx
      .insertInto('death_report')
      .values({
        commissioner_id: actor.commissionerId,
        death_report_id: v7(),
        case_id: caseId,
        died_on: diedOn,
        reported_by: actor.actorId,
        reported_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** What was recorded last of a death on a case: it waits to be confirmed, or it ended the case, or was taken back. */
export async function findLastDeath(reads: Reads, actor: Actor, caseId: string): Promise<DeathReport | undefined> {
  const row = await reads
    .selectFrom('death_report')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('death_report_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toReport(row)
}

/** A death that waits to be confirmed. */
export async function findOpenDeath(reads: Reads, actor: Actor, caseId: string): Promise<DeathReport | undefined> {
  const last = await findLastDeath(reads, actor, caseId)
  return last?.outcome === null ? last : undefined
}

export async function setDeath(
  tx: Tx,
  actor: Actor,
  id: string,
  change: Partial<Omit<Selectable<Database['death_report']>, 'commissioner_id' | 'case_id' | 'before'>> & {
    before?: string
  },
): Promise<void> {
  await tx
    .updateTable('death_report')
    .set(change)
    .where('commissioner_id', '=', actor.commissionerId)
    .where('death_report_id', '=', id)
    .execute()
}

/** Keeps that a case ended otherwise while a death was to be confirmed on it, if one was. */
export async function closeDeaths(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  await tx
    .updateTable('death_report')
    .set({ outcome: 'case-ended', closed_by: actor.actorId, closed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .execute()
}
