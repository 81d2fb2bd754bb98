import { withHealthElement } from './health-element.ts'
import { acceptedWithout, jointlyAssessed } from './joint-pathway.ts'
import { journeyTo } from './journey.ts'
import { enrolledCouncil } from './policy.ts'
import type { Service } from './service.ts'

/** What comes to be where a scheme adds a health element to a social-care budget, by the names of the contract's path parameters. */
export async function healthNeedRoad(service: Service): Promise<Record<string, string>> {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
  const need = await withHealthElement(journey)
  await enrolledCouncil(service, 'south-kent-coast')
  await jointlyAssessed(await acceptedWithout(service), { reference: 'SC-3', amountPence: 90_000, paysFor: 'Meals.' })
  for (const path of ['/v1/health-needs', `/v1/health-needs/${need.id}`, `/v1/health-needs/${need.id}/patient`])
    await service.as('gp').get(path)
  return { healthNeedId: need.id }
}
