import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { openMeeting, requireConvener, toMeeting } from './open-meeting.ts'
import { setMeeting } from './repository.ts'
import type { NewHearing, PanelMeeting } from './schemas.ts'

/** Records how the person was heard at a meeting that has begun; where it was otherwise than they wished, why. */
export async function recordHearing(
  tx: Tx,
  context: Context,
  id: string,
  { way, words }: Static<typeof NewHearing>,
): Promise<Answer<PanelMeeting>> {
  const { actor, now } = context
  const { budgetCase, meeting } = await openMeeting(tx, context, id)
  requireConvener(budgetCase, actor)
  if (now < new Date(meeting.startsAt)) throw new Problem('wrong-state', 'The meeting has not begun')
  if (way !== meeting.wish?.way && words === null)
    throw invalidAt('/words', 'Say why it was otherwise than the person wished')
  await setMeeting(tx, actor, id, {
    heard: way,
    heard_words: words,
    heard_recorded_by: actor.actorId,
    heard_recorded_at: now,
  })
  await record(tx, actor, {
    type: 'panel-meeting.heard',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { way, asWished: way === meeting.wish?.way },
  })
  return done(toMeeting(budgetCase.rules, { ...meeting, heard: way, heardWords: words }))
}
