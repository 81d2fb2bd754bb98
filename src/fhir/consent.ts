import type { Consent } from '@medplum/fhirtypes'
import type { Consent as OurConsent } from '../people/consent-schemas.ts'
import { metaOf, type OdsCodes, organisationBy, ownIdentifier, patientBy } from './systems.ts'

const terminology = 'http://terminology.hl7.org/CodeSystem'
const purposes: Readonly<Record<OurConsent['purpose'], string>> = {
  'share-for-budget': 'To share for the budget',
  'share-for-brokerage': 'To share for brokerage',
  'share-for-assessment': 'To share for the assessment',
}

/** That a person agreed to share with one organisation for one purpose, from when until when. */
export function consentOf(
  consent: OurConsent,
  { changedAt, lapsedAt, odsCodes }: { changedAt: Date; lapsedAt: string | null; odsCodes: OdsCodes },
): Consent {
  const end = consent.withdrawnAt ?? lapsedAt ?? consent.until
  return {
    resourceType: 'Consent',
    id: consent.id,
    meta: metaOf('Consent', changedAt),
    identifier: [ownIdentifier(consent.id)],
    status: consent.status === 'in-force' ? 'active' : 'inactive',
    scope: { coding: [{ system: `${terminology}/consentscope`, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: `${terminology}/v3-ActCode`, code: 'IDSCL' }] }],
    patient: patientBy(consent.personId),
    dateTime: consent.givenAt,
    performer: [
      consent.giver === 'person'
        ? patientBy(consent.personId)
        : { type: 'RelatedPerson', display: 'Who acts for the person' },
    ],
    policyRule: { coding: [{ system: `${terminology}/v3-ActCode`, code: 'OPTIN' }] },
    provision: {
      type: 'permit',
      period: { start: consent.givenAt, ...(end !== null && { end }) },
      actor: [
        {
          role: { coding: [{ system: `${terminology}/v3-ParticipationType`, code: 'IRCP' }] },
          reference: organisationBy(consent.organisationId, odsCodes),
        },
      ],
      code: [{ text: purposes[consent.purpose] }],
    },
  }
}
