import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { isHeld } from '../rules/people/team.ts'
import { findPlan, type Plan } from './repository.ts'
import type { SupportPlan } from './schemas.ts'

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

/** What is done to a plan by who writes it. */
type Planning = 'draftSupportPlan' | 'changeSupportPlan' | 'submitSupportPlan' | 'withdrawSupportPlan'

/**
 * The person writes their plan, or whoever acts for them; or the case's own broker does; where the scheme has no broker sign, or none is on the
 * team, the care coordinator.
 */
export async function requirePlanner(tx: Tx, budgetCase: LockedCase, actor: Actor, planning: Planning): Promise<void> {
  const members = budgetCase.rules.signatures.includes('broker') ? await listMembers(tx, actor, budgetCase.id) : []
  const staff = isHeld(members, 'broker') ? 'broker' : 'care-coordinator'
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', staff)
  await requireMandate(tx, actor, budgetCase.id, as, planning)
}

/** The plan for the wire: without its authors and what only the ETag tells. */
export function toSupportPlan({ version: _, authorIds: __, agreedLimitPence: ___, ...plan }: Plan): SupportPlan {
  return plan
}
