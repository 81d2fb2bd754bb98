import t from 'tap'
import type { AppealDecided } from '../../src/appeals/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { hear } from '../panel-meetings/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { aCase } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { accepted, anExpression, aPlan, aReason, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
type Decided = typeof AppealDecided.static
const secondOfficer = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
const manager = service.as(anActor('team-manager', { sub: 'a-reviewing-manager' }))

async function refuse(journey: Journey, client: Client, outcome = 'refused', more: object = {}): Promise<string> {
  const { supportPlanId, contentHash } = journey.ids
  const body = { outcome, contentHash, reasons: [aReason], ...more }
  const path = `/v1/support-plans/${supportPlanId}/decision`
  return (await client.post<{ decision: Decision }>(path, body)).ok.decision.id
}
const lodge = async (journey: Journey, decisionId: string) =>
  (await journey.person.post<{ id: string }>(`/v1/decisions/${decisionId}/appeals`, { words: 'Nobody asked me.' })).ok
    .id
const lodgeAgain = (journey: Journey, decisionId: string) =>
  journey.person.post(`/v1/decisions/${decisionId}/appeals`, { words: 'Once more.' })
const decide = (client: Client, appealId: string, outcome: string, more: object = {}) =>
  client.post<Decided>(`/v1/appeals/${appealId}/decision`, {
    outcome,
    reasons: outcome === 'overturned' ? [] : [aReason],
    ...more,
  })
const planOf = async (journey: Journey, id = journey.ids.supportPlanId) =>
  (await journey.person.get<SupportPlan>(`/v1/support-plans/${id}`)).ok
const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
const begin = async (journey: Journey, wish = journey.wish) =>
  (await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan(wish))).ok

/** Takes a plan that was begun through its signatures to an agreement. */
async function agree(journey: Journey, plan: SupportPlan): Promise<void> {
  const { contentHash } = (await journey.broker.post<SupportPlan>(`/v1/support-plans/${plan.id}/submission`)).ok
  const signers = { broker: journey.broker, person: journey.person, 'care-coordinator': journey.careCoordinator }
  for (const [caseRole, signer] of Object.entries(signers))
    await signer.post(`/v1/support-plans/${plan.id}/signatures`, { caseRole, how: 'online', contentHash })
  const body = { outcome: 'agreed', contentHash, reasons: [] }
  await journey.careCoordinator.post(`/v1/support-plans/${plan.id}/decision`, body)
}

t.test('overturned beside a newer plan: the budget is opened once, whichever plan came first', async (t) => {
  const draft = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const first = await lodge(draft, await refuse(draft, draft.careCoordinator))
  const begun = await begin(draft)
  t.equal((await decide(draft.officer, first, 'overturned')).status, 201)
  t.match(await planOf(draft), { status: 'agreed' })
  t.match(await planOf(draft, begun.id), { status: 'superseded' }, 'what was begun meanwhile gives way')
  await refused(t, service, () => draft.broker.post(`/v1/support-plans/${begun.id}/submission`), 'wrong-state')

  const agreed = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const second = await lodge(agreed, await refuse(agreed, agreed.careCoordinator))
  const newer = await begin(agreed)
  await agree(agreed, newer)
  t.match(await statementOf(agreed), { availablePence: 40_000 })
  t.equal((await decide(agreed.officer, second, 'overturned')).status, 201)
  t.match(await planOf(agreed, newer.id), { status: 'superseded' }, 'what was agreed meanwhile gives way')
  t.match(await statementOf(agreed), { availablePence: 40_000, releasedPence: 40_000 })
})

t.test('409: what was spent since is gone, so the whole of an older plan is not agreed to on top', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const appeal = await lodge(journey, await refuse(journey, journey.careCoordinator))
  await agree(journey, await begin(journey))
  const line = (await statementOf(journey)).lines[0]?.planLineId
  await agreeOnLine(journey, line)
  const bought = { amountPence: 100, payee: 'A shop', bought: 'Sticks', boughtOn: service.clock.today() }
  await journey.broker.post(`/v1/plan-lines/${line}/purchases`, { ...bought, instrument: 'broker-held-card' })
  const { detail } = await refused(t, service, () => decide(journey.officer, appeal, 'overturned'), 'wrong-state')
  t.match(detail, /the indicative budget has £399.00 left: vary/)
  t.equal((await decide(journey.officer, appeal, 'varied')).status, 201)
  t.match(await planOf(journey), { status: 'returned' })
})

