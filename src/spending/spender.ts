import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { isHeld } from '../rules/people/team.ts'
import { takesOver } from '../rules/planning/take-overs.ts'
import { findTakeOverOn } from '../take-overs/repository.ts'

/**
 * Who spends from a line, by how its money is held: the broker whose organisation holds it; the person who has it as a direct payment,
 * or whoever acts for them; or, where no money changes hands, those who apply it for the person (S.I. 2012/2996 reg. 32B). Where the
 * organisation that holds it has no broker on the team, the care coordinator writes down what it buys: no line can be spent by nobody.
 */
export async function requireSpender(
  tx: Tx,
  budgetCase: LockedCase,
  actor: Actor,
  line: Pick<AgreedLine, 'key' | 'deployment' | 'holderId'>,
): Promise<void> {
  switch (line.deployment) {
    case 'third-party':
      return requireHolder(tx, budgetCase, actor, line.holderId)
    case 'direct-payment':
      return requireReceiver(tx, budgetCase, actor, line.key)
    case 'notional':
      requireCaseRole(budgetCase, actor, 'care-coordinator', 'broker')
  }
}

async function requireHolder(tx: Tx, budgetCase: LockedCase, actor: Actor, holderId: string | null): Promise<void> {
  if (requireCaseRole(budgetCase, actor, 'care-coordinator', 'broker') === 'care-coordinator') {
    const members = await listMembers(tx, actor, budgetCase.id)
    const spends = members.some(
      ({ caseRole, leftAt, organisationId }) => caseRole === 'broker' && leftAt === null && organisationId === holderId,
    )
    if (!spends) return
  }
  requireCaseRole(budgetCase, actor, 'broker')
  if (holderId !== actor.organisationId)
    throw new Problem('case-role-required', 'Only the organisation that holds the money of this line can spend it')
}

/** The person, who takes over the line for them, or who acts for them; where neither the person nor one of these is on the team, the care coordinator writes down what the person tells them. */
async function requireReceiver(tx: Tx, budgetCase: LockedCase, actor: Actor, line: string): Promise<void> {
  if (budgetCase.grounds.includes('takes-over')) {
    const on = await findTakeOverOn(tx, actor, budgetCase.id)
    if (on && takesOver(on, line)) return
  }
  if (requireCaseRole(budgetCase, actor, 'care-coordinator', 'person', 'representative') === 'care-coordinator') {
    const members = await listMembers(tx, actor, budgetCase.id)
    if (!isHeld(members, 'person', 'representative')) return
  }
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, budgetCase.id, as, 'recordPurchase')
}
