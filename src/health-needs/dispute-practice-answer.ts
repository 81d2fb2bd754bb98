import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { keepOvertaken } from './keep-refusal.ts'
import { keepAct, openNeed, recordedAnswer, requireDayFits } from './open-need.ts'
import { findHealthNeed, findRecorder } from './repository.ts'
import type { HealthNeed, NewPracticeDispute } from './schemas.ts'

/** A practice says that an answer which was recorded for it is not its own: nothing is worked out or decided by it any more, and where it was a no that the person has a letter about, they have a second one. */
export async function disputePracticeAnswer(
  tx: Tx,
  context: Context,
  id: string,
  { words, recorded = null }: Static<typeof NewPracticeDispute>,
): Promise<Answer<HealthNeed>> {
  const { actor, now } = context
  const { budgetCase, need } = await openNeed(tx, context, id)
  const as = requireCaseRole(budgetCase, actor, 'gp', 'care-coordinator', 'commissioner-officer')
  if (as === 'gp' && need.organisationId !== actor.organisationId) throw new Problem('not-found')
  if ((as === 'gp') !== (recorded === null))
    throw invalidAt(
      '/recorded',
      'Say who said it and by what it is known where you record it for the practice, and only there',
    )
  if (!recordedAnswer(need)) throw new Problem('wrong-state', 'Nothing that was recorded for the practice stands')
  if (recorded) {
    await requireSecondPerson(tx, actor, [await findRecorder(tx, actor, id)])
    requireDayFits(recorded.on, need, context, '/recorded/on')
  }
  const here = { gpName: actor.name || actor.actorId, gpRole: null, way: 'signed-in', documentHash: null } as const
  const said = recorded ?? { ...here, on: londonDate(now) }
  const answer = await keepAct(tx, context, budgetCase, need, { kind: 'disputed', words, ...said }, 'disputed')
  if (need.status === 'declined')
    await keepOvertaken(tx, context, budgetCase, orNotFound(await findHealthNeed(tx, actor, id)))
  return answer
}
