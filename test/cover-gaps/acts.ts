import type { OpenedCoverGap } from '../../src/crisis-contingencies/cover-gap-schemas.ts'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import { change as changeService } from '../current-services/acts.ts'
import { change, decide, sign, withinLimit } from '../sign-off/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aCurrentService } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export const everyDay = [1, 2, 3, 4, 5, 6, 7]
export const nights = [{ days: everyDay, from: '20:00', to: '08:00' }]
export const evenings = [{ days: everyDay, from: '20:00', to: '23:00' }]

/** A plan that is signed, and whose worst times a registered night team covers. */
export async function signed(service: Service, more: { gapsAccepted?: string } = {}) {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  const registered = aCurrentService({ relationshipWith: null, kind: 'nhs-crisis', title: 'Night team', hours: nights })
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  const team = (await journey.person.post<CurrentService>(path, registered)).ok
  const source = { kind: 'kept-crisis-line' as const, name: 'Night team', contact: '0151 496 0001', line: null }
  const cover = [{ ...source, service: team.id, windows: nights }]
  await change(journey, { crisisContingency: aCrisisContingency({ cover, worstTimes: nights, ...more }) })
  await journey.on('plan-submitted')
  for (const [client, role] of [
    [journey.broker, 'broker'],
    [journey.person, 'person'],
    [journey.careCoordinator, 'care-coordinator'],
  ] as const)
    await sign(journey, client, role)
  return { journey, team }
}

/** The night team can be reached at these hours from now on. */
export const reach = (journey: Journey, { id }: CurrentService, hours: typeof nights) =>
  changeService(journey.careCoordinator, id, { hours, statusReason: 'The team has fewer nurses.' })
export const narrow = (journey: Journey, team: CurrentService) => reach(journey, team, evenings)

export const gapsOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: OpenedCoverGap[] }>(`/v1/cases/${ids.caseId}/cover-gaps`)).ok.items

/** The plan is agreed, and then the night team has fewer hours. */
export async function gapOpened(service: Service) {
  const { journey, team } = await signed(service)
  if ((await decide(journey, journey.careCoordinator)).status !== 201) throw new Error('the plan was not agreed')
  await narrow(journey, team)
  const [gap] = await gapsOf(journey)
  if (!gap) throw new Error('no gap was opened')
  return { journey, team, gap }
}

export const because = 'My neighbour sleeps here on those nights.'
export const accept = (id: string, client: Client, more: object = {}) =>
  client.post<OpenedCoverGap>(`/v1/cover-gaps/${id}/acceptance`, { because, ...more })
export const decideOnGap = (id: string, client: Client) =>
  client.post<OpenedCoverGap>(`/v1/cover-gaps/${id}/decision`, { because: 'The duty team rings at midnight.' })
