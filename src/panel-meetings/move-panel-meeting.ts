import type { Static } from '@sinclair/typebox'
import { factsOf } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { dayOf } from '../rules/sign-off/hearings.ts'
import { londonDate } from '../shared/dates.ts'
import { openMeeting, requireAhead, requireConvener, seesItHere, toMeeting } from './open-meeting.ts'
import { hearingOf, type KeptMeeting, setMeeting } from './repository.ts'
import type { PanelMeeting, PanelMeetingMove } from './schemas.ts'

/** Moves a meeting. The person is told anew, and that less notice was fine was of the day before. */
export async function movePanelMeeting(
  tx: Tx,
  context: Context,
  id: string,
  { words, startsAt, way, place }: Static<typeof PanelMeetingMove>,
): Promise<Answer<PanelMeeting>> {
  const { actor, now } = context
  const { budgetCase, meeting } = await openMeeting(tx, context, id)
  requireConvener(budgetCase, actor)
  requireAhead(startsAt, now)
  const moved: KeptMeeting = {
    ...meeting,
    startsAt: new Date(startsAt).toISOString(),
    way,
    place,
    setByName: actor.name || actor.actorId,
    setAt: now.toISOString(),
    toldOn: seesItHere(await factsOf(tx, context, budgetCase.id)) ? londonDate(now) : null,
    wish: meeting.wish && { ...meeting.wish, lessNotice: false },
    heard: null,
    heardWords: null,
    movedWords: words,
  }
  await setMeeting(tx, actor, id, {
    starts_at: new Date(startsAt),
    way,
    place,
    set_by: actor.actorId,
    set_by_name: moved.setByName,
    set_at: now,
    moved_words: words,
    told_on: moved.toldOn,
    told_how: null,
    told_evidence: null,
    told_recorded_by: null,
    less_notice: false,
    heard: null,
    heard_words: null,
    heard_recorded_by: null,
    heard_recorded_at: null,
  })
  await record(tx, actor, {
    type: 'panel-meeting.moved',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { from: dayOf(hearingOf(meeting)), on: dayOf(hearingOf(moved)), way, toldOn: moved.toldOn },
  })
  return done(toMeeting(budgetCase.rules, moved))
}
