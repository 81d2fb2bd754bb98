import { addBroker, unbrokered } from '../brokerage/acts.ts'
import { ownScheme } from './policy.ts'
import type { Service } from './service.ts'

/** What comes to be around the brokers of a person, and the identifiers of what there is of it. */
export async function brokerageRoad(service: Service): Promise<Record<string, string>> {
  const { schemeId } = await ownScheme(service, 'merseyside-one-off', { mostMinutes: 300, beyond: 'by-agreement' })
  const journey = await unbrokered(service, schemeId)
  void (await addBroker(journey)).ok
  const more = { minutes: 60, because: 'The first broker left.' }
  void (await journey.officer.post(`/v1/cases/${journey.ids.caseId}/brokerage-extensions`, more)).ok
  return {}
}
