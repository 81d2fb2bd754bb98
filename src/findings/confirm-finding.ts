import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { listNear } from '../case-access/near-repository.ts'
import { openForWriting, requireStaff } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { requireUnannounced } from '../closing/announce-ending.ts'
import { listInForce } from '../delegations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, created, orNotFound } from '../platform/http/operation.ts'
import { findReview, setReview, withoutVersion } from '../reviews/repository.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { delegationsAt, requireSomebody, tierRoleAt } from '../sign-off/decider.ts'
import { tierWords } from '../words/roles.ts'
import { finishReview } from './finish-review.ts'
import { type FoundBy, requireUnfrozen } from './keep-finding.ts'
import type { FindingConfirmation, ReviewDone } from './schemas.ts'

/** Says whether a finding against preventive support holds (P10). One that does not goes back, and the review is done again. */
export async function confirmFinding(
  tx: Tx,
  context: Context,
  id: string,
  { confirmed, words }: Static<typeof FindingConfirmation>,
): Promise<Answer<Static<typeof ReviewDone>>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'review', id }),
    findReview(tx, actor, id),
  ])
  const review = orNotFound(held)
  checkVersion(context, review.version)
  const { route, result } = review
  if (review.status !== 'awaiting-decision' || !route || !result)
    throw new Problem('wrong-state', 'The review has no finding that waits to be confirmed')
  const inPlaceOf = await requireSeat(tx, actor, budgetCase, route.tier)
  if (!confirmed && words === null)
    throw new Problem('reason-required', 'A finding that is not confirmed goes back with the reason', {
      errors: [{ pointer: '/words', code: 'reason-required', detail: 'say why' }],
    })
  if (confirmed) await requireUnfrozen(tx, context, budgetCase, result.finding)
  if (confirmed && result.finding === 'end') await requireUnannounced(tx, context, budgetCase.id)
  await stopClock(tx, actor, 'finding-decision', id, londonDate(now))
  const told = { ...review, route: { ...route, confirmed, words, byName: actor.name || actor.actorId } }
  const again = { ...told, status: 'scheduled', result: null } as const
  const done = confirmed
    ? await finishReview(tx, context, budgetCase, told, result, { tier: route.tier, inPlaceOf })
    : { review: withoutVersion(again), nextReview: null, decision: null }
  await Promise.all([
    confirmed ? undefined : setReview(tx, actor, again),
    record(tx, actor, {
      type: confirmed ? 'review.finding-confirmed' : 'review.finding-not-confirmed',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { finding: result.finding, tier: route.tier },
    }),
  ])
  return created(done, `/v1/reviews/${id}`, review.version + 1)
}

/** In whose place the actor sits at the tier; null: in person. Refuses whoever sits there in neither way, or is too near the case. */
async function requireSeat(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  tierName: Tier,
): Promise<NonNullable<FoundBy['inPlaceOf']> | null> {
  requireSomebody(actor)
  const tier = budgetCase.rules.tiers.find(({ tier }) => tier === tierName)
  const [members, inForce] = await Promise.all([listMembers(tx, actor, budgetCase.id), listInForce(tx, actor)])
  const own = tier && tierRoleAt(tier, budgetCase, actor)
  const delegations = tier ? delegationsAt(tier, budgetCase, actor, members, inForce) : []
  if (!own && delegations.length === 0)
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tierName].short}`)
  requireStaff(budgetCase)
  const team = await listNear(tx, budgetCase.id)
  const taken = delegations.find(({ holderHumanId }) => !team.has(holderHumanId))
  if (team.has(budgetCase.writer.humanId) || !(own || taken)) throw new Problem('decision-not-independent')
  return own || !taken ? null : { actorId: taken.holderId, name: taken.holderName }
}
