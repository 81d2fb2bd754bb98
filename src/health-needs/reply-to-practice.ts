import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { keepAct, openNeed } from './open-need.ts'
import type { HealthNeed, NewPracticeReply } from './schemas.ts'

/** Answers what the practice asked about a health need, and asks it to agree again. */
export async function replyToPractice(
  tx: Tx,
  context: Context,
  id: string,
  { words }: Static<typeof NewPracticeReply>,
): Promise<Answer<HealthNeed>> {
  const { budgetCase, need } = await openNeed(tx, context, id)
  requireCaseRole(budgetCase, context.actor, 'care-coordinator')
  if (need.status !== 'question-asked') throw new Problem('wrong-state', 'The practice has asked nothing')
  const act = { kind: 'reply', words, gpName: null, gpRole: null, way: 'signed-in', documentHash: null } as const
  return keepAct(tx, context, budgetCase, need, { ...act, on: londonDate(context.now) }, 'awaiting-practice')
}
