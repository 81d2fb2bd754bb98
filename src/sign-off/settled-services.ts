import { findServicesContext, listServicesOf } from '../current-services/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { continuityMissing, leftToSettle } from '../rules/planning/continuity-checks.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { londonDate } from '../shared/dates.ts'

/**
 * Refuses to go on with lines of a plan while it is not settled what happens to a service that the person has now: one can come to be at
 * risk after the plan was submitted. What a line that is not among them was to replace is kept, unless the replacement has started:
 * then it is settled anew first.
 */
export async function requireSettledServices(
  tx: Tx,
  { actor, now }: Context,
  { caseId, lines }: { readonly caseId: string; readonly lines: readonly PlanLine[] },
  goingOn: readonly PlanLine[],
): Promise<void> {
  const dropped = lines.filter((line) => !goingOn.includes(line)).map(({ key }) => key)
  const [services, servicesContext] = await Promise.all([
    listServicesOf(tx, actor, caseId),
    findServicesContext(tx, actor, caseId),
  ])
  const errors = continuityMissing(leftToSettle(services, dropped, servicesContext, londonDate(now)), goingOn)
  if (errors.length > 0) throw new Problem('plan-incomplete', undefined, { errors })
}
