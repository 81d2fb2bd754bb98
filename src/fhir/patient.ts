import type { Patient } from '@medplum/fhirtypes'
import type { PersonRecord } from '../people/schemas.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import { fullName } from '../rules/people/names.ts'
import type { LocalDate } from '../shared/dates.ts'
import { metaOf, ownIdentifier, patientBy, systems } from './systems.ts'

const interpreterRequired = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired'

/** What is known of a person beside their record. */
export interface BesidePerson {
  readonly changedAt: Date
  /** The day on which they died, where that is confirmed. */
  readonly diedOn: LocalDate | undefined
  /** Whether somebody independent traced them on the Personal Demographics Service, and who they are has not changed since. */
  readonly traced: boolean
  readonly identifiers: readonly Identifier[]
}

/** As UK Core says that an NHS number was verified; where nobody is known to have traced the person, it says nothing of it. */
const verified = {
  extension: [
    {
      url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
      valueCodeableConcept: {
        coding: [
          {
            system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland',
            code: '01',
            display: 'Number present and verified',
          },
        ],
      },
    },
  ],
}

/** A person in the shape of UKCore-Patient, without what is not needed to know who somebody is and how to speak with them. */
export function patientOf(person: PersonRecord, { changedAt, diedOn, traced, identifiers }: BesidePerson): Patient {
  const { id, nhsNumber, givenName, familyName, joinedInto } = person
  return {
    resourceType: 'Patient',
    id,
    meta: metaOf('Patient', changedAt),
    extension: [{ url: interpreterRequired, valueBoolean: person.interpreterNeeded }],
    identifier: [
      ...(nhsNumber === null ? [] : [{ ...(traced && verified), system: systems.nhsNumber, value: nhsNumber }]),
      ownIdentifier(id),
      ...identifiers,
    ],
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
