import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole, requireStaff } from '../case-access/open-for-writing.ts'
import type { Actor } from '../platform/access/access.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { tierWords } from '../words/roles.ts'
import { requireSomebody, tierRoleAt } from './decider.ts'

/** Refuses whoever does not sit at the tier where the plan was decided on; where the scheme has it no longer, it is the commissioner's officer's. */
export function requireSeatAt(actor: Actor, budgetCase: LockedCase, at: Tier | null): void {
  requireSomebody(actor)
  const tier = budgetCase.rules.tiers.find((known) => known.tier === at)
  if (!tier) {
    requireCaseRole(budgetCase, actor, 'commissioner-officer')
    return
  }
  if (!tierRoleAt(tier, budgetCase, actor))
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  requireStaff(budgetCase)
}
