import { actingOn, assessCapacity } from './acting.ts'
import { aSaidFor } from './builders.ts'
import { journeyTo } from './journey.ts'
import { aReason } from './pathway-builders.ts'
import type { Service } from './service.ts'

/** A case on which others record what the person said, and act for them: what the pathway of a person who speaks for themselves has not: also that they died. */
export async function saidForRoad(service: Service): Promise<Record<string, string>> {
  const journey = await journeyTo(service, 'plan-agreed')
  const path = `/v1/cases/${journey.ids.caseId}`
  await actingOn(journey, 'the-attorney')
  await assessCapacity(journey)
  await journey.person.post(`${path}/recorded-signing`)
  const no = { words: 'No thanks.', saidFor: aSaidFor({ saidOn: service.clock.today() }), reasons: [aReason] }
  await journey.careCoordinator.post(`${path}/withdrawal`, no)
  await journey.careCoordinator.post(`${path}/ending`, { ending: 'died', on: service.clock.today() })
  const { items } = (await journey.person.get<{ items: { id: string }[] }>(`${path}/said-for-me`)).ok
  return { saidForId: items[0]?.id ?? '' }
}
