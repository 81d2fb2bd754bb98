import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'

/** On what ground somebody acts for the person: the person chose them, the law gives it, or it was decided in the person's best interests. */
export const bases = [
  'person-chose',
  'lasting-power-of-attorney',
  'court-appointed-deputy',
  'parental-responsibility',
  'best-interests',
] as const
export type BasisKind = (typeof bases)[number]

/** Whether somebody in this role is there for the person: acts in their place, or speaks for them. */
export function speaksForPerson(caseRole: CaseRole): boolean {
  return caseRole === 'representative' || caseRole === 'advocate'
}

const works = (caseRole: CaseRole) => caseRole === 'care-coordinator' || caseRole === 'broker'

/** A place on the team that somebody has, or had. */
interface Place {
  readonly actorId: string
  readonly caseRole: CaseRole
  readonly leftAt: string | null
}

/**
 * Whether somebody may join in this role beside the places they have. Nobody makes themselves who acts or speaks for the person, and
 * nobody does who works on the case or ever did: they would sign, spend and take back appeals against their own work.
 */
export function mayJoin(
  adderId: string,
  joining: Pick<Place, 'actorId' | 'caseRole'>,
  team: readonly Place[],
): true | Refusal<'case-role-required' | 'member-not-independent'> {
  const own = team.filter(({ actorId }) => actorId === joining.actorId)
  if (speaksForPerson(joining.caseRole)) {
    if (joining.actorId === adderId)
      return refuse('case-role-required', `You cannot make yourself the person’s ${joining.caseRole}`)
    if (own.some(({ caseRole }) => works(caseRole)))
      return refuse('member-not-independent', 'They work on the case, or did')
  }
  if (works(joining.caseRole) && own.some(({ caseRole, leftAt }) => leftAt === null && speaksForPerson(caseRole)))
    return refuse('member-not-independent', 'They act or speak for the person')
  return true
}

/** Whether a ground is stated where it must be: for a representative whom somebody else than the person adds, and nowhere else. */
export function basisFits(
  caseRole: CaseRole,
  byPerson: boolean,
  basis: { readonly since: LocalDate } | null,
  today: LocalDate,
): true | Refusal<'request-invalid'> {
  const asked = caseRole === 'representative' && !byPerson
  if (asked && basis === null)
    return refuse('request-invalid', 'Say on what ground the representative acts for the person', '/basis')
  if (!asked && basis !== null)
    return refuse('request-invalid', 'A ground is stated for a representative whom the person does not add', '/basis')
  if (basis && basis.since > today)
    return refuse('request-invalid', 'The legal basis must already be in force', '/basis/since')
  return true
}

/** Whether somebody holds one of these roles on the team today. */
export function isHeld(
  team: readonly Pick<Place, 'caseRole' | 'leftAt'>[],
  ...caseRoles: readonly CaseRole[]
): boolean {
  return team.some(({ caseRole, leftAt }) => leftAt === null && caseRoles.includes(caseRole))
}
