import type { Identifier, Organization, Patient, Reference } from '@medplum/fhirtypes'

/** The systems of identifiers and codes. Ours never change: what is kept by them elsewhere has to be found again. */
export const systems = {
  /** UK Core: the slice `nhsNumber` of UKCore-Patient has it. */
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
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

/** An organisation by its identifier: the facade has none to read. */
export const organisationBy = (id: string): Reference<Organization> => ({
  type: 'Organization',
  identifier: ownIdentifier(id),
})

/** A person by their record here. */
export const patientBy = (personId: string): Reference<Patient> => ({
  reference: `Patient/${personId}`,
  type: 'Patient',
})
