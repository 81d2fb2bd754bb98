import type { Selectable } from 'kysely'
import type { BeforeSaid } from '../database/json-columns.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
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
  /** Until when the person, who has said before that they are alive, can say so before it is confirmed. */
  readonly contestableUntil: LocalDate | null
}

const toReport = (row: Selectable<Database['death_report']>): DeathReport => ({
  id: row.death_report_id,
  diedOn: row.died_on,
  reportedBy: row.reported_by,
  outcome: row.outcome,
  before: row.before,
  errorProposedBy: row.error_proposed_by,
  contestableUntil: row.contestable_until,
})

export async function insertDeath(
  tx: Tx,
  actor: Actor,
  caseId: string,
  diedOn: LocalDate,
  now: Date,
  contestableUntil: LocalDate | null = null,
): Promise<DeathReport> {
  return toReport(
    await tx
      .insertInto('death_report')
      .values({
        commissioner_id: actor.commissionerId,
        death_report_id: newId(),
        case_id: caseId,
        died_on: diedOn,
        reported_by: actor.actorId,
        reported_at: now,
        contestable_until: contestableUntil,
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

/** Who recorded a death of the person of which they said themselves that it was not so, on any case of theirs. */
export async function listDenied(reads: Reads, { commissionerId }: Actor, personId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('death_report as h')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'h.case_id'),
    )
    .select('h.reported_by')
    .where('h.commissioner_id', '=', commissionerId)
    .where('c.person_id', '=', personId)
    .where('h.denied', '=', true)
    .execute()
  return rows.map((row) => row.reported_by)
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
