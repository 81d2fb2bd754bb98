import type { LockedCase } from '../case-access/case.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { extendClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { daysAt, type Route } from '../rules/sign-off/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'
import { insertRouting } from './routing-repository.ts'

/** Passes a plan up to a tier, and says why. Its one clock runs on; it gives more days only where the tier is given more. */
export async function escalate(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  budgetCase: LockedCase,
  plan: Plan,
  route: Route,
): Promise<{ passed: Plan; clock: KeptClock | undefined }> {
  const passed: Plan = { ...plan, tier: route.tier }
  const days = (soFar: number) => daysAt(budgetCase.rules, route.tier, soFar)
  const [clock] = await Promise.all([
    extendClock(tx, actor, 'plan-decision', plan.id, days, londonDate(now)),
    setPlan(tx, actor, passed),
    insertRouting(tx, actor, plan.id, plan.submittedVersion ?? plan.version, route, now, actor.actorId),
    record(tx, actor, {
      type: 'support-plan.escalated',
      subjectId: plan.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { from: plan.tier, to: route.tier, because: route.because },
    }),
  ])
  return { passed, clock }
}
