import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { openMeeting, toMeeting } from './open-meeting.ts'
import { setMeeting } from './repository.ts'
import type { NewHearingWish, PanelMeeting } from './schemas.ts'

/** The person says how they want to be heard at the meeting, or who acts for them; others write it down for them. */
export async function sayHowToBeHeard(
  tx: Tx,
  context: Context,
  id: string,
  { way, words, through = null, lessNotice = false, saidFor = null }: Static<typeof NewHearingWish>,
): Promise<Answer<PanelMeeting>> {
  const { actor, now } = context
  const { budgetCase, meeting } = await openMeeting(tx, context, id)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', ...recordersForPerson)
  await requireMandate(tx, actor, budgetCase.id, as, 'sayHowToBeHeard')
  const today = londonDate(now)
  orThrow(mayRecord(as, { words, saidFor }, londonDate(new Date(meeting.setAt)), today))
  if (way === 'in-writing' && words === null) throw invalidAt('/words', 'Write what those who meet are to read')
  if ((way === 'through-somebody') !== (through !== null))
    throw invalidAt('/through', 'Name who speaks for the person, where somebody does')
  const toldOn = meeting.toldOn ?? today
  const saidAt = now.toISOString()
  const said = { kind: 'hearing', subjectId: id, as, words, saidFor } as const
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, said),
    setMeeting(tx, actor, id, {
      wish: way,
      wish_words: words,
      speaker: through,
      less_notice: lessNotice,
      wish_by: actor.actorId,
      wish_at: now,
      // Who says how they want to be heard knows of the meeting.
      told_on: toldOn,
    }),
    record(tx, actor, {
      type: 'panel-meeting.hearing-said',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { way, lessNotice },
    }),
  ])
  return done(toMeeting(budgetCase.rules, { ...meeting, toldOn, wish: { way, words, through, lessNotice, saidAt } }))
}
