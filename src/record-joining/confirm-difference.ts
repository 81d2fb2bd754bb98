import { setLikelyDouble } from '../people/likely-doubles-repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { openDouble } from './open-double.ts'

/** Settles that two records are of two people, as another officer proposed: a budget can be agreed for each of them then. */
export async function confirmDifference(
  tx: Tx,
  context: Context,
  likelyDoubleId: string,
): Promise<Answer<LikelyDouble>> {
  const { actor, now } = context
  const { personIds, differenceProposedBy } = await openDouble(tx, context, likelyDoubleId)
  if (differenceProposedBy === null) throw new Problem('wrong-state', 'Nobody has proposed that they are two people')
  await requireSecondPerson(tx, actor, [differenceProposedBy])
  await record(tx, actor, {
    type: 'person.not-double',
    subjectId: personIds[0] ?? '',
    caseId: null,
    at: now,
    facts: { likelyDoubleId, proposedBy: differenceProposedBy },
  })
  return done(
    await setLikelyDouble(tx, actor, likelyDoubleId, {
      settled_as: 'different-people',
      settled_by: actor.actorId,
      settled_at: now,
    }),
  )
}
