import type { LockedCase } from '../cases/case.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { mayReview } from '../rules/appeals.ts'
import type { TierHolder } from '../rules/sign-off-rules.ts'
import { standingAt } from '../support-plans/decider.ts'
import { listTookPart } from './repository.ts'

/** In which standing the actor reviews the appeal. Refuses whoever does not review appeals in this scheme, and whoever had a part in the decision (P9: a reviewer who did not decide). */
export async function needReviewer(tx: Tx, actor: Actor, the: LockedCase, decision: Decision): Promise<TierHolder> {
  const standing = standingAt({ heldBy: the.rules.appeals.reviewers }, the, actor)
  if (!standing) {
    throw new Problem(
      'capacity-missing',
      `An appeal is reviewed by the ${the.rules.appeals.reviewers.join(', or the ')}`,
    )
  }
  const actorIds = await listTookPart(tx, actor, decision)
  if (!mayReview(actor.actorId, the.capacities.length > 0, { actorIds })) throw new Problem('reviewer-not-independent')
  return standing
}
