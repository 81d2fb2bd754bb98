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
import { startService } from '../support/service.ts'
import { decide, escalate, escalateTo, overLimit, panelMembers, pathOf, readRoute, vote, withinLimit } from './acts.ts'

const service = await startService(t)
const words = 'I have known the person’s sister since school.'
const declare = (the: Journey, client = the.careCoordinator) =>
  client.post<{ conflictOfInterest: object; supportPlan: { status: string; tier: string | null } }>(
    pathOf(the, '/conflicts-of-interest'),
    { words },
  )
const list = async (the: Journey, client = the.broker) =>
  (await client.get<{ items: { words: string | null }[] }>(pathOf(the, '/conflicts-of-interest'))).ok.items

t.test(
  '201: who decides alone and declares a conflict passes the plan up, keeps the clock, and is barred',
  async (t) => {
    const the = await journeyTo(service, 'plan-signed', withinLimit)
    const entries = await audited(service, () => declare(the))
    t.match(
      entries.map((entry) => [entry.type, entry.facts]),
      [
        ['support-plan.conflict-declared', { standing: 'care-coordinator' }],
        ['support-plan.escalated', { from: 'care-coordinator', to: 'team-manager', because: 'conflict-of-interest' }],
      ],
    )
    t.match(await readRoute(the), {
      sentence: 'The care coordinator has a conflict of interest, so the team manager decides. Nobody is at fault.',
    })
    t.match((await the.person.get(`/v1/cases/${the.ids.caseId}`)).ok, {
      waitingFor: ['team-manager'],
    })
    const { clocks } = (await the.person.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok
    t.match(
      clocks.find(({ kind }) => kind === 'plan-decision'),
      { startedOn: '2026-11-24', dueOn: '2026-12-01' },
    )
    await refused(t, service, () => decide(the, the.careCoordinator), 'not-the-decider')
    t.match((await decide(the, the.teamManager)).ok.decision, { tier: 'team-manager' })
  },
)

t.test('a declared conflict bars at every tier, whatever other role they have', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const both = service.as(anActor('team-manager', { sub: 'manager-and-mdt', roles: ['team-manager', 'mdt-member'] }))
  t.equal((await declare(the, both)).ok.supportPlan.tier, 'mdt-meeting')
  await refused(t, service, () => vote(the, both), 'decision-not-independent')
  await refused(t, service, () => escalate(the, both), 'decision-not-independent')
})

t.test('to pass a plan up for a conflict is to declare it', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const both = service.as(anActor('team-manager', { sub: 'another-with-both', roles: ['team-manager', 'mdt-member'] }))
  t.equal((await escalate(the, both, { because: 'conflict-of-interest' })).ok.tier, 'mdt-meeting')
  t.match(await list(the), [{ standing: 'team-manager', words: null }])
  await refused(t, service, () => vote(the, both), 'decision-not-independent')
})

t.test('before the plan is signed, the care coordinator’s conflict makes the route pass them by', async (t) => {
  const the = await journeyTo(service, 'plan-drafted', withinLimit)
  t.match((await declare(the)).ok, { supportPlan: { status: 'draft', tier: null } })
  const sentence =
    'The care coordinator is not independent of this plan. It is within the team manager’s £1,000.00, so the team manager decides.'
  t.match(await readRoute(the), { decides: 'team-manager', sentence, arrivals: [] }, 'told before anybody signs')
  await the.on('plan-signed')
  t.match(await readRoute(the), { decides: 'team-manager', sentence, arrivals: [{ because: 'not-independent' }] })
})

t.test('the broker’s conflict forces nothing in Merseyside, and is known to whoever decides', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  t.equal((await declare(the, the.broker)).ok.supportPlan.tier, 'care-coordinator')
  t.match(await list(the, the.careCoordinator), [{ name: 'Quillon broker', standing: 'broker', words }])
  for (const client of [the.person, the.broker])
    t.match(await list(the, client), [{ standing: 'broker', words: null }], 'what it is, is told to who decides')
})

