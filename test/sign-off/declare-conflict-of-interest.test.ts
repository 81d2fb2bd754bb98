import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'
import { decide, escalate, escalateTo, overLimit, panelMembers, pathOf, readRoute, vote, withinLimit } from './acts.ts'

const service = await startService(t)
const words = 'I have known the person’s sister since school.'
const declare = (journey: Journey, client = journey.careCoordinator) =>
  client.post<{ conflictOfInterest: object; supportPlan: { status: string; tier: string | null } }>(
    pathOf(journey, '/conflicts-of-interest'),
    { words },
  )
const list = async (journey: Journey, client = journey.broker) =>
  (await client.get<{ items: { words: string | null }[] }>(pathOf(journey, '/conflicts-of-interest'))).ok.items

t.test(
  '201: who decides alone and declares a conflict passes the plan up, keeps the clock, and is barred',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const entries = await audited(service, () => declare(journey))
    t.match(
      entries.map((entry) => [entry.type, entry.facts]),
      [
        ['support-plan.conflict-declared', { declaredAs: 'care-coordinator' }],
        ['support-plan.escalated', { from: 'care-coordinator', to: 'team-manager', because: 'conflict-of-interest' }],
      ],
    )
    t.match(await readRoute(journey), {
      sentence: 'The care coordinator has a conflict of interest, so the team manager decides. Nobody is at fault.',
    })
    t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
      waitingFor: ['team-manager'],
    })
    const { clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
    t.match(
      clocks.find(({ kind }) => kind === 'plan-decision'),
      { startedOn: '2026-11-24', dueOn: '2026-12-01' },
    )
    await refused(t, service, () => decide(journey, journey.careCoordinator), 'not-the-decider')
    t.match((await decide(journey, journey.teamManager)).ok.decision, { tier: 'team-manager' })
  },
)

t.test('a declared conflict bars at every tier, whatever other role they have', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const both = service.as(anActor('team-manager', { sub: 'manager-and-mdt', roles: ['team-manager', 'mdt-member'] }))
  t.equal((await declare(journey, both)).ok.supportPlan.tier, 'mdt-meeting')
  await refused(t, service, () => vote(journey, both), 'decision-not-independent')
  await refused(t, service, () => escalate(journey, both), 'decision-not-independent')
})

t.test('to pass a plan up for a conflict is to declare it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const both = service.as(anActor('team-manager', { sub: 'another-with-both', roles: ['team-manager', 'mdt-member'] }))
  t.equal((await escalate(journey, both, { because: 'conflict-of-interest' })).ok.tier, 'mdt-meeting')
  t.match(await list(journey), [{ declaredAs: 'team-manager', words: null }])
  await refused(t, service, () => vote(journey, both), 'decision-not-independent')
})

t.test('before the plan is signed, the care coordinator’s conflict makes the route pass them by', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  t.match((await declare(journey)).ok, { supportPlan: { status: 'draft', tier: null } })
  const sentence =
    'The care coordinator is not independent of this plan. £400.00 is within the team manager’s limit of £1,000.00, so the team manager decides.'
  t.match(await readRoute(journey), { decides: 'team-manager', sentence, arrivals: [] }, 'told before anybody signs')
  await journey.on('plan-signed')
  t.match(await readRoute(journey), { decides: 'team-manager', sentence, arrivals: [{ because: 'not-independent' }] })
})

t.test('the broker’s conflict forces nothing in Merseyside, and is known to whoever decides', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  t.equal((await declare(journey, journey.broker)).ok.supportPlan.tier, 'care-coordinator')
  t.match(await list(journey, journey.careCoordinator), [{ name: 'Quillon broker', declaredAs: 'broker', words }])
  for (const client of [journey.person, journey.broker])
    t.match(await list(journey, client), [{ declaredAs: 'broker', words: null }], 'what it is, is told to who decides')
})

