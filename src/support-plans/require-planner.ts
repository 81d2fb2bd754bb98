import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { isHeld } from '../rules/people/team.ts'

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