t.test('varied beside a plan that is on its way: that plan goes on, with the reasons on record', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const appeal = await lodge(journey, await refuse(journey, journey.careCoordinator))
  const newer = await begin(journey)
  t.equal((await decide(journey.officer, appeal, 'varied')).status, 201)
  t.match([await planOf(journey), await planOf(journey, newer.id)], [{ status: 'refused' }, { status: 'draft' }])
})

t.test('varied on a part: what was agreed goes on, and a changed plan is asked for', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const lines = [
    { line: 'drum-kit', outcome: 'agreed' },
    { line: 'mattress', outcome: 'refused' },
  ]
  const decision = await refuse(journey, journey.careCoordinator, 'agreed-in-part', {
    lines,
    reasons: [{ ...aReason, line: 'mattress' }],
  })
  t.equal((await decide(journey.officer, await lodge(journey, decision), 'varied')).status, 201)
  t.match(await caseOf(journey), { step: 'plan-to-change', waitingFor: ['broker'] })
  t.match(await planOf(journey), { status: 'agreed', agreedPence: 25_000 })
  t.match(await begin(journey, aWish(15_000)), { status: 'draft' })
})

t.test(
  'an appeal against what was decided before does not agree to a plan that has gone on; varied asks for a changed one',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
    const appeal = await lodge(journey, await refuse(journey, journey.careCoordinator, 'returned'))
    const { etag } = await journey.broker.get(`/v1/support-plans/${journey.ids.supportPlanId}`)
    const { lines } = aPlan(aWish(39_000))
    const path = `/v1/support-plans/${journey.ids.supportPlanId}`
    await agree(journey, (await journey.broker.patch<SupportPlan>(path, { lines }, { ifMatch: etag })).ok)
    t.match(await planOf(journey), { status: 'agreed', agreedPence: 39_000 })
    await refused(t, service, () => decide(journey.officer, appeal, 'overturned'), 'wrong-state')
    t.equal((await decide(journey.officer, appeal, 'varied')).status, 201)
    t.match(await planOf(journey), { status: 'agreed', agreedPence: 39_000 })
    t.match(await caseOf(journey), { step: 'plan-to-change' })
  },
)

t.test('varied while the plan is on its way again: it goes on, with the reasons on record', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const appeal = await lodge(journey, await refuse(journey, journey.careCoordinator, 'returned'))
  const { etag } = await journey.broker.get(`/v1/support-plans/${journey.ids.supportPlanId}`)
  const outcomes = [{ key: 'sleep', words: 'To sleep.' }]
  await journey.broker.patch(`/v1/support-plans/${journey.ids.supportPlanId}`, { outcomes }, { ifMatch: etag })
  t.equal((await decide(journey.officer, appeal, 'varied')).status, 201)
  t.match([await planOf(journey), await caseOf(journey)], [{ status: 'draft' }, { step: 'plan-drafted' }])
})

t.test(
  'won after saying no: the case is open again, and a newer one that is past its interest goes on instead',
  async (t) => {
    const withdraw = (journey: Journey) =>
      journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
    const open = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
    const refusal = await refuse(open, open.careCoordinator)
    await withdraw(open)
    t.equal((await decide(open.officer, await lodge(open, refusal), 'overturned')).status, 201)
    t.match([await planOf(open), await caseOf(open)], [{ status: 'agreed' }, { step: 'plan-agreed', endedAt: null }])
    await refused(t, service, () => lodgeAgain(open, refusal), 'decision-not-adverse', 'it was won')

    const anew = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
    const second = await refuse(anew, anew.careCoordinator)
    await withdraw(anew)
    const newer = await anew.careCoordinator.post<CaseView>(
      '/v1/cases',
      aCase(anew.ids.personId, { schemeId: anew.ids.schemeId }),
    )
    const interest = await anew.person.post<{ id: string }>(
      `/v1/cases/${newer.ok.id}/expressions-of-interest`,
      anExpression(),
    )
    await anew.person.post(`/v1/expressions-of-interest/${interest.ok.id}/submission`)
    await anew.officer.post(`/v1/expressions-of-interest/${interest.ok.id}/decision`, accepted)
    const { decision } = (await decide(anew.officer, await lodge(anew, second), 'overturned')).ok
    t.match([await planOf(anew), await caseOf(anew)], [{ status: 'refused' }, { step: 'case-withdrawn' }])
    t.match((await letterOf(anew.person, decision.id)).ok, /You have since started a new application/)
  },
)

