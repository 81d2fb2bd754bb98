import type { Appeal } from '../../src/appeals/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { Client } from '../support/client.ts'
import { type Journey, type JourneyOptions, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export interface Against {
  readonly journey: Journey
  readonly decisionId: string
}
export const words = { words: 'Nobody asked me about my nights.' }

/** A case whose expression of interest was declined by the usual officer. */
export async function declinedInterest(service: Service): Promise<Against> {
  const journey = await journeyTo(service, 'expression-submitted')
  const body = { outcome: 'declined', reasons: [aReason] }
  const answer = await journey.officer.post<{ decision: Decision }>(
    `/v1/expressions-of-interest/${journey.ids.expressionId}/decision`,
    body,
  )
  return { journey, decisionId: answer.ok.decision.id }
}

/** A case whose signed plan was refused, by the care coordinator unless the test says otherwise. */
export async function refusedPlan(
  service: Service,
  { by, ...options }: JourneyOptions & { by?: Client } = {},
): Promise<Against> {
  const journey = await journeyTo(service, 'plan-signed', options)
  const body = { outcome: 'refused', contentHash: journey.ids.contentHash, reasons: [aReason] }
  const answer = await (by ?? journey.careCoordinator).post<{ decision: Decision }>(
    `/v1/support-plans/${journey.ids.supportPlanId}/decision`,
    body,
  )
  return { journey, decisionId: answer.ok.decision.id }
}

export const lodge = (client: Client, decisionId: string, more: object = {}) =>
  client.post<Appeal>(`/v1/decisions/${decisionId}/appeals`, { ...words, ...more })
export const decide = (client: Client, appealId: string, outcome: string, reasons: object[] = [aReason]) =>
  client.post<{ appeal: Appeal; decision: Decision }>(`/v1/appeals/${appealId}/decision`, { outcome, reasons })
export const caseOf = async (journey: Journey) =>
  (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
