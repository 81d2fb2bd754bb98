import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember, anOrganisation } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { aReason } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'
import { change, decide, escalateTo, mdtMembers, overLimit, read, sign, vote, withinLimit } from './acts.ts'

const service = await startService(t)
const caseOf = async (the: Journey) => (await the.person.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok
const linesOf = (the: Journey) =>
  service.database.sql(
    'select key, agreed_pence, spent_pence, status from plan_line where support_plan_id = $1 order by plan_line_id',
    [the.ids.supportPlanId],
  )
const manager = (more: Parameters<typeof anActor>[1]) => service.as(anActor('team-manager', more))

t.test('201: the care coordinator agrees, and the lines are open for spending in the same moment', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  const answer = await decide(the, the.careCoordinator)
  t.equal(answer.status, 201)
  const { decision, supportPlan } = answer.ok
  t.match(supportPlan, { status: 'agreed', agreedAt: '2026-11-24T09:30:00.000Z', tier: null, totalPence: 40_000 })
  t.match(decision, {
    caseId: the.ids.caseId,
    subject: 'support-plan',
    subjectId: the.ids.supportPlanId,
    subjectVersion: Number(the.ids.version),
    outcome: 'agreed',
    tier: 'care-coordinator',
    reasons: [],
    decidedByName: 'Quillon care coordinator',
    schemeVersion: 1,
  })
  t.equal(answer.headers.get('location'), `/v1/decisions/${decision.id}`)
  t.equal(answer.etag, (await read(the)).etag)
  t.same((await the.person.get(`/v1/decisions/${decision.id}`)).ok, decision)
  t.same(await linesOf(the), [
    { key: 'drum-kit', agreed_pence: 25_000, spent_pence: 0, status: 'active' },
    { key: 'mattress', agreed_pence: 15_000, spent_pence: 0, status: 'active' },
  ])
  const held = await caseOf(the)
  t.match(held, { stage: 'spending', step: 'plan-agreed', waitingFor: ['broker'], tier: null })
  t.match(
    held.clocks.find(({ kind }) => kind === 'plan-decision'),
    { stoppedOn: '2026-11-24', breached: false },
  )
})

t.test('S2: above £400.00 the team manager of the person’s trust decides', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  t.match((await decide(the, the.teamManager)).ok.decision, { outcome: 'agreed', tier: 'team-manager' })
})

t.test('S2: returned and refused are told in the scheme’s words, and open nothing', async (t) => {
  for (const [outcome, step, waitingFor] of [
    ['returned', 'plan-returned', 'broker'],
    ['refused', 'plan-refused', 'person'],
  ] as const) {
    const the = await journeyTo(service, 'plan-signed')
    const reasons = [{ ...aReason, line: 'mattress', signpost: 'Ask the furniture project.' }]
    const { decision, supportPlan } = (await decide(the, the.careCoordinator, outcome, { reasons })).ok
    t.match(supportPlan, { status: outcome, agreedAt: null, tier: null })
    t.same(decision.reasons, [
      { ...reasons[0], sentence: 'It is not yet clear how this would help with what you want to change.' },
    ])
    t.same(await linesOf(the), [])
    t.match(await caseOf(the), { step, waitingFor: [waitingFor], endedAt: null })
  }
})

t.test('S2: 422: a decision against the person without a reason is refused', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  for (const outcome of ['returned', 'refused'])
    await refused(
      t,
      service,
      () => decide(the, the.careCoordinator, outcome, { reasons: [] }),
      'reason-required',
      outcome,
    )
})

t.test('422: a reason that the scheme does not have is refused and named', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  for (const outcome of ['agreed', 'refused']) {
    const reasons = [aReason, { ...aReason, code: 'computer-says-no' }]
    const ask = () => decide(the, the.careCoordinator, outcome, { reasons })
    t.match((await refused(t, service, ask, 'reason-unknown', outcome)).errors, [{ pointer: '/reasons/1/code' }])
  }
})

