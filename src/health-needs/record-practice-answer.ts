import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { statusAfter } from '../rules/assessment/health-needs.ts'
import { requireAnswerable } from './answer-health-need.ts'
import { keepAct, openNeed, requireDayFits, requireNoStake } from './open-need.ts'
import type { HealthNeed, RecordedPracticeAnswer } from './schemas.ts'

/** Records what a practice answered that does not sign in. It counts once the practice was told of it. */
export async function recordPracticeAnswer(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof RecordedPracticeAnswer>,
): Promise<Answer<HealthNeed>> {
  const { budgetCase, need } = await openNeed(tx, context, id)
  requireCaseRole(budgetCase, context.actor, 'care-coordinator', 'commissioner-officer')
  requireAnswerable(need, input)
  await requireNoStake(tx, context, budgetCase.id)
  requireDayFits(input.on, need, context)
  const { outcome: kind, ...said } = input
  return keepAct(tx, context, budgetCase, need, { kind, ...said }, statusAfter[kind])
}
