import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { Answer, Client } from '../support/client.ts'

/** Changes a service under the status that it has, where the change names none. */
export async function change(
  client: Client,
  id: string,
  patch: object,
  ifMatch?: string,
): Promise<Answer<CurrentService>> {
  const path = `/v1/current-services/${id}`
  const now = await client.get<CurrentService>(path)
  const { status } = now.status === 200 ? now.ok : { status: 'kept' }
  return client.patch<CurrentService>(path, { status, ...patch }, { ifMatch: ifMatch ?? now.etag })
}
