import { reportLate } from '../breaches/report-late.ts'
import type { LockedCase } from '../case-access/case.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { daysAt, nextTier } from '../rules/sign-off/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { isRefusal } from '../shared/outcome.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { passUp } from './pass-up.ts'
import { findRequest } from './repository.ts'
import { routeOfRequest } from './route.ts'

/** Passes a request up one tier because it was not decided on in time, as a plan is. At the top, or where no plan is in force, it is reported, and waits. */
export async function escalateOverdueRequest(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  clock: KeptClock,
): Promise<Escalation> {
  const { actor, now } = context
  const [request, inForce] = await Promise.all([
    findRequest(tx, actor, clock.subjectId),
    findPlanInForce(tx, actor, budgetCase.id),
  ])
  if (request?.status !== 'waiting' || !inForce) return reportLate(tx, context, budgetCase, clock)
  const { countedPence, conditions } = await routeOfRequest(tx, context, budgetCase, inForce, request)
  const route = nextTier(budgetCase.rules, countedPence, request.tier, 'breach', conditions)
  if (isRefusal(route)) return reportLate(tx, context, budgetCase, clock)
  const { dueOn } = await passUp(tx, context, budgetCase, request, route)
  const ownDays = workingDaysAfter(londonDate(now), daysAt(budgetCase.rules, route.tier, 0))
  const due = dueOn ?? ownDays
  return { lookAgainAfter: [due, ownDays].sort().at(-1) ?? due }
}
