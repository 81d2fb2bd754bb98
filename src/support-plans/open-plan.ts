import type { LockedCase } from '../case-access/case.ts'
import { openForWriting } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { findPlan, type Plan } from './repository.ts'

/**
 * A plan and its case, both as they stand under the case's lock, in one round trip. While a budget that was adopted anew has not been
 * told to the person, the plan rests: planning opens with the amount.
 */
export async function openPlan(
  tx: Tx,
  context: Context,
  id: string,
  ...statuses: readonly Plan['status'][]
): Promise<{ budgetCase: LockedCase; plan: Plan }> {
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'support_plan', id }),
    findPlan(tx, context.actor, id),
  ])
  const plan = orNotFound(held)
  checkVersion(context, plan.version)
  if (budgetCase.waits.some(({ step }) => step === 'budget-adopted')) throw new Problem('budget-not-disclosed')
  if (!statuses.includes(plan.status)) {
    throw new Problem('wrong-state', `The support plan is ${plan.status}; this needs it to be ${statuses.join(' or ')}`)
  }
  return { budgetCase, plan }
}

/** Refuses whoever signs or decides on another text than the one that stands. */
export function checkContent(plan: Plan, contentHash: string): void {
  if (plan.contentHash === contentHash) return
  throw new Problem('plan-version-stale', undefined, {
    errors: [
      { pointer: '/contentHash', code: 'plan-version-stale', detail: 'is not the hash of the plan as it stands' },
    ],
  })
}