t.test('on a panel the others decide, and a vote that was given before does not count', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const members = panelMembers(the, 4)
  for (const member of members.slice(0, 3)) await vote(the, member)
  t.match(await readRoute(the), { votes: { agreeing: 3, quorate: true } })
  const [, second, , fourth] = members
  if (!second || !fourth) throw new Error('the panel has four members')
  t.equal((await declare(the, second)).ok.supportPlan.tier, 'risk-enablement-panel')
  t.match(await readRoute(the), { votes: { agreeing: 2, quorate: false } })
  await refused(t, service, () => decide(the, fourth), 'quorum-missing')
  await vote(the, fourth)
  t.equal((await decide(the, fourth)).status, 201)
})

t.test('409: a conflict is declared once, and two at the same moment leave one', async (t) => {
  const the = await journeyTo(service, 'plan-drafted', withinLimit)
  const answers = await Promise.all([declare(the, the.broker), declare(the, the.broker), declare(the, the.broker)])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409])
  await refused(t, service, () => declare(the, the.broker), 'conflict-declared')
  t.equal((await list(the)).length, 1)
})

t.test('403: somebody who neither works nor decides on the case has nothing to declare', async (t) => {
  const the = await journeyTo(service, 'plan-drafted', withinLimit)
  await refused(
    t,
    service,
    () => declare(the, the.officer),
    'capacity-missing',
    'the officer sits at no tier of Merseyside',
  )
  await refused(t, service, () => declare(the, service.as('machine')), 'capacity-missing')
})

t.test('409: nothing is declared once the plan is decided on', async (t) => {
  const the = await journeyTo(service, 'plan-agreed', withinLimit)
  await refused(t, service, () => declare(the), 'wrong-state')
})

t.test('it is open to those who work and decide on plans, and to nobody of another commissioner', async (t) => {
  const the = await journeyTo(service, 'plan-drafted', withinLimit)
  await closed(t, service, 'conflict:write', (client) => declare(the, client))
})

t.test('a relative of the person may stand on the case, and does not decide on it', async (t) => {
  const the = await journeyTo(service, 'case-opened', withinLimit)
  const team = `/v1/cases/${the.ids.caseId}/members`
  const [coordinator] = (
    await the.careCoordinator.get<{ items: { id: string; relative: boolean }[] }>(team)
  ).ok.items.slice(-1)
  t.equal(coordinator?.relative, false)
  const aunt = anActor('team-manager', { sub: 'the-aunt' })
  const joined = await the.careCoordinator.post(team, {
    ...aMember({ actorId: 'the-aunt', capacity: 'advocate', name: 'Quillon Aunt', organisationId: null }),
    relative: true,
  })
  t.match(joined.ok, { capacity: 'advocate', relative: true })
  const other = await journeyTo(service, 'plan-signed', overLimit)
  t.equal((await decide(other, service.as(aunt))).status, 201, 'on another case the aunt decides as anybody does')
  await the.on('plan-drafted')
  await escalateTo(await the.on('plan-signed'), 'team-manager')
  await refused(t, service, () => decide(the, service.as(aunt)), 'decision-not-independent')
  t.equal((await decide(the, the.teamManager)).status, 201)
})

