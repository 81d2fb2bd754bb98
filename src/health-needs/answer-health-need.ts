import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { canBeAnswered, statusAfter } from '../rules/assessment/health-needs.ts'
import { londonDate } from '../shared/dates.ts'
import { keepAct, openNeed, requireNoStake } from './open-need.ts'
import type { HealthNeed, NewPracticeAnswer } from './schemas.ts'

/** Refuses what cannot be answered any more, and a no or a question without words. */
export function requireAnswerable({ status }: HealthNeed, { outcome, words }: Static<typeof NewPracticeAnswer>): void {
  if (!canBeAnswered(status)) throw new Problem('wrong-state', `The health need is ${status}`)
  if (outcome !== 'agreed' && words === null) throw invalidAt('/words', 'Say why, or what you ask')
}

/** A GP of the practice that was asked agrees the health need, declines it, or asks about it. */
export async function answerHealthNeed(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewPracticeAnswer>,
): Promise<Answer<HealthNeed>> {
  const { actor, now } = context
  const { budgetCase, need } = await openNeed(tx, context, id)
  requireCaseRole(budgetCase, actor, 'gp')
  if (need.organisationId !== actor.organisationId) throw new Problem('not-found')
  requireAnswerable(need, input)
  await requireNoStake(tx, context, budgetCase.id)
  const { outcome: kind, words } = input
  const by = { gpName: actor.name || actor.actorId, gpRole: null, way: 'signed-in', documentHash: null } as const
  return keepAct(tx, context, need, { kind, words, ...by, on: londonDate(now) }, statusAfter[kind])
}
