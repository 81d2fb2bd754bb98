import type { LockedCase } from '../cases/case.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { mayReview } from '../rules/appeals.ts'
import { standingAt } from '../support-plans/decider.ts'
import { listTookPart } from './repository.ts'

/** Refuses whoever does not review appeals in this scheme, and whoever had a part in the decision or the case (P9: a reviewer who did not decide). */
export async function needReviewer(tx: Tx, actor: Actor, the: LockedCase, decision: Decision): Promise<void> {
  if (!standingAt({ heldBy: the.rules.appeals.reviewers }, the, actor)) {
    throw new Problem(
      'capacity-missing',
      `An appeal is reviewed by the ${the.rules.appeals.reviewers.join(', or the ')}`,
    )
  }
  if (!mayReview(actor.actorId, await listTookPart(tx, actor, decision))) throw new Problem('reviewer-not-independent')
}
