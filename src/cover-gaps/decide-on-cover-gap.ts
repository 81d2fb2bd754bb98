import type { Static } from '@sinclair/typebox'
import { openForWriting } from '../case-access/open-for-writing.ts'
import type { NewGapDecision, OpenedCoverGap } from '../crisis-contingencies/cover-gap-schemas.ts'
import { setDeciderAccepts } from '../crisis-contingencies/cover-gaps-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { requireSeatAt } from '../sign-off/require-seat-at.ts'
import { openGap, settleGap } from './open-gap.ts'

/** Who sits where the plan was decided on says why they accept that nobody can be called then. */
export async function decideOnCoverGap(
  tx: Tx,
  context: Context,
  id: string,
  { because }: Static<typeof NewGapDecision>,
): Promise<Answer<OpenedCoverGap>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, { table: 'cover_gap', id })
  const gap = await openGap(tx, actor, id)
  requireSeatAt(actor, budgetCase, gap.tier)
  if (gap.deciderBecause !== null) throw new Problem('wrong-state', 'It has been decided on already')
  await setDeciderAccepts(tx, actor, id, because, now)
  const facts = { by: 'decider' }
  await record(tx, actor, { type: 'cover-gap.accepted', subjectId: id, caseId: budgetCase.id, at: now, facts })
  const decided = { ...gap, deciderBecause: because, decidedByName: actor.name || actor.actorId }
  return done(await settleGap(tx, context, decided))
}
