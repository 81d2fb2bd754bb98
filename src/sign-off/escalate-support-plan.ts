import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { mayPassUp, tally } from '../rules/sign-off/panel.ts'
import { nextTier } from '../rules/sign-off/sign-off.ts'
import { toSupportPlan } from '../support-plans/in-force.ts'
import { checkContent, openPlan } from '../support-plans/open-plan.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import { tierWords } from '../words/roles.ts'
import { requireDecider, requireSomebody } from './decider.ts'
import { keepConflict, seatsOf } from './declare-conflict-of-interest.ts'
import { escalate } from './escalate.ts'
import { listVotes } from './repository.ts'
import type { NewEscalation } from './schemas.ts'

/**
 * Passes a plan up one tier, by whoever could decide on it and is not comfortable to; a meeting does so by its votes, not one member
 * over the heads of the others. A conflict of interest is declared by it, and does what its declaration does. The clock runs on, and
 * nobody is at fault.
 */
export async function escalateSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewEscalation>,
): Promise<Answer<SupportPlan>> {
  const { actor } = context
  const { because } = input
  const { budgetCase, plan } = await openPlan(tx, context, id, 'awaiting-decision')
  requireSomebody(actor)
  if (because === 'conflict-of-interest') {
    const sitsAt = await seatsOf(tx, context, budgetCase)
    if (!plan.tier || !sitsAt.has(plan.tier))
      throw new Problem('not-the-decider', plan.tier ? `The decision is with ${tierWords[plan.tier].short}` : undefined)
    checkContent(plan, input.contentHash)
    const { passed, version } = await keepConflict(tx, context, budgetCase, plan, null, sitsAt)
    return done(toSupportPlan(passed), version)
  }
  const { tier, counted } = await requireDecider(tx, context, budgetCase, plan, 'pass-up')
  checkContent(plan, input.contentHash)
  const route = orThrow(nextTier(budgetCase.rules, counted, tier.tier, because))
  if (tier.quorum) {
    const votes = await listVotes(tx, actor, id)
    orThrow(
      mayPassUp(
        tally(tier, votes),
        votes,
        plan.lines.map(({ key }) => key),
      ),
    )
  }
  const { passed } = await escalate(tx, context, budgetCase, plan, route)
  return done(toSupportPlan(passed), plan.version + 1)
}
