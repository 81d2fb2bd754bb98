import type { SpendingQuestion } from '../../src/spending-questions/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import type { Service } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

interface Questions {
  readonly items: SpendingQuestion[]
  readonly nextCursor: string | null
}

export const look = (service: Service) => doOnce(service, 'spending-questions')

export const questionsOf = async ({ ids, person }: Pick<Journey, 'ids' | 'person'>, client: Client = person) =>
  (await client.get<Questions>(`/v1/cases/${ids.caseId}/spending-questions`)).ok.items

export const openFor = async (client: Client, query = '') =>
  (await client.get<Questions>(`/v1/spending-questions${query}`)).ok

export const say = (client: Client, id: string, more: object = {}) =>
  client.post<SpendingQuestion>(`/v1/spending-questions/${id}/answer`, { words: 'The class was full.', ...more })

/** Six weeks in which nothing is bought, and the look after them. */
export async function quietWeeks(service: Service): Promise<void> {
  service.clock.advance({ days: 42 })
  await look(service)
}
