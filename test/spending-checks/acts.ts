import type { SpendingCheck } from '../../src/spending-checks/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

export const checksOf = async ({ ids, person }: Pick<Journey, 'ids' | 'person'>) =>
  (await person.get<{ items: SpendingCheck[] }>(`/v1/cases/${ids.caseId}/spending-checks`)).ok.items

export const decideCheck = (client: Client, id: string, outcome = 'passed') =>
  client.post<SpendingCheck>(`/v1/spending-checks/${id}/decision`, {
    outcome,
    because: 'Whiskey is her dog, and this is its lead.',
  })

export const renewCheck = (client: Client, id: string) =>
  client.post<SpendingCheck>(`/v1/spending-checks/${id}/renewal`, { because: 'Whiskey is the name of my dog.' })
