import { isHeld } from '../people/team.ts'
import type { Holding } from '../planning/line-holding.ts'
import { takesOver } from '../planning/take-overs.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'

/** Who may spend from a line: a role on the case, of one organisation where only that one may; or who takes over while the person is too unwell. */
export interface Spender {
  readonly role: CaseRole | 'takes-over'
  readonly organisationId: string | null
}
interface Member {
  readonly caseRole: CaseRole
  readonly leftAt: string | null
  readonly organisationId: string | null
}

/** The kinds of spender that there are. */
export const spenderRoles = [
  'person',
  'representative',
  'advocate',
  'care-coordinator',
  'broker',
  'takes-over',
] as const

/**
 * Who spends from a line, by how its money is held: the broker whose organisation holds it; the person who has it as a direct payment, or whoever acts for
 * them; or, where no money changes hands, those who apply it for the person (S.I. 2012/2996 reg. 32B). Where who holds it has nobody on the team, the care
 * coordinator writes down what is bought: no line can be spent by nobody.
 */
export function spendersOf(
  line: Pick<Holding, 'deployment' | 'holderId'> & { readonly key: string },
  members: readonly Member[],
  takeOver: { readonly lines: readonly string[] } | undefined,
): Spender[] {
  const of = (role: Spender['role'], organisationId: string | null = null): Spender => ({ role, organisationId })
  switch (line.deployment) {
    case 'notional':
      return [of('care-coordinator'), of('broker')]
    case 'third-party': {
      const { holderId } = line
      const has = members.some(
        ({ caseRole, leftAt, organisationId }) =>
          caseRole === 'broker' && leftAt === null && organisationId === holderId,
      )
      return has ? [of('broker', holderId)] : [of('broker', holderId), of('care-coordinator')]
    }
    case 'direct-payment': {
      const own = isHeld(members, 'person', 'representative')
        ? [of('person'), of('representative')]
        : [of('person'), of('representative'), of('care-coordinator')]
      return takeOver && takesOver(takeOver, line.key) ? [...own, of('takes-over')] : own
    }
  }
}
