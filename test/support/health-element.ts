import type { HealthNeed } from '../../src/health-needs/schemas.ts'
import { aConsent } from './builders.ts'
import type { Journey } from './journey.ts'
import { aPlan, aPlanLine } from './pathway-builders.ts'
import { tenants } from './seed.ts'

const { councilId, practiceId } = tenants.QYG

/** The budget of the council's own that somebody has already. */
export const aSocialCareBudget = (more: object = {}) => ({
  organisationId: councilId,
  reference: 'SC-2026-0417',
  amountPence: 300_000,
  paysFor: 'Somebody who cooks with them, six hours a week.',
  fromOn: '2026-03-02',
  evidence: 'The council’s letter of 2 March, which they showed me.',
  ...more,
})

/** What a practice wrote that does not sign in. */
export const aLetter = (more: object = {}) => ({
  outcome: 'agreed',
  words: null,
  gpName: 'Dr Farah Anand',
  gpRole: 'GP partner',
  way: 'letter',
  on: '2026-11-24',
  documentHash: 'ab'.repeat(32),
  ...more,
})

export const theNeed = 'Panic and pain that no treatment has helped so far.'

const byCard = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
/** A plan of both elements, which the person pays by card. */
export const aPlanByCard = aPlan(undefined, {
  lines: [
    aPlanLine({ ...byCard, key: 'cooking', category: 'support', element: 'social-care', amountPence: 300_000 }),
    aPlanLine({ ...byCard, key: 'massage', category: 'therapy', element: 'health', amountPence: 139_000 }),
  ],
})

/** The person agrees to share with their GP practice, which is asked about the health need. */
export async function suggestedNeed(journey: Journey): Promise<HealthNeed> {
  const { careCoordinator, person, ids } = journey
  const consent = aConsent({ organisationId: practiceId, purpose: 'share-for-assessment' })
  void (await person.post(`/v1/people/${ids.personId}/consents`, consent)).ok
  const asked = { organisationId: practiceId, words: theNeed }
  return (await careCoordinator.post<HealthNeed>(`/v1/cases/${ids.caseId}/health-needs`, asked)).ok
}

/** The practice agrees the health need by its own sign-in. */
export async function agreedNeed(journey: Journey): Promise<HealthNeed> {
  const { id } = await suggestedNeed(journey)
  const answer = { outcome: 'agreed', words: null }
  return (await journey.service.as('gp').post<HealthNeed>(`/v1/health-needs/${id}/answer`, answer)).ok
}

/** The social-care budget is registered, and the practice has agreed the health need: an amount can be worked out. */
export async function withHealthElement(journey: Journey, more: object = {}): Promise<HealthNeed> {
  const path = `/v1/cases/${journey.ids.caseId}/social-care-budgets`
  void (await journey.careCoordinator.post(path, aSocialCareBudget(more))).ok
  return agreedNeed(journey)
}
