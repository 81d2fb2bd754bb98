import t, { type Test } from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { hear } from '../panel-meetings/acts.ts'
import { anActor } from '../support/actors.ts'
import { aCase } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aReason, aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { standing, whatHappened } from '../support/standing.ts'

const service = await startService(t)
const on = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.beforeEach(() => on('2026-11-24'))

/** What is done to the plan of a journey, as it stands now. */
function acts({ person, broker, careCoordinator, ids }: Journey, supportPlanId = ids.supportPlanId) {
  const path = `/v1/support-plans/${supportPlanId}`
  const plan = async () => (await person.get<SupportPlan>(path)).ok
  const hash = async () => (await plan()).contentHash
  const act = async <Body>(client: Client, what: string, body: object) =>
    client.post<Body>(`${path}/${what}`, { ...body, contentHash: await hash() })
  return {
    path,
    plan,
    route: async () => (await person.get<SignOffRoute>(`${path}/sign-off-route`)).ok,
    decide: (client: Client, outcome: string, reasons: object[] = []) =>
      act<{ decision: Decision; supportPlan: SupportPlan }>(client, 'decision', { outcome, reasons }),
    escalate: async (client: Client) =>
      (await act<SupportPlan>(client, 'escalations', { because: 'not-comfortable' })).ok,
    vote: async (client: Client, agrees: boolean) =>
      (await act<SignOffRoute>(client, 'votes', { agrees, reasons: agrees ? [] : [aReason] })).ok.votes,
    async submitAndSign() {
      await broker.post(`${path}/submission`)
      for (const [client, caseRole] of [
        [broker, 'broker'],
        [person, 'person'],
        [careCoordinator, 'care-coordinator'],
      ] as const)
        (await act(client, 'signatures', { caseRole, how: 'in-person' })).ok
    },
  }
}
/** Whom an agreed plan waits for: to buy, and to sign how the money is held. */
const theirs = ['person', 'care-coordinator', 'broker', 'commissioner-officer']
const stands = async (t: Test, journey: Journey, expected: object) => fits(t, await standing(journey), expected)

t.test('Bilal: £400.01 is a penny over the care coordinator’s limit, and he reads who decides and why', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', { wish: aWish(40_001) })
  const { decide, route } = acts(journey)
  const sentence =
    '£400.01 is over the care coordinator’s limit of £400.00. It is within the team manager’s limit of £1,000.00, so the team manager decides.'
  fits(t, await route(), { decides: 'team-manager', sentence, arrivals: [] })
  await journey.on('plan-signed')
  fits(t, await route(), {
    decides: 'team-manager',
    sentence,
    arrivals: [{ tier: 'team-manager', because: 'over-limit', sentence }],
  })
  await stands(t, journey, { tier: 'team-manager', waitingFor: ['team-manager'], tasksOf: ['team-manager'] })
  fits(t, (await decide(journey.careCoordinator, 'agreed')).problem, {
    code: 'not-the-decider',
    detail: 'The decision is with the team manager',
  })
  const { decision, supportPlan } = (await decide(journey.teamManager, 'agreed')).ok
  fits(t, decision, { tier: 'team-manager', outcome: 'agreed', decidedByName: 'Quillon team manager' })
  fits(t, supportPlan, { status: 'agreed', totalPence: 40_001, tier: null })
  await stands(t, journey, { stage: 'spending', tier: null, tasksOf: theirs })
  fits(t, (await journey.person.get(`/v1/cases/${journey.ids.caseId}/statement`)).ok, {
    agreedPence: 40_001,
    availablePence: 40_001,
  })
})

