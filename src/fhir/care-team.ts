import type { CareTeam, CareTeamParticipant } from '@medplum/fhirtypes'
import type { Case } from '../case-access/case.ts'
import type { Place } from '../case-team/repository.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import { referenceOf } from '../shared/case-reference.ts'
import { metaOf, type OdsCodes, organisationBy, ownIdentifier, patientBy, systems } from './systems.ts'

const roles: Readonly<
  Record<Place['caseRole'], readonly [type: 'Patient' | 'Practitioner' | 'RelatedPerson', text: string]>
> = {
  person: ['Patient', 'Person'],
  representative: ['RelatedPerson', 'Representative'],
  advocate: ['RelatedPerson', 'Advocate'],
  'care-coordinator': ['Practitioner', 'Care coordinator'],
  broker: ['Practitioner', 'Broker'],
}

interface Beside {
  readonly at: Date
  readonly members: readonly Place[]
  readonly identifiers: readonly Identifier[]
  readonly odsCodes: OdsCodes
}

/** The team of a case, with those who were on it, each from when until when. */
export function careTeamOf(of: Case, { at, members, identifiers, odsCodes }: Beside): CareTeam {
  return {
    resourceType: 'CareTeam',
    id: of.id,
    meta: metaOf('CareTeam', at),
    identifier: [ownIdentifier(of.id), { system: systems.caseReference, value: referenceOf(of.id) }, ...identifiers],
    status: of.endedAt === null ? 'active' : 'inactive',
    name: 'Team of a case of a personal health budget',
    subject: patientBy(of.personId),
    period: { start: of.openedAt.toISOString(), ...(of.endedAt && { end: of.endedAt.toISOString() }) },
    ...(members.length > 0 && { participant: members.map((member) => participantOf(of, member, odsCodes)) }),
    managingOrganization: [organisationBy(of.trustId, odsCodes)],
  }
}

function participantOf(of: Case, member: Place, odsCodes: OdsCodes): CareTeamParticipant {
  const [type, text] = roles[member.caseRole]
  const identifier = { system: systems.account, value: member.actorId }
  const who: NonNullable<CareTeamParticipant['member']> =
    member.caseRole === 'person' ? patientBy(of.personId) : { type, identifier }
  const end = member.leftAt ?? member.until
  return {
    role: [{ text }],
    member: { ...who, display: member.name },
    ...(member.organisationId !== null && { onBehalfOf: organisationBy(member.organisationId, odsCodes) }),
    period: { start: member.joinedAt, ...(end !== null && { end }) },
  }
}
