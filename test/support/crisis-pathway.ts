import { gapOpened } from '../cover-gaps/acts.ts'
import { changeContingency } from '../crisis-contingencies/acts.ts'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { ask, moreOf, passUp, voteOn } from '../off-plan-requests/acts.ts'
import { panelMembers } from '../sign-off/acts.ts'
import { propose } from '../surplus-recoveries/acts.ts'
import { begin, chosen, decideOnFallback } from '../take-overs/acts.ts'
import { claim, sendReceipt, withReceipt } from '../waiting-claims/acts.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'

/** A crisis that was declared and stood down, under a scheme that puts money aside. */
export async function crisisRoad(service: Service): Promise<Record<string, string>> {
  const journey = await agreed(service)
  const { id } = (await declare(journey, { days: 2 })).ok
  await standDown(journey, id)
  await changeContingency(journey, { triggers: ['Noise'] })
  const asked = { kind: 'question', words: 'Who decides?' }
  const request = await journey.person.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/person-requests`, asked)
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, {
    ...{ line: 'daily-support', deployment: 'direct-payment', instrument: 'bank-account', holderId: null },
  })
  await agreeOn(journey)
  const { items } = (
    await journey.person.post<{ items: { id: string }[] }>(`/v1/cases/${journey.ids.caseId}/line-pauses`, {
      lines: ['daily-support'],
      cause: 'asked',
      from: service.clock.today(),
      until: null,
    })
  ).ok
  const daily = { lines: [{ line: 'daily-support', amountPence: 100 }] }
  const surplusRecovery = (await propose(journey, daily)).ok
  const offPlan = (await ask(journey, moreOf('daily-support', 100))).ok
  const { gap, journey: without } = await gapOpened(service)
  const waitingClaim = (await claim(without, { cause: 'cover-gap', causeId: gap.id, ...withReceipt })).ok
  void (await sendReceipt(without.person, waitingClaim.id)).ok
  await votedOn(service)
  await service.as('commissioner-officer').post(`/v1/organisations/${tenants.QYG.brokerageId}/stops`, {
    stoppedOn: service.clock.today(),
  })
  const provided = await chosen(service, { organisationId: tenants.QYG.brokerageId, actorId: 'a-provider' })
  await decideOnFallback(provided)
  const takeOver = (await begin(provided)).ok
  return {
    surplusRecoveryId: surplusRecovery.id,
    offPlanRequestId: offPlan.id,
    waitingClaimId: waitingClaim.id,
    coverGapId: gap.id,
    takeOverId: takeOver.id,
    linePauseId: items[0]?.id ?? '',
    crisisEpisodeId: id,
    personRequestId: request.ok.id,
  }
}

/** A request on which a panel votes, of somebody else: who sits there sees the case. */
async function votedOn(service: Service): Promise<void> {
  const journey = await agreed(service)
  const { id } = (await ask(journey, moreOf('daily-support', 100))).ok
  const [, member] = panelMembers(journey)
  void (await passUp(journey.teamManager, id)).ok
  if (member) void (await voteOn(member, id)).ok
}
