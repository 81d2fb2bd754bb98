import type { LockedCase } from '../case-access/case.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { Tier } from '../rules/scheme/scheme-rules.ts'
import { daysAt } from '../rules/sign-off/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { type Plan, setPlan } from '../support-plans/repository.ts'
import { expectedRoute, findCircumstances } from './circumstances.ts'
import { listParts } from './parts-repository.ts'
import { insertRouting } from './routing-repository.ts'

/** Sends a signed plan to the lowest tier that may decide on it, starts its clock, and says why it went there. */
export async function routeForDecision(tx: Tx, context: Context, budgetCase: LockedCase, plan: Plan): Promise<Tier> {
  const { actor, now } = context
  const [circumstances, taken] = await Promise.all([
    findCircumstances(tx, actor, plan, now),
    listParts(tx, actor, plan),
  ])
  const route = orThrow(expectedRoute(budgetCase.rules, plan, { ...circumstances, taken }))
  const clock = {
    caseId: budgetCase.id,
    kind: 'plan-decision',
    subjectId: plan.id,
    workingDays: daysAt(budgetCase.rules, route.tier, 0),
  } as const
  await Promise.all([
    setPlan(tx, actor, { ...plan, tier: route.tier }),
    insertRouting(tx, actor, plan.id, plan.submittedVersion ?? plan.version, route, now),
    startClock(tx, actor, clock, londonDate(now)),
    record(tx, actor, {
      type: 'support-plan.routed',
      subjectId: plan.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { tier: route.tier, because: route.because, totalPence: plan.totalPence },
    }),
  ])
  return route.tier
}
