import { requireStaff } from '../case-access/open-for-writing.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { mayReview } from '../rules/reviews-and-appeals/appeals.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { tierRoleAt } from '../sign-off/decider.ts'
import type { OpenAppeal } from './open-appeal.ts'
import { listTookPart } from './repository.ts'

/** In which role the actor reviews the appeal. Refuses whoever does not review appeals in this scheme, and whoever had a part in the decision or the case (P9: a reviewer who did not decide). */
export async function requireReviewer(
  tx: Tx,
  actor: Actor,
  { budgetCase, decision, rules }: OpenAppeal,
): Promise<TierHolder> {
  const { reviewers } = rules.appeals
  const tierRole = tierRoleAt({ heldBy: reviewers }, budgetCase, actor)
  if (!tierRole) throw new Problem('case-role-required', `An appeal is reviewed by the ${reviewers.join(', or the ')}`)
  requireStaff(budgetCase)
  if (!mayReview(budgetCase.writer.humanId, await listTookPart(tx, actor, decision)))
    throw new Problem('reviewer-not-independent')
  return tierRole
}
