import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { journeyTo } from '../support/journey.ts'
import { accepted, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { caseOf, decide, declinedInterest, lodge, refusedPlan, words } from './acts.ts'

const service = await startService(t)
const secondOfficer = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
const declined = () => declinedInterest(service)
const planRefused = () => refusedPlan(service)

t.test(
  '201: the person appeals in one call, also where the refusal ended the case, and sees when it is due',
  async (t) => {
    const { journey, decisionId } = await declined()
    const answer = await lodge(journey.person, decisionId)
    t.equal(answer.status, 201)
    t.match(answer.ok, {
      status: 'lodged',
      statutory: true,
      lodgedAs: 'person',
      dueOn: '2026-12-22',
      words: words.words,
    })
    t.match((await caseOf(journey)).clocks.at(-1), { kind: 'appeal-decision', dueOn: '2026-12-22', breached: false })
  },
)

t.test('201: a representative and an advocate can; the broker and a machine cannot', async (t) => {
  const first = await declined()
  t.match((await lodge(first.journey.representative, first.decisionId)).ok, { lodgedAs: 'representative' })
  const second = await planRefused()
  const advocate = { actorId: 'the-advocate', caseRole: 'advocate', name: 'Quillon Advocate', organisationId: null }
  await second.journey.careCoordinator.post(`/v1/cases/${second.journey.ids.caseId}/members`, advocate)
  t.match((await lodge(service.as('advocate'), second.decisionId)).ok, { lodgedAs: 'advocate' })
  const third = await planRefused()
  await refused(t, service, () => lodge(third.journey.broker, third.decisionId), 'permission-missing', 'broker')
  await refused(t, service, () => lodge(service.as('machine'), third.decisionId), 'permission-missing', 'machine')
})

t.test('409: what gave the person what was asked for is not appealed', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const answer = await journey.officer.post<{ decision: Decision }>(
    `/v1/expressions-of-interest/${journey.ids.expressionId}/decision`,
    accepted,
  )
  await refused(t, service, () => lodge(journey.person, answer.ok.decision.id), 'decision-not-adverse')
})

t.test('409: one appeal against a decision is open at a time, also where eight are lodged at once', async (t) => {
  const { journey, decisionId } = await planRefused()
  const answers = await Promise.all(Array.from({ length: 8 }, () => lodge(journey.person, decisionId)))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const problem = await refused(t, service, () => lodge(journey.representative, decisionId), 'appeal-open')
  t.same(problem.conflict, { kind: 'appeal', id: answers.find(({ status }) => status === 201)?.ok.id })
})