t.test(
  'Carys: nobody is comfortable, so it goes up to the panel on one clock; the panel needs lived experience',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const { decide, escalate, vote, route } = acts(journey)
    const [doctor, nurse] = ['doctor', 'nurse'].map((sub) => service.as(anActor('mdt-member', { sub })))
    const panel = ['first', 'second', 'third'].map((sub) =>
      service.as(anActor('panel-member', { sub: `${sub}-member` })),
    )
    const expert = service.as('lived-experience-member')
    const [chair] = panel
    if (!doctor || !nurse || !chair) throw new Error('nobody came')
    const clock = async (words: string) =>
      t.ok((await standing(journey)).clocks.includes(`plan-decision: 2026-11-24 + ${words}`), words)
    await clock('5 = 2026-12-01, runs')

    on('2026-11-26')
    fits(t, await escalate(journey.careCoordinator), { tier: 'team-manager', status: 'awaiting-decision' })
    await stands(t, journey, {
      tier: 'team-manager',
      tasksOf: ['team-manager'],
      lastHappened: 'support-plan.escalated',
    })
    await clock('5 = 2026-12-01, runs')
    t.equal(
      (await decide(journey.careCoordinator, 'agreed')).problem.code,
      'not-the-decider',
      'it is out of their hands',
    )

    on('2026-11-30')
    await escalate(journey.teamManager)
    await stands(t, journey, {
      tier: 'mdt-meeting',
      waitingFor: ['mdt-member', 'care-coordinator'],
      tasksOf: ['care-coordinator', 'mdt-member'],
    })
    await hear(journey)
    await clock('10 = 2026-12-08, runs')
    t.equal((await decide(doctor, 'agreed')).problem.code, 'quorum-missing')
    fits(t, await vote(doctor, true), { agreeing: 1, against: 0, quorate: false })
    fits(t, await vote(nurse, false), { agreeing: 1, against: 1, quorate: true })
    t.equal((await decide(doctor, 'agreed')).problem.code, 'panel-decides-by-vote', 'a tie agrees to nothing')
    t.equal((await chair.get(`/v1/cases/${journey.ids.caseId}`)).status, 404, 'the panel does not see it yet')

    on('2026-12-04')
    await escalate(nurse)
    await stands(t, journey, {
      tier: 'risk-enablement-panel',
      waitingFor: ['panel-member', 'lived-experience-member', 'care-coordinator'],
      tasksOf: ['care-coordinator', 'panel-member', 'lived-experience-member'],
    })
    await hear(journey)
    await clock('15 = 2026-12-15, runs')
    for (const member of panel) await vote(member, true)
    fits(t, (await route()).votes, { agreeing: 3, against: 0, livedExperience: 0, quorate: false })
    fits(t, (await decide(chair, 'agreed')).problem, {
      code: 'quorum-missing',
      detail: '3 voted, 0 of them with lived experience: that is no quorum',
    })
    fits(t, await vote(expert, true), { agreeing: 4, against: 0, livedExperience: 1, quorate: true })
    fits(t, (await decide(chair, 'agreed')).ok.decision, { tier: 'risk-enablement-panel', outcome: 'agreed' })
    await clock('15 = 2026-12-15, stopped 2026-12-04')
    await stands(t, journey, { stage: 'spending', tier: null, tasksOf: theirs })

    const { arrivals } = await route()
    t.same(
      arrivals.map(({ tier, because }) => [tier, because]),
      [
        ['care-coordinator', 'within-limit'],
        ['team-manager', 'not-comfortable'],
        ['mdt-meeting', 'not-comfortable'],
        ['risk-enablement-panel', 'not-comfortable'],
      ],
    )
    t.equal(
      arrivals[1]?.sentence,
      'The care coordinator was not comfortable to decide, so the team manager decides. Nobody is at fault.',
    )
    const started = (await whatHappened(journey)).filter((entry) => entry.type === 'support-plan.routed')
    t.equal(started.length, 1, 'it was routed once and passed on, never begun again')
  },
)

t.test('Dafydd: returned with reasons, changed, signed again and agreed', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { path, plan, decide, submitAndSign, route } = acts(journey)
  const first = await plan()
  t.equal((await decide(journey.careCoordinator, 'returned')).problem.code, 'reason-required')
  const { decision } = (await decide(journey.careCoordinator, 'returned', [{ ...aReason, line: 'mattress' }])).ok
  fits(t, decision.reasons, [
    { sentence: /not yet clear/, line: 'mattress', whatWouldChange: 'Say how it would help you sleep.' },
  ])
  await stands(t, journey, {
    stage: 'support-plan',
    step: 'plan-returned',
    tasksOf: ['broker'],
    next: /The reasons say what is missing/,
  })

  on('2026-12-02')
  const { etag } = await journey.broker.get(path)
  const outcomes = [{ key: 'sleep', words: 'To sleep through the night, since the springs wake me.' }]
  const changed = (await journey.broker.patch<SupportPlan>(path, { outcomes }, { ifMatch: etag })).ok
  fits(t, changed, { status: 'draft', submittedVersion: null })
  t.not(changed.contentHash, first.contentHash)
  fits(t, (await route()).signatures, [{ signedAt: null }, { signedAt: null }, { signedAt: null }])
  await submitAndSign()
  const { clocks } = await standing(journey)
  t.same(clocks.slice(1), [
    'plan-decision: 2026-11-24 + 5 = 2026-12-01, stopped 2026-11-24',
    'plan-decision: 2026-12-02 + 5 = 2026-12-09, runs',
  ])
  fits(t, (await decide(journey.careCoordinator, 'agreed')).ok, {
    decision: { outcome: 'agreed' },
    supportPlan: { outcomes },
  })
  await stands(t, journey, { stage: 'spending', tasksOf: theirs })
  const kept = await journey.person.get(`${path}/versions/${first.submittedVersion}`)
  fits(t, kept.ok, { outcomes: first.outcomes, contentHash: first.contentHash }, 'what was signed first is still there')
})

