import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anOrganisation } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change, decide, escalateTo, mdtMembers, overLimit, read, sign, vote } from './acts.ts'

const service = await startService(t)

const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok

const linesOf = (journey: Journey) =>
  service.database.sql(
    'select key, agreed_pence, status from plan_line where support_plan_id = $1 order by plan_line_id',
    [journey.ids.supportPlanId],
  )

const manager = (more: Parameters<typeof anActor>[1]) => service.as(anActor('team-manager', more))

t.test('201: the care coordinator agrees, and the lines are open for spending in the same moment', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const answer = await decide(journey, journey.careCoordinator)
  t.equal(answer.status, 201)
  const { decision, supportPlan } = answer.ok
  t.match(supportPlan, { status: 'agreed', agreedAt: '2026-11-24T09:30:00.000Z', tier: null, totalPence: 40_000 })
  t.match(decision, {
    caseId: journey.ids.caseId,
    subject: 'support-plan',
    subjectId: journey.ids.supportPlanId,
    subjectVersion: Number(journey.ids.version),
    outcome: 'agreed',
    tier: 'care-coordinator',
    reasons: [],
    decidedByName: 'Quillon care coordinator',
    schemeVersion: 1,
  })
  t.equal(answer.headers.get('location'), `/v1/decisions/${decision.id}`)
  t.equal(answer.etag, (await read(journey)).etag)
  t.same((await journey.person.get(`/v1/decisions/${decision.id}`)).ok, decision)
  t.same(await linesOf(journey), [
    { key: 'drum-kit', agreed_pence: 25_000, status: 'active' },
    { key: 'mattress', agreed_pence: 15_000, status: 'active' },
  ])
  const held = await caseOf(journey)
  t.match(held, { stage: 'spending', step: 'plan-agreed', waitingFor: ['broker'], tier: null })
  t.match(
    held.clocks.find(({ kind }) => kind === 'plan-decision'),
    { stoppedOn: '2026-11-24', breached: false },
  )
})

t.test('S2: above £400.00 the team manager of the person’s trust decides', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  t.match((await decide(journey, journey.teamManager)).ok.decision, { outcome: 'agreed', tier: 'team-manager' })
})

t.test('S2: returned and refused are told in the scheme’s words, and open nothing', async (t) => {
  for (const [outcome, step, waitingFor] of [
    ['returned', 'plan-returned', 'broker'],
    ['refused', 'plan-refused', 'person'],
  ] as const) {
    const journey = await journeyTo(service, 'plan-signed')
    const reasons = [{ ...aReason, line: 'mattress', signpost: 'Ask the furniture project.' }]
    const { decision, supportPlan } = (await decide(journey, journey.careCoordinator, outcome, { reasons })).ok
    t.match(supportPlan, { status: outcome, agreedAt: null, tier: null })
    t.same(decision.reasons, [
      { ...reasons[0], sentence: 'It is not yet clear how this would help with what you want to change.' },
    ])
    t.same(await linesOf(journey), [])
    t.match(await caseOf(journey), { step, waitingFor: [waitingFor], endedAt: null })
  }
})

t.test('S2: 422: a decision against the person without a reason is refused', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  for (const outcome of ['returned', 'refused'])
    await refused(
      t,
      service,
      () => decide(journey, journey.careCoordinator, outcome, { reasons: [] }),
      'reason-required',
      outcome,
    )
})

t.test(
  '404: a team manager of another trust, another care coordinator and another commissioner see no plan',
  async (t) => {
    await service.as('commissioner-officer').post('/v1/organisations', anOrganisation({ code: 'RX9', kind: 'trust' }))
    const journey = await journeyTo(service, 'plan-signed', overLimit)
    for (const client of [
      manager({ sub: 'manager-elsewhere', organisation: 'RX9' }),
      service.as({ ...anActor('team-manager'), organisation: 'RW5' }),
      service.as(anActor('care-coordinator', { sub: 'second-coordinator' })),
      service.as('panel-member'),
      service.as(inTenant('QOP', 'team-manager')),
    ])
      await refused(
        t,
        service,
        () => decide(journey, client),
        'not-found',
        `${client.actor?.sub} ${client.actor?.organisation}`,
      )
  },
)

t.test('a repeated key gets the decision that was made, and makes no other', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const key = 'decide-once'
  const first = await decide(journey, journey.careCoordinator, 'agreed', {}, { key })
  const again = await decide(journey, journey.careCoordinator, 'agreed', {}, { key })
  t.same(again.ok, first.ok)
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  t.equal((await linesOf(journey)).length, 2)
})

t.test('S2: an MDT meeting decides when two have voted, and as they voted', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed'), 'mdt-meeting')
  const [first = journey.person, second = journey.person] = mdtMembers(journey)
  await vote(journey, first)
  await refused(t, service, () => decide(journey, second), 'quorum-missing', 'one vote is no meeting')
  await vote(journey, second, false)
  for (const outcome of ['agreed', 'refused'])
    await refused(t, service, () => decide(journey, first, outcome), 'panel-decides-by-vote', `${outcome} on a tie`)
  t.match((await decide(journey, first, 'returned')).ok.decision, { outcome: 'returned', tier: 'mdt-meeting' })
})

t.test('it is on the record what was decided, at which tier and for which coded reasons', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const entries = await audited(service, () => decide(journey, journey.careCoordinator, 'refused'))
  t.match(entries, [{ type: 'support-plan.refused', actor_id: 'the-care-coordinator', scheme_version: 1 }])
  t.same(entries[0]?.facts, { tier: 'care-coordinator', totalPence: 40_000, reasons: ['outcome-not-clear'] })
})

t.test('the decisions on a case are listed, newest first, with what was returned before it was agreed', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  await decide(journey, journey.careCoordinator, 'returned')
  await change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  const submitted = await journey.broker.post<{ contentHash: string }>(
    `/v1/support-plans/${journey.ids.supportPlanId}/submission`,
  )
  const { contentHash } = submitted.ok
  await sign(journey, journey.broker, 'broker', { contentHash })
  await sign(journey, journey.person, 'person', { contentHash })
  await sign(journey, journey.careCoordinator, 'care-coordinator', { contentHash })
  await decide(journey, journey.careCoordinator, 'agreed', { contentHash })
  const path = `/v1/cases/${journey.ids.caseId}/decisions`
  const page = (await journey.person.get<{ items: { outcome: string }[]; nextCursor: string }>(`${path}?limit=2`)).ok
  t.same(
    page.items.map(({ outcome }) => outcome),
    ['agreed', 'returned'],
  )
  const rest = await journey.person.get<typeof page>(`${path}?limit=2&cursor=${page.nextCursor}`)
  t.same(
    rest.ok.items.map(({ outcome }) => outcome),
    ['accepted'],
  )
})
