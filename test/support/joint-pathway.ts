import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import { aCase, aConsent, aMember } from './builders.ts'
import { type Journey, journeyTo } from './journey.ts'
import { accepted, anAssessment, anExpression, interests } from './pathway-builders.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'

const { councilId, schemes } = tenants.QYG

export const withoutBudget = { entryStatus: 'without-social-care-budget' } as const

/** Somebody without a social-care budget whose expression of interest was accepted under a scheme; with their broker. */
export async function acceptedWithout(service: Service, schemeId = schemes['south-kent-coast']): Promise<Journey> {
  const journey = await journeyTo(service, 'person-registered', { scheme: 'south-kent-coast' })
  const { careCoordinator, person, officer, ids } = journey
  const opened = await careCoordinator.post<{ id: string }>(
    '/v1/cases',
    aCase(ids.personId, { schemeId, ...withoutBudget }),
  )
  Object.assign(ids, { caseId: opened.ok.id })
  const at = `/v1/cases/${ids.caseId}`
  void (await person.post(`/v1/people/${ids.personId}/consents`, aConsent())).ok
  void (await careCoordinator.post(`${at}/members`, aMember())).ok
  await person.post(`${at}/current-services/none`)
  const interest = { ...anExpression(), ...interests['south-kent-coast'], targetGroup: 'no-social-care-budget' }
  const { id } = (await person.post<{ id: string }>(`${at}/expressions-of-interest`, interest)).ok
  await person.post(`/v1/expressions-of-interest/${id}/submission`)
  await officer.post(`/v1/expressions-of-interest/${id}/decision`, accepted)
  return journey
}

/** The person agrees to share with the council, which assesses them together with the NHS and says what it pays. */
export async function jointlyAssessed(journey: Journey, socialCare: object | null = null): Promise<string> {
  const { careCoordinator, person, ids, service } = journey
  const shared = aConsent({ organisationId: councilId, purpose: 'share-for-assessment' })
  void (await person.post(`/v1/people/${ids.personId}/consents`, shared)).ok
  const begun = await careCoordinator.post<NeedsAssessment>(`/v1/cases/${ids.caseId}/needs-assessments`, anAssessment())
  const path = `/v1/needs-assessments/${begun.ok.id}`
  const found = { tookPart: ['Nadia Sample, social worker'], words: 'They need help with meals.' }
  void (await careCoordinator.post(`${path}/joint-findings`, { ...found, organisationId: councilId })).ok
  void (await service.as('local-authority-officer').post(`${path}/joint-findings`, { ...found, socialCare })).ok
  void (await careCoordinator.post(`${path}/completion`)).ok
  return begun.ok.id
}
