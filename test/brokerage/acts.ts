import type { Static } from '@sinclair/typebox'
import type { BrokerageBalance, BrokerageTimeRecorded } from '../../src/brokerage/schemas.ts'
import { aCase, aConsent, aMember } from '../support/builders.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import type { Service } from '../support/service.ts'

/** Counts time on the case as its broker, or as another. */
export const countTime = (
  { ids, service, broker }: Journey,
  minutes: number,
  client: Client = broker,
  options?: RequestOptions,
) =>
  client.post<Static<typeof BrokerageTimeRecorded>>(
    `/v1/cases/${ids.caseId}/brokerage-time`,
    { task: 'planning', minutes, workedOn: service.clock.today() },
    options,
  )

export const balanceOf = async ({ ids, person }: Journey) =>
  (await person.get<Static<typeof BrokerageBalance>>(`/v1/cases/${ids.caseId}/brokerage-balance`)).ok

/** A person with a case under a scheme, who shares with the brokerage organisation and has no broker yet. */
export async function unbrokered(service: Service, schemeId?: string): Promise<Journey> {
  const journey = await journeyTo(service, 'person-registered')
  const { careCoordinator, person, ids } = journey
  const opened = await careCoordinator.post<{ id: string }>(
    '/v1/cases',
    aCase(ids.personId, schemeId === undefined ? {} : { schemeId }),
  )
  Object.assign(ids, { caseId: opened.ok.id })
  void (await person.post(`/v1/people/${ids.personId}/consents`, aConsent())).ok
  return journey
}

/** Adds somebody to the team as a broker, by the care coordinator or another. */
export const addBroker = (
  { ids, careCoordinator }: Journey,
  more: Parameters<typeof aMember>[0] = {},
  client: Client = careCoordinator,
) => client.post<{ id: string }>(`/v1/cases/${ids.caseId}/members`, aMember(more))
