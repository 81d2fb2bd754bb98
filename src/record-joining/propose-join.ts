import type { Static } from '@sinclair/typebox'
import { setLikelyDouble } from '../people/likely-doubles-repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { openDouble } from './open-double.ts'
import type { JoinProposal } from './schemas.ts'

/** Proposes to join two records of one person, and which of them goes on. A later proposal takes the place of an earlier one. */
export async function proposeJoin(
  tx: Tx,
  context: Context,
  likelyDoubleId: string,
  { goesOnId }: Static<typeof JoinProposal>,
): Promise<Answer<LikelyDouble>> {
  const { actor, now } = context
  const double = await openDouble(tx, context, likelyDoubleId)
  if (!double.personIds.includes(goesOnId))
    throw new Problem('reference-unknown', undefined, {
      errors: [{ pointer: '/goesOnId', code: 'reference-unknown', detail: 'must be one of the two records' }],
    })
  await record(tx, actor, {
    type: 'person.join-proposed',
    subjectId: goesOnId,
    caseId: null,
    at: now,
    facts: { likelyDoubleId, goesOnId },
  })
  return done(
    await setLikelyDouble(tx, actor, likelyDoubleId, {
      goes_on_id: goesOnId,
      join_proposed_by: actor.actorId,
      join_proposed_at: now,
    }),
  )
}
