import { unknownId } from './builders.ts'
import { type Journey, journeyTo } from './journey.ts'
import { aCurrentService, anInformationRequest, aPurchase } from './pathway-builders.ts'
import { policyRoad } from './policy.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'
import { signOffRoad } from './sign-off-pathway.ts'

/** Walks the whole pathway, and gives the identifiers by the names of the contract's path parameters. */
export async function walk(service: Service): Promise<{ journey: Journey; ids: Record<string, string> }> {
  const asked = await journeyTo(service, 'expression-submitted')
  const path = `/v1/expressions-of-interest/${asked.ids.expressionId}/information-requests`
  const request = await asked.officer.post<{ informationRequests: { id: string }[] }>(path, anInformationRequest())
  const journey = await journeyTo(service, 'review-done')
  // A second purchase that is like the first is marked.
  const boughtOn = service.clock.today()
  await journey.broker.post(`/v1/plan-lines/${journey.ids.planLineId}/purchases`, aPurchase({ boughtOn }))
  const current = await journey.person.post<{ id: string }>(
    `/v1/cases/${journey.ids.caseId}/current-services`,
    aCurrentService(),
  )
  const ids: Record<string, string> = {
    ...journey.known,
    informationRequestId: request.ok.informationRequests[0]?.id ?? '',
    currentServiceId: current.ok.id,
    code: 'wrong-state',
    machineClientId: tenants.QYG.machineClientId,
    ...(await policyRoad(service)),
    ...(await signOffRoad(service)),
  }
  return { journey, ids }
}

/** Walks the whole pathway and then reads everything on it, so that every operation that reads was asked once. */
export async function tour(service: Service): Promise<{ journey: Journey; ids: Record<string, string> }> {
  const { journey, ids } = await walk(service)
  for (const operation of service.contract.operations) {
    if (operation.method !== 'GET') continue
    const filled = fillPath(operation.path, ids)
    for (const who of ['commissioner-officer', 'care-coordinator', 'broker', 'machine'] as const)
      await service.as(who).get(filled)
    if (operation.parameters.some((parameter) => parameter.name === 'cursor'))
      await service.as('care-coordinator').get(`${filled}?cursor=${Buffer.from(unknownId()).toString('base64url')}`)
  }
  return { journey, ids }
}

/** The path with its parameters filled in; throws for one that the pathway does not bring forth. */
export function fillPath(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined)
      throw new Error(`no step of the pathway makes a ${name}: add it to test/support/pathway-steps.ts`)
    return id
  })
}

export const tenantScopes = {
  ours: { commissionerId: tenants.QYG.commissionerId, actorId: 'the-care-coordinator' },
  theirs: { commissionerId: tenants.QOP.commissionerId, actorId: 'the-care-coordinator' },
}
