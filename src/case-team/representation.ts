import type { Appointment, Matter } from '../rules/people/mandate.ts'
import type { BasisKind } from '../rules/people/team.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { CaseMember } from './schemas.ts'

/** Somebody of whom others than the person say on what ground they act for them. */
export interface Representation {
  readonly id: string
  readonly caseId: string
  readonly actorId: string
  readonly name: string
  readonly relative: boolean
  readonly basis: {
    readonly kind: BasisKind
    readonly since: LocalDate
    readonly evidence: string
    readonly appointment: Appointment
    readonly matters: readonly Matter[]
    readonly until: LocalDate | null
  }
  readonly addedBy: string
  readonly addedAt: Date
}

/** As the team tells of them: nobody independent has seen the evidence, and they have no place on the team. */
export function asUnverified({ id, actorId, name, relative, basis, addedAt }: Representation): CaseMember {
  return {
    id,
    actorId,
    caseRole: 'representative',
    name,
    organisationId: null,
    relative,
    chosenByPerson: false,
    basis: { ...basis, matters: [...basis.matters], verifiedAt: null },
    joinedAt: addedAt.toISOString(),
    until: null,
    leftAt: null,
  }
}
