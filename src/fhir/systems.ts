import type { Identifier, Meta, Organization, Patient, Reference } from '@medplum/fhirtypes'

/** The systems of identifiers and codes. Ours never change: what is kept by them elsewhere has to be found again. */
export const systems = {
  /** UK Core: the slice `nhsNumber` of UKCore-Patient has it. */
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  /** What the NHS knows an organisation by: trusts, commissioners, councils, practices, and many providers. */
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  /** An identifier of ours, as `urn:uuid:`. */
  uri: 'urn:ietf:rfc3986',
  /** What is read out over the telephone. */
  caseReference: 'urn:recovery-budgets:case-reference',
  /** The `sub` of the token of somebody on a team. */
  account: 'urn:recovery-budgets:account',
  /** The codes of problems, which are the last part of `/problems/{code}`. */
  problem: 'urn:recovery-budgets:problem',
} as const

/** An identifier of the service’s own, which every record has. */
export const ownIdentifier = (id: string): Identifier => ({ system: systems.uri, value: `urn:uuid:${id}` })

/** ODS codes, by the organisations that have one. */
export type OdsCodes = ReadonlyMap<string, string>

/** An organisation by its identifier, which is its ODS code where it has one: the facade has none to read. */
export function organisationBy(id: string, odsCodes: OdsCodes): Reference<Organization> {
  const value = odsCodes.get(id)
  return {
    type: 'Organization',
    identifier: value === undefined ? ownIdentifier(id) : { system: systems.odsCode, value },
  }
}

/** A person by their record here. */
export const patientBy = (personId: string): Reference<Patient> => ({
  reference: `Patient/${personId}`,
  type: 'Patient',
})

const ukCore = new Set(['CarePlan', 'CareTeam', 'Consent', 'DocumentReference', 'Patient', 'ServiceRequest'])

/** The profile of UK Core that a kind of resource keeps to, as `field`; nothing where UK Core has none, since FHIR has no empty lists. */
export const profiledAs = <Field extends string>(field: Field, type: string) =>
  ukCore.has(type)
    ? ({ [field]: [`https://fhir.hl7.org.uk/StructureDefinition/UKCore-${type}`] } as Record<Field, string[]>)
    : {}

/** When a resource last changed, and which profile it keeps to. */
export const metaOf = (type: string, changedAt: Date): Meta => ({
  lastUpdated: changedAt.toISOString(),
  ...profiledAs('profile', type),
})