t.test('403: whoever does not sit at the tier is told where the decision is', async (t) => {
  const lower = await journeyTo(service, 'plan-signed', withinLimit)
  const [member] = mdtMembers(lower, 1)
  for (const client of [lower.teamManager, member ?? lower.person]) {
    const problem = await refused(t, service, () => decide(lower, client), 'not-the-decider', client.actor?.sub)
    t.equal(problem.detail, 'The decision is with the care coordinator')
  }
  const upper = await journeyTo(service, 'plan-signed', overLimit)
  const problem = await refused(t, service, () => decide(upper, upper.careCoordinator), 'not-the-decider')
  t.equal(problem.detail, 'The decision is with the team manager')
})

t.test('403: who holds no office that decides may not, and is told which permission is missing', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  for (const client of [the.person, the.representative, the.broker])
    t.match(await refused(t, service, () => decide(the, client), 'permission-missing', client.actor?.sub), {
      permission: 'plan:decide',
    })
  // An officer of the commissioner sits at a tier in other schemes, and a system at none.
  await refused(t, service, () => decide(the, the.officer), 'not-the-decider')
  await refused(t, service, () => decide(the, service.as('machine')), 'capacity-missing')
})

t.test(
  '404: a team manager of another trust, another care coordinator and another commissioner see no plan',
  async (t) => {
    await service.as('commissioner-officer').post('/v1/organisations', anOrganisation({ code: 'RX9', kind: 'trust' }))
    const the = await journeyTo(service, 'plan-signed', overLimit)
    for (const client of [
      manager({ sub: 'manager-elsewhere', organisation: 'RX9' }),
      service.as({ ...anActor('team-manager'), organisation: 'BRK1' }),
      service.as(anActor('care-coordinator', { sub: 'second-coordinator' })),
      service.as('panel-member'),
      service.as(inTenant('QOP', 'team-manager')),
    ])
      await refused(
        t,
        service,
        () => decide(the, client),
        'not-found',
        `${client.actor?.sub} ${client.actor?.organisation}`,
      )
  },
)

t.test('403: a team manager of another trust who is on the team sees the plan and does not decide on it', async (t) => {
  await service.as('commissioner-officer').post('/v1/organisations', anOrganisation({ code: 'RX8', kind: 'trust' }))
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const advocate = aMember({ actorId: 'friend', capacity: 'advocate', organisationId: null })
  await the.careCoordinator.post(`/v1/cases/${the.ids.caseId}/members`, advocate)
  await refused(t, service, () => decide(the, manager({ sub: 'friend', organisation: 'RX8' })), 'not-the-decider')
})

t.test('403: nobody decides on their own case, nor on that of the person they represent', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  for (const client of [the.person, the.representative]) {
    const sub = client.actor?.sub ?? ''
    await refused(t, service, () => decide(the, manager({ sub })), 'decision-not-independent', sub)
  }
})

t.test('403: who represented the person once does not decide on their plan later', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const members = `/v1/cases/${the.ids.caseId}/members`
  const { items } = (await the.officer.get<{ items: { id: string; capacity: string }[] }>(members)).ok
  const representative = items.find(({ capacity }) => capacity === 'representative')
  await the.officer.post(`${members}/${representative?.id}/departure`)
  const sub = the.representative.actor?.sub ?? ''
  await refused(t, service, () => decide(the, manager({ sub })), 'decision-not-independent')
})

t.test(
  '403: neither who wrote the plan nor who signed it as broker decides on it, after they left the team either',
  async (t) => {
    const the = await journeyTo(service, 'plan-submitted', overLimit)
    const members = `/v1/cases/${the.ids.caseId}/members`
    await the.careCoordinator.post(`${members}/${the.ids.memberId}/departure`)
    const second = await the.careCoordinator.post<{ id: string }>(members, aMember({ actorId: 'second-broker' }))
    await sign(the, service.as(anActor('broker', { sub: 'second-broker' })), 'broker')
    await sign(the, the.person, 'person')
    await sign(the, the.careCoordinator, 'care-coordinator')
    await the.careCoordinator.post(`${members}/${second.ok.id}/departure`)
    await refused(t, service, () => decide(the, manager({ sub: 'the-broker' })), 'decision-not-independent', 'author')
    await refused(
      t,
      service,
      () => decide(the, manager({ sub: 'second-broker' })),
      'decision-not-independent',
      'signer',
    )
    t.equal((await decide(the, the.teamManager)).status, 201)
  },
)

