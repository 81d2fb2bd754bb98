import type { Patient } from '@medplum/fhirtypes'
import type { PersonRecord } from '../people/schemas.ts'
import { fullName } from '../rules/people/names.ts'
import type { LocalDate } from '../shared/dates.ts'
import { ownIdentifier, patientBy, systems } from './systems.ts'

const interpreterRequired = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired'

/**
 * A person as UKCore-Patient has them. Whether the NHS number was traced is not known here, so nothing is said of that; neither is what is not
 * needed to know who somebody is and how to speak with them.
 */
export function patientOf(person: PersonRecord, changedAt: Date, diedOn: LocalDate | undefined): Patient {
  const { id, nhsNumber, givenName, familyName, joinedInto } = person
  return {
    resourceType: 'Patient',
    id,
    meta: { lastUpdated: changedAt.toISOString() },
    extension: [{ url: interpreterRequired, valueBoolean: person.interpreterNeeded }],
    identifier: [...(nhsNumber === null ? [] : [{ system: systems.nhsNumber, value: nhsNumber }]), ownIdentifier(id)],
    active: joinedInto === null,
    name: [
      {
        use: 'official',
        text: fullName(person),
        ...(familyName !== null && { family: familyName }),
        ...(givenName !== null && { given: [givenName] }),
      },
    ],
    birthDate: person.bornOn,
    ...(diedOn !== undefined && { deceasedDateTime: diedOn }),
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: person.language }] }, preferred: true }],
    ...(joinedInto !== null && { link: [{ other: patientBy(joinedInto), type: 'replaced-by' }] }),
  }
}
