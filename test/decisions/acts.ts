import type { Decision } from '../../src/decisions/schemas.ts'
import type { Answer, Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { accepted, aReason } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export const reason = {
  ...aReason,
  line: 'drum-kit',
  signpost: 'The music room of the recovery college is free.',
}

export const decideInterest = (journey: Journey, body: object = accepted) =>
  journey.officer.post<{ decision: Decision }>(`/v1/expressions-of-interest/${journey.ids.expressionId}/decision`, body)

export const decidePlan = (
  journey: Journey,
  outcome: string,
  more: object = {},
  client: Client = journey.careCoordinator,
) =>
  client.post<{ decision: Decision }>(`/v1/support-plans/${journey.ids.supportPlanId}/decision`, {
    outcome,
    contentHash: journey.ids.contentHash,
    reasons: outcome === 'agreed' ? [] : [reason],
    ...more,
  })

export const letterOf = (client: Client, decisionId: string, query = ''): Promise<Answer<string>> =>
  client.get<string>(`/v1/decisions/${decisionId}/letter${query}`)

/** A journey that comes to a decision, and the letter about it. */
export async function planRefused(
  service: Service,
): Promise<{ journey: Journey; decision: Decision; letter: Answer<string> }> {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  return { journey, decision, letter: await letterOf(journey.person, decision.id) }
}
