import type { PeriodEnd } from '../../src/period-ends/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { agreed } from '../crisis-episodes/acts.ts'
import type { Client } from '../support/client.ts'
import { daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { aPlan, aReviewCompletion } from '../support/pathway-builders.ts'
import { decision, signedPlan, toldBudget } from '../support/scheme-pathway.ts'
import type { Service } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

export const endPeriods = (service: Service) => doOnce(service, 'period-ends')
export const periodEnds = async (journey: Journey, client: Client = journey.person) =>
  (await client.get<{ items: PeriodEnd[] }>(`/v1/cases/${journey.ids.caseId}/period-ends`)).ok.items
export const leftOver = async (journey: Journey, client: Client = journey.officer) =>
  (await client.get<{ items: PeriodEnd[] }>('/v1/period-ends?limit=100')).ok.items.filter(
    ({ caseId }) => caseId === journey.ids.caseId,
  )

/** A plan of £980.00 whose period, a year, is over, and nothing of it was spent. */
export async function yearOver(service: Service): Promise<Journey> {
  const journey = await agreed(service)
  service.clock.set('2027-11-24T09:30:00Z')
  return journey
}

/** The same support in the year after, for the same money. */
export const nextDaily = {
  ...daily,
  schedule: {
    quantity: 7,
    unit: 'hour',
    unitPence: 1_400,
    frequency: 'weekly',
    times: null,
    from: '2027-12-01',
    until: '2028-02-08',
  },
} satisfies typeof daily

/** The budget of the next period, and a plan that is agreed under it. */
export async function nextPlan(journey: Journey, lines: (typeof daily)[], newBudget = true): Promise<void> {
  if (newBudget) {
    const reviews = await journey.careCoordinator.get<{ items: { id: string; status: string }[] }>(
      `/v1/cases/${journey.ids.caseId}/reviews`,
    )
    const due = reviews.ok.items.find(({ status }) => status === 'scheduled')
    const finding = aReviewCompletion({ finding: 'change', reasons: [] })
    void (await journey.careCoordinator.post(`/v1/reviews/${due?.id}/completion`, finding)).ok
    await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 33 }] })
  }
  const content = aPlan(undefined, { lines })
  const drafted = await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, content)
  const plan = (await journey.broker.post<SupportPlan>(`/v1/support-plans/${drafted.ok.id}/submission`)).ok
  const route = (await journey.person.get<SignOffRoute>(`/v1/support-plans/${plan.id}/sign-off-route`)).ok
  const { tier, ...signed } = await signedPlan(journey, { plan, route })
  const decider = tier === 'care-coordinator' ? journey.careCoordinator : journey.teamManager
  const answer = await decision(decider, { ...signed, tier })
  if (answer.status !== 201) throw new Error(`the plan was not agreed: ${JSON.stringify(answer.problem)}`)
}
