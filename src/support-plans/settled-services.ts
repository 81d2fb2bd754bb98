import { listServicesOf } from '../current-services/repository.ts'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { continuityMissing } from '../rules/continuity-checks.ts'
import type { PlanLine } from '../rules/plan-checks.ts'

/**
 * Refuses to go on with lines of a plan while it is not settled what happens to a service that the person has now: one can come to be at
 * risk after the plan was submitted. What a line that is not among them was to replace is kept, and so is settled.
 */
export async function needSettledServices(
  tx: Tx,
  actor: Actor,
  { caseId, lines }: { readonly caseId: string; readonly lines: readonly PlanLine[] },
  goingOn: readonly PlanLine[],
): Promise<void> {
  const dropped = lines.filter((line) => !goingOn.includes(line)).map(({ key }) => key)
  const services = await listServicesOf(tx, actor, caseId)
  const errors = continuityMissing(
    services.filter(({ fate, replacedBy }) => fate !== 'replaced' || !dropped.includes(replacedBy ?? '')),
    goingOn,
  )
  if (errors.length > 0) throw new Problem('plan-incomplete', undefined, { errors })
}