t.test('409: a decision is on the text that stands', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  const { errors } = await refused(
    t,
    service,
    () => decide(the, the.careCoordinator, 'agreed', { contentHash: 'f'.repeat(64) }),
    'plan-version-stale',
  )
  t.match(errors, [{ pointer: '/contentHash' }])
})

t.test('409: a plan is decided once, and only when it is signed', async (t) => {
  const submitted = await journeyTo(service, 'plan-submitted')
  await refused(t, service, () => decide(submitted, submitted.careCoordinator), 'wrong-state', 'not signed')
  for (const outcome of ['agreed', 'returned', 'refused']) {
    const the = await journeyTo(service, 'plan-signed')
    await decide(the, the.careCoordinator, outcome)
    for (const again of ['agreed', 'refused'])
      await refused(
        t,
        service,
        () => decide(the, the.careCoordinator, again),
        'wrong-state',
        `${again} after ${outcome}`,
      )
  }
})

t.test('412: whoever names the version they read does not decide on another one', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  const { etag } = await read(the)
  await the.on('plan-signed')
  await refused(
    t,
    service,
    () => decide(the, the.careCoordinator, 'agreed', {}, { ifMatch: etag }),
    'precondition-failed',
  )
})

t.test('400: an outcome that is none, and a decision without a key', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  for (const more of [{ outcome: 'approved' }, { reasons: null }, { tier: 'team-manager' }])
    await refused(
      t,
      service,
      () => decide(the, the.careCoordinator, 'agreed', more),
      'request-invalid',
      JSON.stringify(more),
    )
  const ask = () => decide(the, the.careCoordinator, 'agreed', {}, { key: null })
  await refused(t, service, ask, 'idempotency-key-required')
})

t.test('a repeated key gets the decision that was made, and makes no other', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  const key = 'decide-once'
  const first = await decide(the, the.careCoordinator, 'agreed', {}, { key })
  const again = await decide(the, the.careCoordinator, 'agreed', {}, { key })
  t.same(again.ok, first.ok)
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  t.equal((await linesOf(the)).length, 2)
})

t.test('S2: an MDT meeting decides when two have voted, and as they voted', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed'), 'mdt-meeting')
  const [first = the.person, second = the.person] = mdtMembers(the)
  await vote(the, first)
  await refused(t, service, () => decide(the, first), 'quorum-missing', 'one vote is no meeting')
  await vote(the, second, false)
  for (const outcome of ['agreed', 'refused'])
    await refused(t, service, () => decide(the, first, outcome), 'panel-decides-by-vote', `${outcome} on a tie`)
  t.match((await decide(the, first, 'returned')).ok.decision, { outcome: 'returned', tier: 'mdt-meeting' })
})

t.test('it is on the record what was decided, at which tier and for which coded reasons', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  const entries = await audited(service, () => decide(the, the.careCoordinator, 'refused'))
  t.match(entries, [{ type: 'support-plan.refused', actor_id: 'the-care-coordinator', scheme_version: 1 }])
  t.same(entries[0]?.facts, { tier: 'care-coordinator', totalPence: 40_000, reasons: ['outcome-not-clear'] })
})

t.test('the decisions on a case are listed, newest first, with what was returned before it was agreed', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  await decide(the, the.careCoordinator, 'returned')
  await change(the, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  const submitted = await the.broker.post<{ contentHash: string }>(
    `/v1/support-plans/${the.ids.supportPlanId}/submission`,
  )
  const { contentHash } = submitted.ok
  await sign(the, the.broker, 'broker', { contentHash })
  await sign(the, the.person, 'person', { contentHash })
  await sign(the, the.careCoordinator, 'care-coordinator', { contentHash })
  await decide(the, the.careCoordinator, 'agreed', { contentHash })
  const path = `/v1/cases/${the.ids.caseId}/decisions`
  const page = (await the.person.get<{ items: { outcome: string }[]; nextCursor: string }>(`${path}?limit=2`)).ok
  t.same(
    page.items.map(({ outcome }) => outcome),
    ['agreed', 'returned'],
  )
  const rest = await the.person.get<typeof page>(`${path}?limit=2&cursor=${page.nextCursor}`)
  t.same(
    rest.ok.items.map(({ outcome }) => outcome),
    ['accepted'],
  )
})
