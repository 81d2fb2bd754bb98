import { type Selectable, sql, type Updateable } from 'kysely'
import { meetingStands } from '../case-progress/facts-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Hearing } from '../rules/sign-off/hearings.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import type { PanelMeeting } from './schemas.ts'

type Row = Selectable<Database['panel_meeting']> & { stands: boolean; held: boolean }

/** A meeting as it is kept: whether it is in time hangs on the scheme, and is told with it. */
export type KeptMeeting = Omit<PanelMeeting, 'inTime' | 'inTimeFrom'>

const statusOf = ({ called_off_at, held, stands }: Row): PanelMeeting['status'] =>
  called_off_at ? 'called-off' : held ? 'held' : stands ? 'set' : 'overtaken'

const toMeeting = (row: Row): KeptMeeting => ({
  id: row.panel_meeting_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  tier: row.tier,
  status: statusOf(row),
  startsAt: row.starts_at.toISOString(),
  way: row.way,
  place: row.place,
  sits: row.sits as TierHolder[],
  setByName: row.set_by_name,
  setAt: row.set_at.toISOString(),
  toldOn: row.told_on,
  wish:
    row.wish && row.wish_at
      ? {
          way: row.wish,
          words: row.wish_words,
          through: row.speaker,
          lessNotice: row.less_notice,
          saidAt: row.wish_at.toISOString(),
        }
      : null,
  heard: row.heard,
  heardWords: row.heard_words,
  movedWords: row.moved_words,
  calledOffWords: row.called_off_words,
})

/** What a decision asks of a meeting. */
export const hearingOf = ({ startsAt, toldOn, wish, heard }: KeptMeeting): Hearing => ({
  startsAt: Date.parse(startsAt),
  toldOn,
  lessNotice: wish?.lessNotice ?? false,
  wish: wish?.way ?? null,
  heard,
})

/** That the meeting `m` has decided. */
const hasDecided = sql<boolean>`exists (select from decision d where d.commissioner_id = ${theTenant} and d.case_id = m.case_id
  and d.heard ->> 'meetingId' = m.panel_meeting_id::text offset 0)`

const meetings = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('panel_meeting as m')
    .selectAll('m')
    .select([meetingStands.as('stands'), hasDecided.as('held')])
    .where('m.commissioner_id', '=', actor.commissionerId)

export async function findMeeting(reads: Reads, actor: Actor, id: string): Promise<KeptMeeting | undefined> {
  const row = await meetings(reads, actor).where('m.panel_meeting_id', '=', id).executeTakeFirst()
  return row && toMeeting(row)
}

/** The meeting about a plan where it is now. */
export async function findStanding(reads: Reads, actor: Actor, planId: string): Promise<KeptMeeting | undefined> {
  const row = await meetings(reads, actor)
    .where('m.support_plan_id', '=', planId)
    .where(meetingStands)
    .orderBy('m.panel_meeting_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toMeeting(row)
}

/** One row more than a page, newest first. */
export async function listMeetings(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<KeptMeeting[]> {
  const rows = await meetings(reads, actor)
    .where('m.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('m.panel_meeting_id', '<', page.after ?? ''))
    .orderBy('m.panel_meeting_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toMeeting)
}

export async function insertMeeting(tx: Tx, actor: Actor, meeting: KeptMeeting, now: Date): Promise<void> {
  await tx
    .insertInto('panel_meeting')
    .values({
      commissioner_id: actor.commissionerId,
      panel_meeting_id: meeting.id,
      case_id: meeting.caseId,
      support_plan_id: meeting.supportPlanId,
      tier: meeting.tier,
      starts_at: new Date(meeting.startsAt),
      way: meeting.way,
      place: meeting.place,
      sits: meeting.sits,
      set_by: actor.actorId,
      set_by_name: meeting.setByName,
      set_at: now,
      told_on: meeting.toldOn,
    })
    .execute()
}

/** Keeps what has become of a meeting. */
export async function setMeeting(
  tx: Tx,
  actor: Actor,
  id: string,
  change: Updateable<Database['panel_meeting']>,
): Promise<void> {
  await tx
    .updateTable('panel_meeting')
    .set(change)
    .where('commissioner_id', '=', actor.commissionerId)
    .where('panel_meeting_id', '=', id)
    .execute()
}
