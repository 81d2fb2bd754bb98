import { setLikelyDouble } from '../people/likely-doubles-repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { openDouble } from './open-double.ts'

/** Says that two records are of two people. */
export async function settleAsDifferent(
  tx: Tx,
  context: Context,
  likelyDoubleId: string,
): Promise<Answer<LikelyDouble>> {
  const { actor, now } = context
  const double = await openDouble(tx, context, likelyDoubleId)
  await Promise.all([
    setLikelyDouble(tx, actor, likelyDoubleId, {
      settled_as: 'different-people',
      settled_by: actor.actorId,
      settled_at: now,
    }),
    record(tx, actor, {
      type: 'person.not-double',
      subjectId: double.personIds[0] ?? '',
      caseId: null,
      at: now,
      facts: { likelyDoubleId },
    }),
  ])
  return done({
    ...double,
    settledAs: 'different-people',
    settledBy: actor.actorId,
    settledAt: now.toISOString(),
  })
}
