import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { exceptionFaults } from '../rules/sign-off/part-agreement.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { checkContent, openPlan } from '../support-plans/open-plan.ts'
import { requireDecider, requireHeard } from './decider.ts'
import { insertVote, listVoted } from './repository.ts'
import type { SignOffRoute } from './route-schemas.ts'
import type { NewVote } from './schemas.ts'
import { signOffRoute } from './sign-off-route.ts'

/** Records one member's vote on the text that stands. A seat votes once on a version at a tier, by its holder or by a delegate, and again where the vote does not count any more. */
export async function voteOnSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewVote>,
): Promise<Answer<SignOffRoute>> {
  const { actor, now } = context
  const { agrees, exceptLines = [] } = input
  const [{ budgetCase, plan }, voted] = await Promise.all([
    openPlan(tx, context, id, 'awaiting-decision'),
    listVoted(tx, actor, id),
  ])
  const { tier, tierRole, inPlaceOf, seat } = await requireDecider(
    tx,
    context,
    budgetCase,
    plan,
    'vote',
    voted.map(({ seat }) => seat),
  )
  if (!tier.quorum) throw new Problem('vote-not-needed')
  // A quorum is of people: nobody votes twice, in whoever's place.
  if (voted.some((vote) => vote.seat === seat || vote.voterId === budgetCase.writer.humanId))
    throw new Problem('already-voted')
  checkContent(plan, input.contentHash)
  const errors = exceptionFaults(plan.lines, agrees, exceptLines)
  if (errors.length > 0) throw new Problem('lines-unclear', undefined, { errors })
  const reasons = orThrow(reasonsFor(budgetCase.rules, input.reasons, !agrees || exceptLines.length > 0))
  await requireHeard(tx, context, budgetCase, plan)
  const livedExperience = actor.roles.includes('lived-experience-member')
  const vote = {
    planId: id,
    version: plan.submittedVersion ?? plan.version,
    tier: tier.tier,
    agrees,
    exceptLines,
    livedExperience,
    tierRole,
    reasons,
    inPlaceOf: inPlaceOf?.actorId ?? null,
  }
  await Promise.all([
    insertVote(tx, actor, vote, now),
    record(tx, actor, {
      type: 'support-plan.voted',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { tier: tier.tier, livedExperience, ...(inPlaceOf ? { inPlaceOf: inPlaceOf.actorId } : {}) },
    }),
  ])
  return created(await signOffRoute(tx, actor, budgetCase.rules, plan, now), `/v1/support-plans/${id}/sign-off-route`)
}
