import type { Delegation } from '../../src/delegations/schemas.ts'
import { hear } from '../panel-meetings/acts.ts'
import { type Journey, journeyTo } from './journey.ts'
import { aReason } from './pathway-builders.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'
import { sweep } from './sweep.ts'

/**
 * What comes beside a plan's way to its decision, by the names of the contract's path parameters: a delegate, a conflict of interest
 * that is declared, time that a broker spent, a decision that comes late and is passed up, and one that is appealed.
 */
export async function signOffRoad(service: Service): Promise<Record<string, string>> {
  const late = await journeyTo(service, 'plan-signed')
  const drafted = await journeyTo(service, 'plan-drafted')
  const panelMeetingId = await votedOn(await journeyTo(service, 'plan-signed'))
  await declare(drafted)
  const ofDrafted = `/v1/cases/${drafted.ids.caseId}`
  await drafted.person.post(`${ofDrafted}/pauses`, { until: service.clock.today(), words: null })
  await drafted.person.post(`${ofDrafted}/resumption`)
  await drafted.broker.post(`/v1/cases/${drafted.ids.caseId}/brokerage-time`, {
    task: 'planning',
    minutes: 90,
    workedOn: service.clock.today(),
  })
  const now = service.clock.now().toISOString()
  service.clock.advance({ days: 60 })
  await sweep(service)
  service.clock.set(now)
  const from = service.clock.today()
  const delegation = await late.officer.post<Delegation>('/v1/delegations', {
    holderId: 'the-care-coordinator',
    holderName: 'Quillon care coordinator',
    tierRole: 'care-coordinator',
    organisationId: tenants.QYG.trustId,
    delegateId: 'the-delegate',
    delegateName: 'Quillon Delegate',
    from,
    until: from,
  })
  const { supportPlanId, contentHash } = late.ids
  const body = { outcome: 'refused', contentHash, reasons: [aReason] }
  const decided = await late.teamManager.post<{ decision: { id: string } }>(
    `/v1/support-plans/${supportPlanId}/decision`,
    body,
  )
  const path = `/v1/decisions/${decided.ok.decision.id}/appeals`
  const appeal = await late.person.post<{ id: string }>(path, { words: 'Nobody asked me about my nights.' })
  const colleague = { actorId: 'a-colleague', organisationId: tenants.QYG.trustId, name: 'Quillon Colleague' }
  const member = await late.teamManager.post<{ id: string }>('/v1/staff-members', colleague)
  return { panelMeetingId, staffMemberId: member.ok.id, delegationId: delegation.ok.id, appealId: appeal.ok.id }
}

/** A plan that two tiers passed up, and on which a member of the meeting has voted. */
async function votedOn(journey: Journey): Promise<string> {
  const { careCoordinator, teamManager, service } = journey
  const { supportPlanId, contentHash } = journey.ids
  const path = `/v1/support-plans/${supportPlanId}`
  for (const client of [careCoordinator, teamManager])
    await client.post(`${path}/escalations`, { because: 'not-comfortable', contentHash })
  const meetingId = await hear(journey)
  await service.as('mdt-member').post(`${path}/votes`, { agrees: true, contentHash, reasons: [] })
  return meetingId
}

function declare(journey: Journey) {
  return journey.broker.post(`/v1/support-plans/${journey.ids.supportPlanId}/conflicts-of-interest`, {
    words: 'The shop is my brother’s.',
  })
}
