import type { SpendingCheck } from '../../src/spending-checks/schemas.ts'
import { buy } from '../spending/acts.ts'
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

/** Has somebody of the team say of who would be paid that the person chose them, as far as it is asked. */
export async function vetAll(journey: Pick<Journey, 'ids' | 'person' | 'careCoordinator'>): Promise<void> {
  for (const { id, about, outcome } of await checksOf(journey))
    if (about === 'payee' && outcome === null)
      void (
        await journey.careCoordinator.post(`/v1/spending-checks/${id}/decision`, {
          ...{ outcome: 'passed', vetting: 'person-chooses' },
          because: 'She knows what a DBS check is, and chose them.',
        })
      ).ok
}

/** Buys, and has who is paid said to be chosen by the person first, where it is asked. */
export async function buyVetted(journey: Journey, more: Parameters<typeof buy>[1] = {}) {
  const answer = await buy(journey, more)
  if (answer.status !== 409 || answer.problem.code !== 'payee-not-vetted') return answer
  await vetAll(journey)
  return buy(journey, more)
}
