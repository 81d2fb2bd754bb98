import type { Decision } from '../../src/decisions/schemas.ts'
import type { Answer, Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { accepted, aReason } from '../support/road-builders.ts'
import type { Service } from '../support/service.ts'

export const reason = {
  ...aReason,
  line: 'drum-kit',
  signpost: 'The music room of the recovery college is free.',
}

export const decideInterest = (the: Journey, body: object = accepted) =>
  the.officer.post<{ decision: Decision }>(`/v1/expressions-of-interest/${the.ids.expressionId}/decision`, body)

export const decidePlan = (the: Journey, outcome: string, more: object = {}, client: Client = the.careCoordinator) =>
  client.post<{ decision: Decision }>(`/v1/support-plans/${the.ids.supportPlanId}/decision`, {
    outcome,
    contentHash: the.ids.contentHash,
    reasons: outcome === 'agreed' ? [] : [reason],
    ...more,
  })

export const letterOf = (client: Client, decisionId: string, query = ''): Promise<Answer<string>> =>
  client.get<string>(`/v1/decisions/${decisionId}/letter${query}`)

/** A journey that comes to a decision, and the letter about it. */
export async function planRefused(
  service: Service,
): Promise<{ the: Journey; decision: Decision; letter: Answer<string> }> {
  const the = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(the, 'refused')).ok
  return { the, decision, letter: await letterOf(the.person, decision.id) }
}
