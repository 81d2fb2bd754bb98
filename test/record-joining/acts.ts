import type { LikelyDouble } from '../../src/people/schemas.ts'
import { anActor } from '../support/actors.ts'
import type { Service } from '../support/service.ts'

/** Two officers of the commissioner, who are two humans. */
const officersOf = (service: Service) =>
  [
    service.as('commissioner-officer'),
    service.as(anActor('commissioner-officer', { sub: 'a-second-officer' })),
  ] as const

/** Two officers say of a likely double that its records are of one person; gives what the second was answered. */
export async function confirmJoined(service: Service, likelyDoubleId: string, goesOnId: string) {
  const [officer, second] = officersOf(service)
  await officer.post(`/v1/likely-doubles/${likelyDoubleId}/joining`, { goesOnId })
  return second.post<LikelyDouble>(`/v1/likely-doubles/${likelyDoubleId}/joining/confirmation`, { goesOnId })
}

/** Two officers say of a likely double that its records are of two people. */
export async function confirmDifferent(service: Service, likelyDoubleId: string) {
  const [officer, second] = officersOf(service)
  await officer.post(`/v1/likely-doubles/${likelyDoubleId}/difference`)
  return second.post<LikelyDouble>(`/v1/likely-doubles/${likelyDoubleId}/difference/confirmation`)
}

/** An officer says of two records that they may be of one person. */
export async function reportDouble(service: Service, personId: string, otherPersonId: string): Promise<string> {
  const [officer] = officersOf(service)
  return (await officer.post<LikelyDouble>('/v1/likely-doubles', { personId, otherPersonId })).ok.id
}