t.test('on a panel the others decide, and a vote that was given before does not count', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const members = panelMembers(journey, 4)
  for (const member of members.slice(0, 3)) await vote(journey, member)
  t.match(await readRoute(journey), { votes: { agreeing: 3, quorate: true } })
  const [, second, , fourth] = members
  if (!second || !fourth) throw new Error('the panel has four members')
  t.equal((await declare(journey, second)).ok.supportPlan.tier, 'risk-enablement-panel')
  t.match(await readRoute(journey), { votes: { agreeing: 2, quorate: false } })
  await refused(t, service, () => decide(journey, fourth), 'quorum-missing')
  await vote(journey, fourth)
  t.equal((await decide(journey, fourth)).status, 201)
})

t.test('409: a conflict is declared once, and two at the same moment leave one', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  const answers = await Promise.all([
    declare(journey, journey.broker),
    declare(journey, journey.broker),
    declare(journey, journey.broker),
  ])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409])
  await refused(t, service, () => declare(journey, journey.broker), 'conflict-declared')
  t.equal((await list(journey)).length, 1)
})

t.test('403: somebody who neither works nor decides on the case has nothing to declare', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await refused(
    t,
    service,
    () => declare(journey, journey.officer),
    'case-role-required',
    'the officer sits at no tier of Merseyside',
  )
  await refused(t, service, () => declare(journey, service.as('machine')), 'permission-missing')
})

t.test('409: nothing is declared once the plan is decided on', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed', withinLimit)
  await refused(t, service, () => declare(journey), 'wrong-state')
})

t.test('it is open to those who work and decide on plans, and to nobody of another commissioner', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await closed(t, service, 'conflict:write', (client) => declare(journey, client))
})

t.test('a relative of the person may stand on the case, and does not decide on it', async (t) => {
  const journey = await journeyTo(service, 'case-opened', withinLimit)
  const team = `/v1/cases/${journey.ids.caseId}/members`
  const [coordinator] = (
    await journey.careCoordinator.get<{ items: { id: string; relative: boolean }[] }>(team)
  ).ok.items.slice(-1)
  t.equal(coordinator?.relative, false)
  const aunt = anActor('team-manager', { sub: 'the-aunt' })
  const joined = await journey.careCoordinator.post(team, {
    ...aMember({ actorId: 'the-aunt', caseRole: 'advocate', name: 'Quillon Aunt', organisationId: null }),
    relative: true,
  })
  t.match(joined.ok, { caseRole: 'advocate', relative: true })
  const other = await journeyTo(service, 'plan-signed', overLimit)
  t.equal((await decide(other, service.as(aunt))).status, 201, 'on another case the aunt decides as anybody does')
  await journey.on('plan-drafted')
  await escalateTo(await journey.on('plan-signed'), 'team-manager')
  await refused(t, service, () => decide(journey, service.as(aunt)), 'decision-not-independent')
  t.equal((await decide(journey, journey.teamManager)).status, 201)
})

t.test('a care coordinator who is a relative is passed by, also after they have left', async (t) => {
  const journey = await journeyTo(service, 'team-complete', withinLimit)
  const team = `/v1/cases/${journey.ids.caseId}/members`
  const members = (await journey.careCoordinator.get<{ items: { id: string; caseRole: string }[] }>(team)).ok.items
  const own = members.find(({ caseRole }) => caseRole === 'care-coordinator')
  const uncle = anActor('care-coordinator', { sub: 'the-uncle' })
  await journey.teamManager.post(`${team}/${own?.id}/departure`)
  const body = aMember({
    actorId: 'the-uncle',
    caseRole: 'care-coordinator',
    name: 'Quillon Uncle',
    organisationId: tenants.QYG.trustId,
  })
  await registerStaff(service, 'care-coordinator', 'the-uncle')
  const seat = (await journey.teamManager.post<{ id: string }>(team, { ...body, relative: true })).ok.id
  const asUncle = { ...journey, careCoordinator: service.as(uncle) }
  await journey.on('expression-accepted')
  t.equal((await asUncle.careCoordinator.get(team)).status, 200)
  await journey.teamManager.post(`${team}/${seat}/departure`)
  await journey.teamManager.post(
    team,
    aMember({ actorId: 'the-care-coordinator', caseRole: 'care-coordinator', organisationId: tenants.QYG.trustId }),
  )
  await journey.on('plan-signed')
  await escalateTo(journey, 'team-manager')
  const promoted = service.as(anActor('team-manager', { sub: 'the-uncle' }))
  await refused(t, service, () => decide(journey, promoted), 'decision-not-independent')
})

