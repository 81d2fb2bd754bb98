import type { Static } from '@sinclair/typebox'
import type { CrisisEpisode, CrisisMeans } from '../../src/crisis-episodes/schemas.ts'
import type { CrisisTier } from '../../src/rules/planning/crisis-tiers.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlan } from '../support/pathway-builders.ts'
import { decision, signedPlan, toldBudget } from '../support/scheme-pathway.ts'
import type { Service } from '../support/service.ts'

/** A person whose plan has a crisis tier, drafted and not yet sent. */
export async function planned(service: Service, tiers: CrisisTier[] = [aTier()], lines = [daily]) {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 33 }] })
  const plan = aPlan(undefined, { lines, crisisContingency: aCrisisContingency({ tiers }) })
  const drafted = (await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, plan)).ok
  return { journey, drafted }
}

/** A person whose plan with a crisis tier is agreed. */
export async function agreed(service: Service, tiers?: CrisisTier[], lines?: (typeof daily)[]): Promise<Journey> {
  const { journey, drafted } = await planned(service, tiers, lines)
  const plan = (await journey.broker.post<SupportPlan>(`/v1/support-plans/${drafted.id}/submission`)).ok
  const route = (await journey.person.get<never>(`/v1/support-plans/${plan.id}/sign-off-route`)).ok
  const { tier, ...signed } = await signedPlan(journey, { plan, route })
  const decider = tier === 'care-coordinator' ? journey.careCoordinator : journey.teamManager
  const answer = await decision(decider, { ...signed, tier })
  if (answer.status !== 201) throw new Error(`the plan was not agreed: ${answer.problem.code}`)
  return journey
}

export const declare = (
  journey: Journey,
  body: { tier?: string; days?: number } = {},
  client: Client = journey.person,
  options?: RequestOptions,
) =>
  client.post<CrisisEpisode>(`/v1/cases/${journey.ids.caseId}/crisis-episodes`, { tier: 'bad-patch', ...body }, options)

export const standDown = (journey: Journey, id: string, client: Client = journey.person) =>
  client.post<CrisisEpisode>(`/v1/crisis-episodes/${id}/stand-down`)

export const meansOf = async (journey: Journey, client: Client = journey.person) =>
  (await client.get<Static<typeof CrisisMeans>>(`/v1/cases/${journey.ids.caseId}/crisis-means`)).ok
