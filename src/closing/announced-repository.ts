import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Ending } from '../rules/progress/endings.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Overtaken: the case ended meanwhile by something else. */
export type AnnouncedOutcome = 'took-effect' | 'called-off' | 'overtaken'

/** An end of an agreed budget that has not taken effect. */
export interface AnnouncedEnding {
  readonly id: string
  readonly caseId: string
  readonly ending: Ending
  readonly words: string | null
  /** The decision on it; null where who acts for the person said it. */
  readonly decisionId: string | null
  /** The last day on which the budget goes on, unless it is called off. */
  readonly endsAfter: LocalDate
  readonly announcedAt: Date
}

const toAnnounced = (row: Selectable<Database['announced_ending']>): AnnouncedEnding => ({
  id: row.announced_ending_id,
  caseId: row.case_id,
  ending: row.ending,
  words: row.words,
  decisionId: row.decision_id,
  endsAfter: row.ends_after,
  announcedAt: row.announced_at,
})

export async function insertAnnounced(
  tx: Tx,
  actor: Actor,
  announced: Omit<AnnouncedEnding, 'id' | 'announcedAt'>,
  now: Date,
): Promise<AnnouncedEnding> {
  const id = newId()
  await tx
    .insertInto('announced_ending')
    .values({
      commissioner_id: actor.commissionerId,
      announced_ending_id: id,
      case_id: announced.caseId,
      ending: announced.ending,
      words: announced.words,
      decision_id: announced.decisionId,
      ends_after: announced.endsAfter,
      announced_at: now,
    })
    .execute()
  return { id, ...announced, announcedAt: now }
}

/** The end of a case's budget that is announced, and neither called off nor in effect. */
export async function findAnnounced(reads: Reads, actor: Actor, caseId: string): Promise<AnnouncedEnding | undefined> {
  const row = await reads
    .selectFrom('announced_ending')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row && toAnnounced(row)
}

/** An end of a budget that was announced once, whatever became of it. */
export async function getAnnounced(reads: Reads, actor: Actor, id: string): Promise<AnnouncedEnding> {
  const row = await reads
    .selectFrom('announced_ending')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('announced_ending_id', '=', id)
    .executeTakeFirstOrThrow()
  return toAnnounced(row)
}

/** Whether a case is over by this end, and not by anything that came before it or after. */
export async function isEndedBy(reads: Reads, actor: Actor, id: string, endedAt: Date): Promise<boolean> {
  const row = await reads
    .selectFrom('announced_ending')
    .select('announced_ending_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('announced_ending_id', '=', id)
    .where('outcome', '=', 'took-effect')
    .where('closed_at', '=', endedAt)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps what became of the end that was announced, if one was. */
export async function closeAnnounced(
  tx: Tx,
  actor: Actor,
  caseId: string,
  outcome: AnnouncedOutcome,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('announced_ending')
    .set({ closed_at: now, outcome })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .execute()
}