t.test('422: a late appeal says why it is late; in time is sixty working days', async (t) => {
  const { journey, decisionId } = await planRefused()
  service.clock.set('2027-02-22T09:30:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  const problem = await refused(t, service, () => lodge(journey.person, decisionId), 'late-reason-required')
  t.match(problem.errors, [{ pointer: '/lateBecause' }])
  t.match((await lodge(journey.person, decisionId, { lateBecause: 'I was in hospital.' })).ok, {
    status: 'lodged',
    lateBecause: 'I was in hospital.',
  })
})

t.test('201: on the last day no reason is needed', async (t) => {
  const { journey, decisionId } = await planRefused()
  service.clock.set('2027-02-19T23:30:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  t.equal((await lodge(journey.person, decisionId)).status, 201)
})

t.test('403: whoever took part does not review: decider, signer, broker, and who stands on the case', async (t) => {
  const { journey, decisionId } = await declined()
  const appeal = (await lodge(journey.person, decisionId)).ok
  await refused(
    t,
    service,
    () => decide(journey.officer, appeal.id, 'overturned', []),
    'reviewer-not-independent',
    'decider',
  )
  await refused(
    t,
    service,
    () => decide(journey.careCoordinator, appeal.id, 'overturned', []),
    'permission-missing',
    'care coordinator',
  )
  await refused(
    t,
    service,
    () => decide(service.as('panel-member'), appeal.id, 'overturned', []),
    'not-found',
    'panel member of another case',
  )
  const elsewhere = service.as(anActor('team-manager', { sub: 'a-manager-elsewhere', organisation: 'RW5' }))
  await refused(
    t,
    service,
    () => decide(elsewhere, appeal.id, 'overturned', []),
    'not-found',
    'team manager of another organisation',
  )
  t.equal((await decide(secondOfficer, appeal.id, 'overturned', [])).status, 201)
})

t.test('403: a voter, and whoever passed the plan on, took part', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { supportPlanId, contentHash } = journey.ids
  const escalate = (client: Client) =>
    client.post(`/v1/support-plans/${supportPlanId}/escalations`, { because: 'not-comfortable', contentHash })
  await escalate(journey.careCoordinator)
  await escalate(journey.teamManager)
  for (const sub of ['mdt-1', 'mdt-2']) {
    const member = service.as(anActor('mdt-member', { sub }))
    await member.post(`/v1/support-plans/${supportPlanId}/votes`, { agrees: false, contentHash, reasons: [aReason] })
  }
  const refusal = { outcome: 'refused', contentHash, reasons: [aReason] }
  const answer = await service
    .as(anActor('mdt-member', { sub: 'mdt-1' }))
    .post<{ decision: Decision }>(`/v1/support-plans/${supportPlanId}/decision`, refusal)
  const appeal = (await lodge(journey.person, answer.ok.decision.id)).ok
  await refused(
    t,
    service,
    () => decide(journey.teamManager, appeal.id, 'upheld'),
    'reviewer-not-independent',
    'passed it on',
  )
  t.equal(
    (await decide(journey.officer, appeal.id, 'upheld')).status,
    201,
    'the officer accepted the expression of interest, and took no part in this',
  )
})

t.test('overturned: a declined expression of interest is accepted, and the case goes on', async (t) => {
  const { journey, decisionId } = await declined()
  const appeal = (await lodge(journey.person, decisionId)).ok
  const { appeal: after, decision } = (await decide(secondOfficer, appeal.id, 'overturned', [])).ok
  t.match(after, { status: 'overturned', dueOn: null, outcomeDecisionId: decision.id })
  t.match(decision, { subject: 'appeal', outcome: 'overturned', tier: 'reviewer' })
  t.match(await caseOf(journey), { step: 'expression-accepted', endedAt: null })
  t.equal(
    (
      await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/needs-assessments`, {
        ratings: {},
        strengths: [],
        noWorstTimes: true,
      })
    ).status,
    201,
  )
})

t.test('varied: a declined expression of interest is decided on again, with a clock of its own', async (t) => {
  const { journey, decisionId } = await declined()
  await decide(secondOfficer, (await lodge(journey.person, decisionId)).ok.id, 'varied')
  const view = await caseOf(journey)
  t.match(view, { step: 'expression-submitted', endedAt: null, waitingFor: ['commissioner-officer'] })
  t.match(view.clocks.filter((clock) => clock.kind === 'expression-decision' && clock.stoppedOn === null).length, 1)
})

t.test('overturned: a refused plan is agreed as it stood, and its lines open once', async (t) => {
  const { journey, decisionId } = await planRefused()
  await decide(journey.officer, (await lodge(journey.person, decisionId)).ok.id, 'overturned', [])
  t.match((await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, {
    status: 'agreed',
    totalPence: 40_000,
  })
  t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}/statement`)).ok, {
    agreedPence: 40_000,
    availablePence: 40_000,
  })
  t.match(await caseOf(journey), { step: 'plan-agreed' })
})

