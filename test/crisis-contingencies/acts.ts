import type { Static } from '@sinclair/typebox'
import type {
  CrisisContingencyInForce,
  CrisisContingencyPatch,
  WhoToCall,
} from '../../src/crisis-contingencies/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

const pathOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/crisis-contingency`

export const readContingency = (journey: Journey, client: Client = journey.person) =>
  client.get<CrisisContingencyInForce>(pathOf(journey))

/** Changes it as it stands now, or with an If-Match of the test's own. */
export async function changeContingency(
  journey: Journey,
  patch: Static<typeof CrisisContingencyPatch>,
  client: Client = journey.person,
  ifMatch?: string,
) {
  const current = ifMatch ?? (await readContingency(journey)).etag
  return client.patch<CrisisContingencyInForce>(pathOf(journey), patch, { ifMatch: current })
}

export const whoToCall = async (journey: Journey, at?: string) =>
  (
    await journey.person.get<Static<typeof WhoToCall>>(
      `/v1/cases/${journey.ids.caseId}/who-to-call${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`,
    )
  ).ok