t.test('Dafydd’s sister: refused with reasons, what she has stays, and a new plan is agreed', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  await acts(journey).decide(journey.careCoordinator, 'refused', [aReason])
  await stands(t, journey, {
    stage: 'support-plan',
    step: 'plan-refused',
    tasksOf: ['person'],
    endedAt: null,
    next: /What you have now stays/,
  })
  const list = `/v1/cases/${journey.ids.caseId}/support-plans`
  const next = (await journey.broker.post<SupportPlan>(list, aPlan(aWish(40_000)))).ok
  const second = acts(journey, next.id)
  await second.submitAndSign()
  t.equal((await second.decide(journey.careCoordinator, 'agreed')).status, 201)
  fits(t, (await journey.person.get(list)).ok, { items: [{ status: 'agreed' }, { status: 'refused' }] })
  const decisions = (await journey.person.get<{ items: Decision[] }>(`/v1/cases/${journey.ids.caseId}/decisions`)).ok
    .items
  t.same(
    decisions.map((decision) => decision.outcome),
    ['agreed', 'refused', 'accepted'],
  )
})

t.test(
  'Eirlys says no while her plan is being decided on: the case ends with her plan, and nothing else changes',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const { caseId, expressionId, needsAssessmentId, budgetCalculationId, supportPlanId, personId } = journey.ids
    const everything = async () => {
      const read: unknown[] = []
      for (const path of [
        `/people/${personId}/consents`,
        `/cases/${caseId}/members`,
        `/expressions-of-interest/${expressionId}`,
        `/needs-assessments/${needsAssessmentId}`,
        `/budget-calculations/${budgetCalculationId}`,
        `/cases/${caseId}/indicative-budget`,
        `/support-plans/${supportPlanId}`,
        `/support-plans/${supportPlanId}/sign-off-route`,
        `/cases/${caseId}/decisions`,
      ])
        read.push((await journey.person.get(`/v1${path}`)).ok)
      return read
    }
    const [before, stored] = [await everything(), await service.database.fingerprint()]
    await journey.person.post(`/v1/cases/${caseId}/withdrawal`, { words: 'I would rather keep things as they are.' })
    const told = await everything()
    const plan = told.findIndex((thing) => (thing as { id?: string }).id === supportPlanId)
    t.match(told[plan], { status: 'withdrawn', tier: null }, 'a plan on its way ends with the case')
    t.same(told.toSpliced(plan, 2), before.toSpliced(plan, 2))
    const after = await service.database.fingerprint()
    t.same(
      Object.keys(after)
        .filter((table) => after[table] !== stored[table])
        .sort(),
      ['audit_entry', 'budget_case', 'case_wait', 'clock', 'idempotency_record', 'support_plan'],
    )
    await stands(t, journey, {
      stage: 'ended',
      waitingFor: [],
      tasksOf: [],
      tier: null,
      endedWords: 'I would rather keep things as they are.',
      next: 'You said no to a budget. What you have now stays, and you can come back at any time.',
      clocks: [/expression-decision/, 'plan-decision: 2026-11-24 + 5 = 2026-12-01, stopped 2026-11-24'],
    })
    t.equal((await acts(journey).decide(journey.careCoordinator, 'agreed')).problem.code, 'case-ended')
    t.equal((await journey.careCoordinator.post('/v1/cases', aCase(personId))).status, 201, 'she can come back')
  },
)
