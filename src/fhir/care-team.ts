import type { CareTeam, CareTeamParticipant } from '@medplum/fhirtypes'
import type { Case } from '../case-access/case.ts'
import type { Place } from '../case-team/repository.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import { referenceOf } from '../shared/case-reference.ts'
import { organisationBy, ownIdentifier, patientBy, systems } from './systems.ts'

const roles: Readonly<
  Record<Place['caseRole'], readonly [type: 'Patient' | 'Practitioner' | 'RelatedPerson', text: string]>
> = {
  person: ['Patient', 'Person'],
  representative: ['RelatedPerson', 'Representative'],
  advocate: ['RelatedPerson', 'Advocate'],
  'care-coordinator': ['Practitioner', 'Care coordinator'],
  broker: ['Practitioner', 'Broker'],
}

/** The team of a case, with those who were on it, each from when until when. */
export function careTeamOf(
  of: Case,
  { at, members, identifiers }: { at: Date; members: readonly Place[]; identifiers: readonly Identifier[] },
): CareTeam {
  return {
    resourceType: 'CareTeam',
    id: of.id,
    meta: { lastUpdated: at.toISOString() },
    identifier: [ownIdentifier(of.id), { system: systems.caseReference, value: referenceOf(of.id) }, ...identifiers],
    status: of.endedAt === null ? 'active' : 'inactive',
    name: 'Team of a case of a personal health budget',
    subject: patientBy(of.personId),
    period: { start: of.openedAt.toISOString(), ...(of.endedAt && { end: of.endedAt.toISOString() }) },
    ...(members.length > 0 && { participant: members.map((member) => participantOf(of, member)) }),
    managingOrganization: [organisationBy(of.trustId)],
  }
}

function participantOf(of: Case, member: Place): CareTeamParticipant {
  const [type, text] = roles[member.caseRole]
  const identifier = { system: systems.account, value: member.actorId }
  const who: NonNullable<CareTeamParticipant['member']> =
    member.caseRole === 'person' ? patientBy(of.personId) : { type, identifier }
  const end = member.leftAt ?? member.until
  return {
    role: [{ text }],
    member: { ...who, display: member.name },
    ...(member.organisationId !== null && { onBehalfOf: organisationBy(member.organisationId) }),
    period: { start: member.joinedAt, ...(end !== null && { end }) },
  }
}