t.test('a care coordinator who is a relative is passed by, also after they have left', async (t) => {
  const the = await journeyTo(service, 'team-complete', withinLimit)
  const team = `/v1/cases/${the.ids.caseId}/members`
  const members = (await the.careCoordinator.get<{ items: { id: string; capacity: string }[] }>(team)).ok.items
  const own = members.find(({ capacity }) => capacity === 'care-coordinator')
  const uncle = anActor('care-coordinator', { sub: 'the-uncle' })
  await the.teamManager.post(`${team}/${own?.id}/departure`)
  const body = aMember({
    actorId: 'the-uncle',
    capacity: 'care-coordinator',
    name: 'Quillon Uncle',
    organisationId: null,
  })
  const seat = (await the.teamManager.post<{ id: string }>(team, { ...body, relative: true })).ok.id
  const asUncle = { ...the, careCoordinator: service.as(uncle) }
  await the.on('expression-accepted')
  t.equal((await asUncle.careCoordinator.get(team)).status, 200)
  await the.teamManager.post(`${team}/${seat}/departure`)
  await the.teamManager.post(
    team,
    aMember({ actorId: 'the-care-coordinator', capacity: 'care-coordinator', organisationId: null }),
  )
  await the.on('plan-signed')
  await escalateTo(the, 'team-manager')
  const promoted = service.as(anActor('team-manager', { sub: 'the-uncle' }))
  await refused(t, service, () => decide(the, promoted), 'decision-not-independent')
})

t.test(
  'to declare it and to pass the plan up for it are the same: the same events, and at a panel the others decide',
  async (t) => {
    const ways = [(the: Journey, client: Client) => escalate(the, client, { because: 'conflict-of-interest' }), declare]
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
  const ways = [(the: Journey, client: Client) => escalate(the, client, { because: 'conflict-of-interest' }), declare]
  for (const way of ways) {
    const the = await journeyTo(service, 'plan-drafted', overLimit)
    t.equal((await declare(the, the.teamManager)).ok.supportPlan.tier, null)
    await refused(t, service, () => declare(the, the.teamManager), 'conflict-declared', 'nothing to pass up yet')
    await the.on('plan-signed')
    await refused(t, service, () => decide(the, the.teamManager), 'decision-not-independent')
    const entries = await audited(service, () => way(the, the.teamManager))
    t.match(
      entries.map(({ type, facts }) => [type, facts]),
      [['support-plan.escalated', { from: 'team-manager', to: 'mdt-meeting', because: 'conflict-of-interest' }]],
    )
    t.match(await readRoute(the), { decides: 'mdt-meeting' })
    t.match(await list(the, the.teamManager), [{ standing: 'team-manager', words }], 'it is kept once')
    await refused(t, service, () => declare(the, the.teamManager), 'conflict-declared')
  }
})

t.test('who decides alone with nobody above is barred as well, and the commissioner is told', async (t) => {
  const { items } = (
    await service.as('commissioner-officer').get<{ items: { code: string; rules: SchemeRules }[] }>('/v1/schemes')
  ).ok
  const rules = items.find(({ code }) => code === 'merseyside-one-off')?.rules
  await published(service, service.clock.today(), { tiers: rules?.tiers.slice(0, 2) ?? [] })
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const entries = await audited(service, async () => {
    t.match((await escalate(the, the.teamManager, { because: 'conflict-of-interest' })).ok, { tier: 'team-manager' })
  })
  t.match(entries, [{ type: 'support-plan.conflict-declared', facts: { nobodyAbove: 'team-manager' } }])
  t.equal((await list(the)).length, 1)
  t.match((await the.person.get(`/v1/cases/${the.ids.caseId}`)).ok, {
    waitingFor: ['team-manager', 'commissioner-officer'],
  })
  const tasks = (await the.officer.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
  t.ok(tasks.some(({ caseId }) => caseId === the.ids.caseId))
  await refused(t, service, () => decide(the, the.teamManager), 'decision-not-independent')
  const second = service.as(anActor('team-manager', { sub: 'the-second-manager' }))
  t.equal((await decide(the, second)).status, 201)
})

t.test(
  'so the commissioner is told as soon as the plan comes there, where the conflict was declared before',
  async (t) => {
    const the = await journeyTo(service, 'plan-drafted', overLimit)
    await declare(the, the.teamManager)
    await the.on('plan-signed')
    t.match((await the.person.get(`/v1/cases/${the.ids.caseId}`)).ok, {
      waitingFor: ['team-manager', 'commissioner-officer'],
    })
    await refused(t, service, () => declare(the, the.teamManager), 'conflict-declared', 'it was told')
    t.equal((await list(the)).length, 1)
  },
)
