import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { canBeAnswered, statusAfter } from '../rules/assessment/health-needs.ts'
import { londonDate } from '../shared/dates.ts'
import { keepAct, openNeed, requireNoStake } from './open-need.ts'
import type { HealthNeed, NewPracticeAnswer } from './schemas.ts'

/** Refuses what cannot be answered any more, a no or a question without words, and a no that does not say what would change it. */
export function requireAnswerable(
  { status }: HealthNeed,
  { outcome, words, whatWouldChange = null }: Static<typeof NewPracticeAnswer>,
): void {
  if (!canBeAnswered(status)) throw new Problem('wrong-state', `The health need is ${status}`)
  if (outcome !== 'agreed' && words === null) throw invalidAt('/words', 'Say why, or what you ask')
  if ((outcome === 'declined') !== (whatWouldChange !== null))
    throw invalidAt('/whatWouldChange', 'Say what would change the answer with a no, and only there')
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
  const { outcome: kind, words, whatWouldChange = null } = input
  const by = { gpName: actor.name || actor.actorId, gpRole: null, way: 'signed-in', documentHash: null } as const
  const act = { kind, words, whatWouldChange, ...by, on: londonDate(now) }
  return keepAct(tx, context, budgetCase, need, act, statusAfter[kind])
}
