import type { Static } from '@sinclair/typebox'
import { v7 } from 'uuid'
import type { NewBasis, NewCaseMember } from '../../src/case-team/schemas.ts'
import type { NewReferral } from '../../src/cases/referral-schemas.ts'
import type { NewCase } from '../../src/cases/schemas.ts'
import type { NewSharing } from '../../src/consents/sharing-schemas.ts'
import type { NewOrganisation } from '../../src/organisations/schemas.ts'
import type { NewConsent } from '../../src/people/consent-schemas.ts'
import type { NewPerson } from '../../src/people/schemas.ts'
import { parseNhsNumber } from '../../src/rules/people/nhs-number.ts'
import type { SaidFor } from '../../src/rules/people/recording.ts'
import { tenants } from './seed.ts'

/** An identifier of the right form that names nothing. */
export const unknownId = () => v7()

let people = 0

/** A number of the range that the NHS keeps for tests (999), each time another one. */
export function anNhsNumber(): string {
  for (;;) {
    people += 1
    const stem = `999${String(people).padStart(6, '0')}`
    for (let check = 0; check < 10; check += 1) {
      const number = parseNhsNumber(`${stem}${check}`)
      if (number) return number
    }
  }
}

/** A person whom nobody has registered yet. */
export function aPerson(more: Partial<Static<typeof NewPerson>> = {}): Static<typeof NewPerson> {
  return {
    nhsNumber: anNhsNumber(),
    givenName: 'Zebedee',
    familyName: `Quartermaine ${people}`,
    bornOn: '1984-02-29',
    ethnicCategory: 'J',
    language: 'ur',
    interpreterNeeded: false,
    communicationNeeds: 'Large print, please',
    ...more,
  }
}

export function anOrganisation(more: Partial<Static<typeof NewOrganisation>> = {}): Static<typeof NewOrganisation> {
  return { code: 'PRV9', name: 'Calm Waters Provider', kind: 'provider', ...more }
}

export function aConsent(more: Partial<Static<typeof NewConsent>> = {}): Static<typeof NewConsent> {
  return {
    organisationId: tenants.QYG.brokerageId,
    purpose: 'share-for-brokerage',
    givenHow: 'in-person',
    ...more,
  }
}

/** What staff record for a person who agreed. */
export function aConsentSaid(more: Partial<Static<typeof NewConsent>> = {}): Static<typeof NewConsent> {
  return aConsent({
    saidFor: {
      giver: 'person',
      saidOn: '2026-11-23',
      evidence: 'Said to me at home; the signed form is in the notes.',
    },
    ...more,
  })
}

/** What is shared with the brokers without consent, for four days. */
export function aSharing(more: Partial<Static<typeof NewSharing>> = {}): Static<typeof NewSharing> {
  return {
    organisationId: tenants.QYG.brokerageId,
    purpose: 'share-for-brokerage',
    legalBasis: 'safeguarding',
    reason: 'There is a safeguarding enquiry, and the carer at home must not know.',
    until: '2026-11-27',
    ...more,
  }
}

export function aCase(personId: string, more: Partial<NewCase> = {}): NewCase {
  const ground = { kind: 'relation' } as const
  return { personId, schemeId: tenants.QYG.schemeId, trustId: tenants.QYG.trustId, ground, ...more }
}

/** A referral that is said to come from the other trust, unless the test says otherwise. */
export function aReferral(personId: string, more: Partial<NewReferral> = {}): NewReferral {
  return {
    personId,
    schemeId: tenants.QYG.schemes['lambeth-integrated'],
    trustId: tenants.QYG.trustId,
    organisationId: tenants.QYG.otherTrustId,
    referredBy: 'Dr Ade Sample, general practitioner',
    referredOn: '2026-11-20',
    receivedHow: 'by-post',
    ...more,
  }
}

/** The broker, unless another member is asked for. */
export function aMember(more: Partial<NewCaseMember> = {}): NewCaseMember {
  return {
    actorId: 'the-broker',
    caseRole: 'broker',
    name: 'Quillon Broker',
    organisationId: tenants.QYG.brokerageId,
    ...more,
  }
}

/** How it is known that the person said what others record for them. */
export function aSaidFor(more: Partial<SaidFor> = {}): SaidFor {
  return {
    saidOn: '2026-11-24',
    how: 'by-phone',
    present: 'The person and the one who wrote it down.',
    evidence: 'A note of the call, made while they spoke.',
    ...more,
  }
}

/** On what ground somebody acts for the person, where others than the person say so. */
export const aBasis: NewBasis = {
  kind: 'lasting-power-of-attorney',
  since: '2026-03-02',
  appointment: 'severally',
  matters: ['health-and-welfare', 'property-and-affairs'],
  until: null,
  evidence: 'The registered document, seen by the team.',
}
