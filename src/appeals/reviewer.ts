import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { mayReview } from '../rules/reviews-and-appeals/appeals.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { standingAt } from '../sign-off/decider.ts'
import type { OpenAppeal } from './open-appeal.ts'
import { listTookPart } from './repository.ts'

/** In which standing the actor reviews the appeal. Refuses whoever does not review appeals in this scheme, and whoever had a part in the decision or the case (P9: a reviewer who did not decide). */
export async function needReviewer(tx: Tx, actor: Actor, { the, decision, rules }: OpenAppeal): Promise<TierHolder> {
  const { reviewers } = rules.appeals
  const standing = standingAt({ heldBy: reviewers }, the, actor)
  if (!standing) throw new Problem('capacity-missing', `An appeal is reviewed by the ${reviewers.join(', or the ')}`)
  if (!mayReview(actor.actorId, await listTookPart(tx, actor, decision))) throw new Problem('reviewer-not-independent')
  return standing
}
