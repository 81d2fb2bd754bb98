import t, { type Test } from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import { hear } from '../panel-meetings/acts.ts'
import { overLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { remove } from '../support/removal.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'
import { type Against, decide, lodge, refusedPlan } from './acts.ts'

const service = await startService(t)
/** Somebody who may review by their role, whatever else they did. */
const reviewer = (sub: string) => service.as(anActor('commissioner-officer', { sub }))

/** Lodged by the person: the one does not review it, and somebody who had nothing to do with it does. */
async function notBy(t: Test, { journey, decisionId }: Against, ...subs: string[]) {
  const { id } = (await lodge(journey.person, decisionId)).ok
  for (const sub of subs)
    await refused(t, service, () => decide(reviewer(sub), id, 'upheld'), 'reviewer-not-independent', sub)
  t.equal((await decide(reviewer('somebody-else'), id, 'upheld')).status, 201)
}

t.test('403: neither the delegate who decided nor the holder in whose place they did reviews it', async (t) => {
  const delegation = {
    holderId: 'the-team-manager',
    holderName: 'Quillon team manager',
    tierRole: 'team-manager',
    organisationId: tenants.QYG.trustId,
    delegateId: 'a-delegate',
    delegateName: 'Quillon Delegate',
    from: service.clock.today(),
    until: '2026-12-31',
  }
  await service.as('commissioner-officer').post('/v1/delegations', delegation)
  const delegate = service.as(anActor('care-coordinator', { sub: 'a-delegate' }))
  const refusal = await refusedPlan(service, { ...overLimit, by: delegate })
  await notBy(t, refusal, 'a-delegate', 'the-team-manager')
})

t.test('403: neither a delegate who voted nor the member in whose place they did reviews it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const { supportPlanId, contentHash } = journey.ids
  const path = `/v1/support-plans/${supportPlanId}`
  await journey.teamManager.post(`${path}/escalations`, { because: 'not-comfortable', contentHash })
  await hear(journey)
  const delegation = {
    holderId: 'an-absent-member',
    holderName: 'Quillon Member',
    tierRole: 'mdt-member',
    organisationId: tenants.QYG.trustId,
    delegateId: 'a-voting-delegate',
    delegateName: 'Quillon Delegate',
    from: service.clock.today(),
    until: '2026-12-31',
  }
  await service.as(anActor('mdt-member', { sub: 'an-absent-member' })).post('/v1/delegations', delegation)
  const member = service.as(anActor('mdt-member', { sub: 'mdt-1' }))
  for (const client of [member, service.as(anActor('care-coordinator', { sub: 'a-voting-delegate' }))])
    await client.post(`${path}/votes`, { agrees: false, contentHash, reasons: [aReason] })
  const body = { outcome: 'refused', contentHash, reasons: [aReason] }
  const { ok } = await member.post<{ decision: Decision }>(`${path}/decision`, body)
  await notBy(t, { journey, decisionId: ok.decision.id }, 'mdt-1', 'a-voting-delegate', 'an-absent-member')
})

t.test('403: whoever declared a conflict of interest on the plan does not review what was decided on it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const declared = await journey.teamManager.post(
    `/v1/support-plans/${journey.ids.supportPlanId}/conflicts-of-interest`,
    {
      words: 'We went to school together.',
    },
  )
  t.equal(declared.status, 201)
  const body = { outcome: 'refused', contentHash: journey.ids.contentHash, reasons: [aReason] }
  const path = `/v1/support-plans/${journey.ids.supportPlanId}/decision`
  const answer = await journey.careCoordinator.post<{ decision: Decision }>(path, body)
  await notBy(t, { journey, decisionId: answer.ok.decision.id }, 'the-team-manager')
})

t.test(
  '403: nobody who is or was on the team of the case reviews it, nor who wrote or sent an earlier text',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened')
    const team = `/v1/cases/${journey.ids.caseId}/members`
    const advocate = aMember({ actorId: 'a-former-advocate', caseRole: 'advocate', organisationId: null })
    const { id } = (await journey.careCoordinator.post<{ id: string }>(team, advocate)).ok
    await remove(journey, id)
    await journey.on('plan-submitted')
    // The first broker wrote and sent it; another takes over, changes it and sends it again.
    await journey.careCoordinator.post(`${team}/${journey.ids.memberId}/departure`)
    await registerStaff(service, 'broker', 'a-second-broker')
    await journey.careCoordinator.post(team, aMember({ actorId: 'a-second-broker' }))
    const second = service.as(anActor('broker', { sub: 'a-second-broker' }))
    const path = `/v1/support-plans/${journey.ids.supportPlanId}`
    const { etag } = await second.get(path)
    const outcomes = [{ key: 'sleep', words: 'To sleep a little more.' }]
    t.equal((await second.patch(path, { outcomes }, { ifMatch: etag })).status, 200)
    const { contentHash } = (await second.post<{ contentHash: string }>(`${path}/submission`)).ok
    for (const [caseRole, client] of [
      ['broker', second],
      ['person', journey.person],
      ['care-coordinator', journey.careCoordinator],
    ] as const)
      await client.post(`${path}/signatures`, { caseRole, how: 'online', contentHash })
    const body = { outcome: 'refused', contentHash, reasons: [aReason] }
    const answer = await journey.careCoordinator.post<{ decision: Decision }>(`${path}/decision`, body)
    const refusal = { journey, decisionId: answer.ok.decision.id }
    await notBy(t, refusal, 'a-former-advocate', 'the-broker', 'a-second-broker', 'the-care-coordinator')
  },
)