t.test('varied: a refused plan goes back to the broker', async (t) => {
  const { journey, decisionId } = await planRefused()
  await decide(journey.officer, (await lodge(journey.person, decisionId)).ok.id, 'varied')
  t.match((await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, { status: 'returned' })
  t.match(await caseOf(journey), { step: 'plan-returned', waitingFor: ['broker'] })
})

t.test('upheld: the decision stays, with reasons; without them it is refused', async (t) => {
  const { journey, decisionId } = await planRefused()
  const appeal = (await lodge(journey.person, decisionId)).ok
  await refused(t, service, () => decide(journey.officer, appeal.id, 'upheld', []), 'reason-required')
  t.match((await decide(journey.officer, appeal.id, 'upheld')).ok.decision.reasons, [{ code: aReason.code }])
  t.match((await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, { status: 'refused' })
  await refused(
    t,
    service,
    () => decide(journey.officer, appeal.id, 'overturned', []),
    'wrong-state',
    'an appeal is decided once',
  )
})

t.test(
  'one reconsideration in any six months is statutory; another is kept, and heard where a reviewer accepts it',
  async (t) => {
    const { journey, decisionId } = await planRefused()
    const firstReviewer = service.as(anActor('commissioner-officer', { sub: 'the-first-reviewer' }))
    await decide(firstReviewer, (await lodge(journey.person, decisionId)).ok.id, 'upheld')
    const second = (await lodge(journey.person, decisionId)).ok
    t.match(second, { status: 'awaiting-acceptance', statutory: false, dueOn: '2026-12-22' })
    await refused(
      t,
      service,
      () => decide(secondOfficer, second.id, 'overturned', []),
      'wrong-state',
      'not heard before it is accepted',
    )
    const accept = (client: Client, heard: boolean) =>
      client.post<Appeal>(`/v1/appeals/${second.id}/acceptance`, { accepted: heard })
    await refused(t, service, () => accept(service.as('mdt-member'), true), 'case-role-required', 'MDT member')
    t.match((await accept(journey.officer, true)).ok, { status: 'lodged', dueOn: '2026-12-22' })
    await journey.person.post(`/v1/appeals/${second.id}/withdrawal`)
    t.match((await lodge(journey.person, decisionId)).ok, { statutory: false })
  },
)

t.test('an appeal that was taken back does not count as the one that is statutory', async (t) => {
  const { journey, decisionId } = await planRefused()
  const first = (await lodge(journey.person, decisionId)).ok
  t.match((await journey.person.post<Appeal>(`/v1/appeals/${first.id}/withdrawal`)).ok, {
    status: 'withdrawn',
    dueOn: null,
  })
  t.match((await lodge(journey.person, decisionId)).ok, { status: 'lodged', statutory: true })
  t.equal((await journey.person.get<{ items: Appeal[] }>(`/v1/cases/${journey.ids.caseId}/appeals`)).ok.items.length, 2)
})

t.test('what the person has is frozen while an appeal is open: the database holds it', async (t) => {
  const { journey, decisionId } = await planRefused()
  const { commissioner_id: tenant } =
    (
      await service.database.sql<{ commissioner_id: string }>(
        'select commissioner_id from budget_case where case_id = $1',
        [journey.ids.caseId],
      )
    )[0] ?? {}
  const serviceId = unknownId()
  await service.database.sql(
    `insert into current_service (commissioner_id, current_service_id, case_id, kind, title, provider, status, registered_at, registered_by, version)
      values ($1, $2, $3, 'therapy', 'Weekly therapy', 'The trust', 'kept', now(), 'a-test', 1)`,
    [tenant, serviceId, journey.ids.caseId],
  )
  const ending = `update current_service set status = 'ending', ends_on = '2027-01-31', status_reason = 'x' where current_service_id = $1`
  const end = () => service.database.sql(ending, [serviceId])
  const appeal = (await lodge(journey.person, decisionId)).ok
  const frozen = { code: '23514', constraint: 'current_service_frozen_by_appeal' }
  await t.rejects(end(), frozen)
  await decide(journey.officer, appeal.id, 'upheld')
  await t.resolves(end())
})

t.test('closed to everybody else', async (t) => {
  const { journey, decisionId } = await planRefused()
  const appeal = (await lodge(journey.person, decisionId)).ok
  await closed(t, service, 'appeal:write', (client) => lodge(client, decisionId))
  await closed(t, service, 'appeal:decide', (client) => decide(client, appeal.id, 'upheld'))
  await closed(t, service, 'appeal:read', (client) => client.get(`/v1/appeals/${appeal.id}`))
  await refused(t, service, () => journey.person.get(`/v1/appeals/${unknownId()}`), 'not-found')
  await refused(
    t,
    service,
    () => service.as(inTenant('QOP', 'person')).get(`/v1/cases/${journey.ids.caseId}/appeals`),
    'not-found',
  )
})