t.test(
  'to declare it and to pass the plan up for it are the same: the same events, and at a panel the others decide',
  async (t) => {
    const ways = [
      (journey: Journey, client: Client) => escalate(journey, client, { because: 'conflict-of-interest' }),
      declare,
    ]
    const happened = []
    for (const way of ways) {
      const alone = await journeyTo(service, 'plan-signed', overLimit)
      const entries = await audited(service, () => way(alone, alone.teamManager))
      const panel = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
      const [member = panel.person, ...others] = panelMembers(panel, 4).toReversed()
      const more = await audited(service, () => way(panel, member))
      happened.push([...entries, ...more].map(({ type, facts }) => [type, facts]))
      await refused(t, service, () => vote(panel, member), 'decision-not-independent')
      await refused(t, service, () => way(panel, member), 'conflict-declared')
      for (const other of others) await vote(panel, other)
      t.equal((await decide(panel, others[0] ?? member)).status, 201)
    }
    t.equal(happened[0]?.length, 3)
    t.same(happened[0], happened[1])
  },
)

t.test('whoever declared a conflict before the plan came to them passes it up by saying so again, once', async (t) => {
  const ways = [
    (journey: Journey, client: Client) => escalate(journey, client, { because: 'conflict-of-interest' }),
    declare,
  ]
  for (const way of ways) {
    const journey = await journeyTo(service, 'plan-drafted', overLimit)
    t.equal((await declare(journey, journey.teamManager)).ok.supportPlan.tier, null)
    await refused(
      t,
      service,
      () => declare(journey, journey.teamManager),
      'conflict-declared',
      'nothing to pass up yet',
    )
    await journey.on('plan-signed')
    await refused(t, service, () => decide(journey, journey.teamManager), 'decision-not-independent')
    const entries = await audited(service, () => way(journey, journey.teamManager))
    t.match(
      entries.map(({ type, facts }) => [type, facts]),
      [['support-plan.escalated', { from: 'team-manager', to: 'mdt-meeting', because: 'conflict-of-interest' }]],
    )
    t.match(await readRoute(journey), { decides: 'mdt-meeting' })
    t.match(await list(journey, journey.teamManager), [{ declaredAs: 'team-manager', words }], 'it is kept once')
    await refused(t, service, () => declare(journey, journey.teamManager), 'conflict-declared')
  }
})

t.test('who decides alone with nobody above is barred as well, and the commissioner is told', async (t) => {
  const { items } = (
    await service.as('commissioner-officer').get<{ items: { code: string; rules: SchemeRules }[] }>('/v1/schemes')
  ).ok
  const rules = items.find(({ code }) => code === 'merseyside-one-off')?.rules
  await published(service, service.clock.today(), { tiers: rules?.tiers.slice(0, 2) ?? [] })
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const entries = await audited(service, async () => {
    t.match((await escalate(journey, journey.teamManager, { because: 'conflict-of-interest' })).ok, {
      tier: 'team-manager',
    })
  })
  t.match(entries, [{ type: 'support-plan.conflict-declared', facts: { nobodyAbove: 'team-manager' } }])
  t.equal((await list(journey)).length, 1)
  t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
    waitingFor: ['team-manager', 'commissioner-officer'],
  })
  const tasks = (await journey.officer.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
  t.ok(tasks.some(({ caseId }) => caseId === journey.ids.caseId))
  await refused(t, service, () => decide(journey, journey.teamManager), 'decision-not-independent')
  const second = service.as(anActor('team-manager', { sub: 'the-second-manager' }))
  t.equal((await decide(journey, second)).status, 201)
})

t.test(
  'so the commissioner is told as soon as the plan comes there, where the conflict was declared before',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', overLimit)
    await declare(journey, journey.teamManager)
    await journey.on('plan-signed')
    t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
      waitingFor: ['team-manager', 'commissioner-officer'],
    })
    await refused(t, service, () => declare(journey, journey.teamManager), 'conflict-declared', 'it was told')
    t.equal((await list(journey)).length, 1)
  },
)
