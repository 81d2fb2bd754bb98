import { daysAfter, londonDate } from '../../src/shared/dates.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import type { OwnProcess } from '../support/own-process.ts'
import { aCrisisContingency, aPlan } from '../support/pathway-builders.ts'
import { toDisclosure } from '../support/sandbox-pathway.ts'

/** A case of the sandbox whose agreed plan has a crisis tier. */
export async function crisisAgreed(service: OwnProcess): Promise<string> {
  const { caseId } = await toDisclosure(service, {
    scheme: 'lambeth-integrated',
    inputs: { method: 'required-services', services: [{ service: 'social-care-day', units: 33 }] },
  })
  const today = londonDate(new Date())
  if (!daily.schedule) throw new Error('the line has a schedule')
  const schedule = { ...daily.schedule, from: today, until: daysAfter(today, 69) }
  const body = aPlan(undefined, {
    lines: [{ ...daily, schedule }],
    crisisContingency: aCrisisContingency({ tiers: [aTier()] }),
  })
  const [broker, person] = [service.as('broker'), service.as('person')]
  const drafted = (await broker.post<SupportPlan>(`/v1/cases/${caseId}/support-plans`, body)).ok
  const { contentHash } = (await broker.post<SupportPlan>(`/v1/support-plans/${drafted.id}/submission`)).ok
  const route = await person.get<{ signatures: { caseRole: string }[] }>(
    `/v1/support-plans/${drafted.id}/sign-off-route`,
  )
  for (const { caseRole } of route.ok.signatures) {
    const sign = { caseRole, how: 'online', contentHash }
    void (await service.as(caseRole).post(`/v1/support-plans/${drafted.id}/signatures`, sign)).ok
  }
  const { tier } = (await broker.get<SupportPlan>(`/v1/support-plans/${drafted.id}`)).ok
  const decided = { outcome: 'agreed', contentHash, reasons: [] }
  void (await service.as(tier ?? '').post(`/v1/support-plans/${drafted.id}/decision`, decided)).ok
  return caseId
}
