import { setLikelyDouble } from '../people/likely-doubles-repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { openDouble } from './open-double.ts'

/** Proposes that two records are of two people. A later proposal takes the place of an earlier one, whatever it was. */
export async function proposeDifference(
  tx: Tx,
  context: Context,
  likelyDoubleId: string,
): Promise<Answer<LikelyDouble>> {
  const { actor, now } = context
  const { personIds } = await openDouble(tx, context, likelyDoubleId)
  await record(tx, actor, {
    type: 'person.difference-proposed',
    subjectId: personIds[0] ?? '',
    caseId: null,
    at: now,
    facts: { likelyDoubleId },
  })
  return done(
    await setLikelyDouble(tx, actor, likelyDoubleId, {
      difference_proposed_by: actor.actorId,
      difference_proposed_at: now,
    }),
  )
}