t.test('a part won after the end of the budget opens it again', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const lines = [
    { line: 'drum-kit', outcome: 'agreed' },
    { line: 'mattress', outcome: 'refused' },
  ]
  const reasons = [{ ...aReason, line: 'mattress' }]
  const decision = await refuse(journey, journey.careCoordinator, 'agreed-in-part', { lines, reasons })
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  t.equal((await decide(journey.officer, await lodge(journey, decision), 'overturned')).status, 201)
  t.match(await caseOf(journey), { step: 'plan-agreed', endedAt: null })
  t.match(await statementOf(journey), { availablePence: 40_000 })
})

t.test(
  '403: a manager overturns no more than they may decide alone; the commissioner, of whom every limit comes, may',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', { wish: aWish(60_001) })
    const { supportPlanId, contentHash } = journey.ids
    const up = { because: 'not-comfortable', contentHash }
    const tier = (await planOf(journey)).tier
    t.equal(tier, 'team-manager')
    const limit = (
      await journey.officer.get<{ rules: { tiers: { tier: string; limitPence: number }[] } }>(
        `/v1/schemes/${journey.ids.schemeId}`,
      )
    ).ok.rules.tiers.find((one) => one.tier === 'team-manager')?.limitPence
    t.ok(limit && limit >= 60_001, 'within what a team manager may decide')
    await journey.teamManager.post(`/v1/support-plans/${supportPlanId}/escalations`, up)
    await hear(journey)
    for (const sub of ['mdt-a', 'mdt-b']) {
      const body = { agrees: false, contentHash, reasons: [aReason] }
      await service.as(anActor('mdt-member', { sub })).post(`/v1/support-plans/${supportPlanId}/votes`, body)
    }
    const decision = await refuse(journey, service.as(anActor('mdt-member', { sub: 'mdt-a' })))
    const appeal = await lodge(journey, decision)
    t.equal((await decide(manager, appeal, 'overturned')).status, 201)
  },
)

t.test('Lambeth: an overturned refusal has its shares, to the penny, and its letter says what is agreed', async (t) => {
  const services = [{ service: 'talking-therapy', units: 3 }]
  const wish = { method: 'required-services' as const, services }
  const journey = await journeyTo(service, 'plan-signed', { scheme: 'lambeth-integrated', wish })
  const appeal = await lodge(journey, await refuse(journey, journey.teamManager))
  const shares = [
    { funder: 'commissioner', basisPoints: 6_000 },
    { funder: 'local-authority', basisPoints: 4_000 },
  ]
  const upheld = () => decide(journey.officer, appeal, 'upheld', { shares })
  t.match((await refused(t, service, upheld, 'request-invalid')).errors, [{ pointer: '/shares' }])
  const { decision } = (await decide(journey.officer, appeal, 'overturned', { shares })).ok
  t.match(decision, { shares: [{ amountPence: 15_000 }, { amountPence: 10_000 }] })
  const letter = (await letterOf(journey.person, decision.id)).ok
  for (const words of [/You appealed against our decision of 24 November 2026 not to agree/, /A drum kit/, /£250\.00/])
    t.match(letter, words)
})

t.test(
  'overturned where the person has begun anew: the first case goes on, and the newer one makes room',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    const body = { outcome: 'declined', reasons: [aReason] }
    const declined = await journey.officer.post<{ decision: Decision }>(
      `/v1/expressions-of-interest/${journey.ids.expressionId}/decision`,
      body,
    )
    const appeal = await lodge(journey, declined.ok.decision.id)
    const again = await journey.careCoordinator.post<CaseView>(
      '/v1/cases',
      aCase(journey.ids.personId, { schemeId: journey.ids.schemeId }),
    )
    t.equal((await decide(secondOfficer, appeal, 'overturned')).status, 201)
    t.match(await caseOf(journey), { step: 'expression-accepted', endedAt: null })
    t.match((await journey.person.get<CaseView>(`/v1/cases/${again.ok.id}`)).ok, { step: 'case-withdrawn' })
  },
)
