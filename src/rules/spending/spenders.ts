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
 * them; or, where no money changes hands, those who apply it for the person (S.I. 2012/2996 reg. 32B). Where the organisation has nobody on the team, nobody spends its money until somebody of it joins:
 * who could send the broker away would else spend in their place.
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
    case 'third-party':
      return [of('broker', line.holderId)]
    case 'direct-payment': {
      const own = isHeld(members, 'person', 'representative')
        ? [of('person'), of('representative')]
        : [of('person'), of('representative'), of('care-coordinator')]
      return takeOver && takesOver(takeOver, line.key) ? [...own, of('takes-over')] : own
    }
  }
}

/**
 * Who keeps the papers of what was bought from a line: who spends from it, and the care coordinator where the organisation that holds its money has nobody on the team. A receipt is filed, and what came back
 * written down, whoever is there.
 */
export function keepersOf(
  line: Parameters<typeof spendersOf>[0],
  members: readonly Member[],
  takeOver: Parameters<typeof spendersOf>[2],
): Spender[] {
  const spenders = spendersOf(line, members, takeOver)
  const has = members.some(
    ({ caseRole, leftAt, organisationId }) =>
      caseRole === 'broker' && leftAt === null && organisationId === line.holderId,
  )
  if (line.deployment !== 'third-party' || has) return spenders
  return [...spenders, { role: 'care-coordinator', organisationId: null }]
}
