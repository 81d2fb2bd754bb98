import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { Capacity } from '../sign-off/sign-off-rules.ts'

/** On what ground somebody acts for the person: the person chose them, the law gives it, or it was decided in the person's best interests. */
export const bases = [
  'person-chose',
  'lasting-power-of-attorney',
  'deputy-of-court',
  'parental-responsibility',
  'best-interests',
] as const
export type BasisKind = (typeof bases)[number]

/** Whether somebody in this capacity is there for the person: acts in their place, or speaks for them. */
export function speaksForPerson(capacity: Capacity): boolean {
  return capacity === 'representative' || capacity === 'advocate'
}

const works = (capacity: Capacity) => capacity === 'care-coordinator' || capacity === 'broker'

/** A place on the team that somebody has, or had. */
interface Place {
  readonly actorId: string
  readonly capacity: Capacity
  readonly leftAt: string | null
}

/**
 * Whether somebody may join in this capacity beside the places they have. Nobody makes themselves who acts or speaks for the person, and
 * nobody does who works on the case or ever did: they would sign, spend and take back appeals against their own work.
 */
export function mayJoin(
  adderId: string,
  joining: Pick<Place, 'actorId' | 'capacity'>,
  team: readonly Place[],
): true | Refusal<'capacity-missing' | 'member-not-independent'> {
  const own = team.filter(({ actorId }) => actorId === joining.actorId)
  if (speaksForPerson(joining.capacity)) {
    if (joining.actorId === adderId)
      return refuse('capacity-missing', `Nobody makes themselves the person’s ${joining.capacity}`)
    if (own.some(({ capacity }) => works(capacity)))
      return refuse('member-not-independent', 'They work on the case, or did')
  }
  if (works(joining.capacity) && own.some(({ capacity, leftAt }) => leftAt === null && speaksForPerson(capacity)))
    return refuse('member-not-independent', 'They act or speak for the person')
  return true
}

/** Whether a ground is stated where it must be: for a representative whom somebody else than the person adds, and nowhere else. */
export function basisFits(
  capacity: Capacity,
  byPerson: boolean,
  basis: { readonly since: LocalDate } | null,
  today: LocalDate,
): true | Refusal<'request-invalid'> {
  const asked = capacity === 'representative' && !byPerson
  if (asked && basis === null)
    return refuse('request-invalid', 'Say on what ground the representative acts for the person', '/basis')
  if (!asked && basis !== null)
    return refuse('request-invalid', 'A ground is stated for a representative whom the person does not add', '/basis')
  if (basis && basis.since > today) return refuse('request-invalid', 'The ground holds today already', '/basis/since')
  return true
}
