import { openForWriting } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayPassUp, tally } from '../rules/sign-off/panel.ts'
import { nextTier } from '../rules/sign-off/sign-off.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { passUp } from './pass-up.ts'
import { findRequest, told } from './repository.ts'
import { requireRequestDecider, routeOfRequest } from './route.ts'
import type { OffPlanRequest } from './schemas.ts'

/** Passes a request up one tier, by whoever could decide on it and is not comfortable to. The clock runs on, and nobody is at fault (P12). */
export async function escalateOffPlanRequest(tx: Tx, context: Context, id: string): Promise<Answer<OffPlanRequest>> {
  const { actor } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'off_plan_request', id }),
    findRequest(tx, actor, id),
  ])
  const request = orNotFound(held)
  if (request.status !== 'waiting') throw new Problem('wrong-state', `It is ${request.status}`)
  const inForce = orNotFound(await findPlanInForce(tx, actor, budgetCase.id), 'nothing-to-review')
  const known = await routeOfRequest(tx, context, budgetCase, inForce, request)
  const { tier, votes } = await requireRequestDecider(tx, context, budgetCase, request, known, 'pass-up')
  if (tier.quorum) orThrow(mayPassUp(tally(tier, votes), votes, [request.line]))
  const { countedPence, conditions } = known
  const route = orThrow(nextTier(budgetCase.rules, countedPence, tier.tier, 'not-comfortable', conditions))
  return done(told(await passUp(tx, context, budgetCase, request, route)))
}
