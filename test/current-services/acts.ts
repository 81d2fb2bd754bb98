import type { CurrentService } from '../../src/current-services/schemas.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Answer, Client } from '../support/client.ts'

/** Changes a service under the status and version that it has, where the change names none; who does not see it asks all the same. */
export async function change(
  client: Client,
  id: string,
  patch: object,
  ifMatch?: string,
): Promise<Answer<CurrentService>> {
  const path = `/v1/current-services/${id}`
  const now = await client.get<CurrentService>(path)
  const [status, version] = now.status === 200 ? [now.ok.status, now.etag] : ['kept', '"1"']
  const body = { status, ...patch, ...recorded(client, patch) }
  return client.patch<CurrentService>(path, body, { ifMatch: ifMatch ?? version })
}

/** What the care coordinator records for the person says how it is known. */
function recorded({ actor }: Client, patch: { personAgreement?: { on: string; words: string | null } | null }) {
  const { personAgreement: given } = patch
  if (!given || given.words === null || !actor?.roles?.includes('care-coordinator')) return {}
  return { personAgreement: { ...given, saidFor: aSaidFor({ saidOn: given.on }) } }
}
