import type { LockedCase } from '../case-access/case.ts'
import { startClock } from '../clocks/running-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { mayOverturn } from '../rules/reviews-and-appeals/appeals.ts'
import { daysAt } from '../rules/sign-off/sign-off.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { addToPlan } from './add-to-plan.ts'
import { findRequest, setRequest } from './repository.ts'
import { requireFits } from './require-room.ts'
import { routeOfRequest } from './route.ts'

/** An appeal was won: all that was asked for is agreed, as far as the reviewer may agree to it alone; otherwise they vary. */
export async function agreeAfterAppeal(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  id: string,
  by: { readonly tierRole: TierHolder; readonly decidedAt: string },
): Promise<void> {
  const { actor, now } = context
  const request = orNotFound(await findRequest(tx, actor, id))
  const inForce = orNotFound(await findPlanInForce(tx, actor, budgetCase.id), 'nothing-to-review')
  const known = await routeOfRequest(tx, context, budgetCase, inForce, request)
  const { route, countedPence } = known
  orThrow(mayOverturn(budgetCase.rules, by.tierRole, by.decidedAt, countedPence, route))
  const more = { ...request, amountPence: request.amountPence - (request.agreedPence ?? 0) }
  requireFits(budgetCase, known, more)
  const planLineId = await addToPlan(tx, context, budgetCase, inForce, request, request.amountPence)
  await setRequest(tx, actor, {
    ...request,
    status: 'agreed',
    supportPlanId: inForce.plan.id,
    agreedPence: request.amountPence,
    planLineId,
    closedAt: now.toISOString(),
  })
}

/** It is decided on again, at the tier where it was, with a clock and votes of its own. What was agreed of it stays. */
export async function decideAgain(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, rules }: LockedCase,
  id: string,
): Promise<void> {
  const request = orNotFound(await findRequest(tx, actor, id))
  await setRequest(tx, actor, { ...request, status: 'waiting', round: request.round + 1, closedAt: null })
  const workingDays = daysAt(rules, request.tier, 0)
  await startClock(tx, actor, { caseId, kind: 'off-plan-decision', subjectId: id, workingDays }, londonDate(now))
}
