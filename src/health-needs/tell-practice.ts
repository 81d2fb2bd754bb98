import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { keepAct, openNeed, recordedAnswer, requireDayFits, requireNoStake } from './open-need.ts'
import { findRecorder } from './repository.ts'
import type { HealthNeed, NewPracticeTelling } from './schemas.ts'

/** Records that a practice was told what was recorded for it: who recorded it does not say so too, since the one looks after the other. */
export async function tellPractice(
  tx: Tx,
  context: Context,
  id: string,
  { way, on }: Static<typeof NewPracticeTelling>,
): Promise<Answer<HealthNeed>> {
  const { budgetCase, need } = await openNeed(tx, context, id)
  requireCaseRole(budgetCase, context.actor, 'care-coordinator', 'commissioner-officer')
  const answer = recordedAnswer(need)
  if (!answer) throw new Problem('wrong-state', 'Nothing that was recorded for the practice stands')
  if (need.acts.slice(need.acts.indexOf(answer)).some(({ kind }) => kind === 'told'))
    throw new Problem('wrong-state', 'The practice was told already')
  await requireNoStake(tx, context, budgetCase.id)
  await requireSecondPerson(tx, context.actor, [await findRecorder(tx, context.actor, id)])
  requireDayFits(on, need, context)
  if (on < londonDate(new Date(answer.at))) throw invalidAt('/on', 'The answer was not recorded before that day')
  const said = { words: null, gpName: null, gpRole: null, documentHash: null }
  return keepAct(tx, context, budgetCase, need, { kind: 'told', way, on, ...said })
}
