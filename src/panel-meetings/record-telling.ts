import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openMeeting, requireConvener, toMeeting } from './open-meeting.ts'
import { setMeeting } from './repository.ts'
import type { NewTelling, PanelMeeting } from './schemas.ts'

/** Records how somebody was told of a meeting who does not sign in, and has nobody to act for them. */
export async function recordTelling(
  tx: Tx,
  context: Context,
  id: string,
  { toldOn, how, evidence }: Static<typeof NewTelling>,
): Promise<Answer<PanelMeeting>> {
  const { actor, now } = context
  const { budgetCase, meeting } = await openMeeting(tx, context, id)
  requireConvener(budgetCase, actor)
  if (meeting.toldOn !== null) throw new Problem('wrong-state', 'The person has been told of it already')
  const since = londonDate(new Date(meeting.setAt))
  if (toldOn < since || toldOn > londonDate(now))
    throw invalidAt('/toldOn', `The day is between the one on which the meeting was set, ${since}, and today`)
  await setMeeting(tx, actor, id, {
    told_on: toldOn,
    told_how: how,
    told_evidence: evidence,
    told_recorded_by: actor.actorId,
  })
  await record(tx, actor, {
    type: 'panel-meeting.told',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { toldOn, how },
  })
  return done(toMeeting(budgetCase.rules, { ...meeting, toldOn }))
}
