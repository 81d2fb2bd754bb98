import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { dayOf } from '../rules/sign-off/hearings.ts'
import { openMeeting, requireConvener, toMeeting } from './open-meeting.ts'
import { hearingOf, setMeeting } from './repository.ts'
import type { PanelMeeting, PanelMeetingCancellation } from './schemas.ts'

/** Calls a meeting off, and says why. Nothing is decided by it. */
export async function callOffPanelMeeting(
  tx: Tx,
  context: Context,
  id: string,
  { words }: Static<typeof PanelMeetingCancellation>,
): Promise<Answer<PanelMeeting>> {
  const { actor, now } = context
  const { budgetCase, meeting } = await openMeeting(tx, context, id)
  requireConvener(budgetCase, actor)
  await setMeeting(tx, actor, id, { called_off_at: now, called_off_by: actor.actorId, called_off_words: words })
  await record(tx, actor, {
    type: 'panel-meeting.called-off',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { on: dayOf(hearingOf(meeting)) },
  })
  return done(toMeeting(budgetCase.rules, { ...meeting, status: 'called-off', calledOffWords: words }))
}
