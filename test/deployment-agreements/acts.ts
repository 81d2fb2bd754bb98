import type { DeploymentAgreement } from '../../src/deployment-agreements/schemas.ts'
import { statementOf } from '../spending/acts.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

const at = (planLineId: string) => `/v1/plan-lines/${planLineId}/deployment-agreement`

export const lineOf = async (journey: Journey, key?: string) => {
  const { lines } = await statementOf(journey)
  return lines.find((line) => line.status === 'active' && (key === undefined || line.key === key))?.planLineId ?? ''
}

/** The agreement on the line's way, as it stands. */
export const agreementOn = (journey: Journey, planLineId: string, client: Client = journey.person) =>
  client.get<DeploymentAgreement>(at(planLineId))

/** Signs what the person reads for one of the two. */
export async function signAgreement(
  journey: Journey,
  planLineId: string,
  party: 'person' | 'commissioner',
  client: Client = party === 'person' ? journey.person : journey.officer,
  more: object = {},
) {
  const { contentHash } = (await agreementOn(journey, planLineId)).ok
  return client.post<DeploymentAgreement>(`${at(planLineId)}/signatures`, { party, contentHash, ...more })
}

/** Both sign the agreement on how the money of a line is held. */
export const agreeOn = async (journey: Journey, line?: string) => agreeOnLine(journey, await lineOf(journey, line))

/** The same of a line that is known, as one that was opened beside the plan. */
export async function agreeOnLine(journey: Journey, planLineId: string | null | undefined) {
  if (!planLineId) throw new Error('there is no line to sign for')
  await signAgreement(journey, planLineId, 'person')
  return signAgreement(journey, planLineId, 'commissioner')
}
