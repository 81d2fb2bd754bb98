import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import type { Deputyship } from '../../src/delegations/schemas.ts'
import {
  decide,
  escalate,
  escalateTo,
  overLimit,
  panelMembers,
  pathOf,
  read,
  readRoute,
  vote,
  withinLimit,
} from '../sign-off/acts.ts'
import { type Actor, anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
let deputies = 0

/** Somebody who stands in from today until the end of next week, unless other days are given. */
async function aDeputy(holder: string, more: object = {}, actor: Partial<Actor> = {}) {
  deputies += 1
  const deputy = anActor('care-coordinator', {
    sub: `deputy-${deputies}`,
    name: `Quillon Deputy ${deputies}`,
    ...actor,
  })
  const body = {
    holderId: `the-${holder}`,
    holderName: `Quillon ${holder}`,
    standing: holder,
    organisationId: tenants.QYG.trustId,
    deputyId: deputy.sub,
    deputyName: deputy.name,
    from: '2026-11-24',
    until: '2026-12-04',
    ...more,
  }
  const named = (await officer.post<Deputyship>('/v1/deputyships', body)).ok
  return { deputy: service.as(deputy), named }
}
const caseOf = (the: Journey, client: Client) => client.get(`/v1/cases/${the.ids.caseId}`)
const tasksOf = async (client: Client) => (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
const back = () => service.clock.set('2026-11-24T09:30:00Z')

t.test(
  'a deputy sees the holder’s cases and what waits on them from the first day to the last, and not a day more',
  async (t) => {
    const the = await journeyTo(service, 'plan-signed', withinLimit)
    const { deputy } = await aDeputy('care-coordinator', { from: '2026-11-25', until: '2026-11-27' })
    const seen = async (instant: string) => {
      service.clock.set(instant)
      const task = (await tasksOf(deputy)).find(({ caseId }) => caseId === the.ids.caseId)
      return [(await caseOf(the, deputy)).status, (await read(the, deputy)).status, task?.deputyFor]
    }
    t.same(await seen('2026-11-24T23:59:59Z'), [404, 404, undefined])
    t.same(await seen('2026-11-25T00:00:00Z'), [200, 200, 'Quillon care-coordinator'])
    t.same(await seen('2026-11-27T23:59:59Z'), [200, 200, 'Quillon care-coordinator'])
    t.same(await seen('2026-11-28T00:00:00Z'), [404, 404, undefined])
    back()
  },
)

t.test('a deputy decides in the holder’s place, and the decision says so', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  const { deputy } = await aDeputy('care-coordinator')
  const entries = await audited(service, async () => {
    t.match((await decide(the, deputy)).ok, {
      decision: {
        tier: 'care-coordinator',
        decidedByName: deputy.actor?.name,
        inPlaceOfName: 'Quillon care-coordinator',
      },
      supportPlan: { status: 'agreed' },
    })
  })
  t.match(entries.find((entry) => entry.type === 'support-plan.agreed')?.facts, { inPlaceOf: 'the-care-coordinator' })
  t.equal(
    (await decide(await journeyTo(service, 'plan-signed', withinLimit), the.careCoordinator)).ok.decision.inPlaceOfName,
    null,
  )
})

t.test('a deputy may pass a plan up as the holder may', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  const { deputy } = await aDeputy('care-coordinator')
  t.equal((await escalate(the, deputy)).ok.tier, 'team-manager')
  await refused(t, service, () => decide(the, deputy), 'not-the-decider')
})

t.test('404: a deputy of somebody else sees nothing of the case', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  const { deputy } = await aDeputy('care-coordinator', { holderId: 'another-coordinator' })
  await refused(t, service, () => decide(the, deputy), 'not-found')
  const { deputy: elsewhere } = await aDeputy('care-coordinator', {}, { organisation: 'BRK1' })
  await refused(t, service, () => decide(the, elsewhere), 'not-found', 'from outside the trust')
  const { deputy: person } = await aDeputy('care-coordinator', {}, { roles: ['person'] })
  t.equal((await caseOf(the, person)).status, 404, 'somebody who decides on nothing')
})

t.test('an ended deputyship ends at once', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  const { deputy, named } = await aDeputy('care-coordinator')
  t.equal((await caseOf(the, deputy)).status, 200)
  await officer.post(`/v1/deputyships/${named.id}/ending`)
  await refused(t, service, () => decide(the, deputy), 'not-found')
})

t.test('403: never on a plan of a case on whose team they are, though they stand in for who decides', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const { deputy } = await aDeputy(
    'team-manager',
    { deputyId: 'the-care-coordinator' },
    { sub: 'the-care-coordinator' },
  )
  await refused(t, service, () => decide(the, deputy), 'decision-not-independent', 'their own case')
  await refused(t, service, () => escalate(the, deputy), 'decision-not-independent')
  const { deputy: broker } = await aDeputy(
    'team-manager',
    { deputyId: 'the-broker' },
    { sub: 'the-broker', roles: ['care-coordinator'] },
  )
  await refused(t, service, () => decide(the, broker), 'decision-not-independent', 'who wrote and signed it')
  const other = await aDeputy('team-manager')
  t.equal((await decide(the, other.deputy)).ok.decision.inPlaceOfName, 'Quillon team-manager')
})

t.test('403: whoever left the team has had their hands in it, and is no deputy on it either', async (t) => {
  const the = await journeyTo(service, 'team-complete', overLimit)
  const { deputy } = await aDeputy('team-manager')
  const team = `/v1/cases/${the.ids.caseId}/members`
  const advocate = aMember({ actorId: deputy.actor?.sub ?? '', capacity: 'advocate', organisationId: null })
  const { id } = (await the.careCoordinator.post<{ id: string }>(team, advocate)).ok
  await the.officer.post(`${team}/${id}/departure`)
  await the.on('plan-signed')
  await refused(t, service, () => decide(the, deputy), 'decision-not-independent')
})

t.test('403: a deputy does not decide where the holder may not', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const conflicted = service.as(
    anActor('team-manager', { sub: 'the-team-manager', roles: ['team-manager', 'mdt-member'] }),
  )
  const { deputy } = await aDeputy('mdt-member', { holderId: 'the-team-manager' })
  await conflicted.post(pathOf(the, '/conflicts-of-interest'), { words: 'I know the seller.' })
  t.equal((await read(the)).ok.tier, 'mdt-meeting')
  await refused(t, service, () => vote(the, deputy), 'decision-not-independent')
})

t.test('a deputy’s deputy is nobody’s deputy', async (t) => {
  const the = await journeyTo(service, 'plan-signed', withinLimit)
  const { deputy } = await aDeputy('care-coordinator')
  const { deputy: second } = await aDeputy('care-coordinator', { holderId: deputy.actor?.sub })
  t.equal((await caseOf(the, second)).status, 404)
})

t.test('a deputy sees and decides; who signs, assesses or joins the team does so in person', async (t) => {
  const the = await journeyTo(service, 'plan-submitted', withinLimit)
  const { deputy } = await aDeputy('care-coordinator')
  const body = { capacity: 'care-coordinator', how: 'online', contentHash: the.ids.contentHash }
  await refused(t, service, () => deputy.post(pathOf(the, '/signatures'), body), 'capacity-missing')
  t.match(
    (await tasksOf(deputy)).find(({ caseId }) => caseId === the.ids.caseId),
    {
      waitingFor: 'care-coordinator',
      deputyFor: 'Quillon care-coordinator',
    },
  )
})

t.test('a seat on a panel votes once, by its holder or by a deputy, also when both vote at once', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const [lived, holder] = panelMembers(the, 2)
  if (!lived || !holder) throw new Error('the panel has members')
  const panel = { standing: 'panel-member', organisationId: null }
  const { deputy } = await aDeputy('panel-member', { ...panel, holderId: holder.actor?.sub }, { organisation: 'RW4' })
  const answers = await Promise.all([vote(the, holder), vote(the, deputy)])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409])
  for (const client of [holder, deputy]) await refused(t, service, () => vote(the, client), 'already-voted')
  await vote(the, lived)
  t.match((await readRoute(the)).votes, { agreeing: 2, livedExperience: 1, quorate: false })
})

t.test('a deputy of two who sit there votes once, in the seat that is free: a quorum is of people', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const [lived, one, two] = panelMembers(the)
  if (!lived || !one || !two) throw new Error('the panel has members')
  const panel = { standing: 'panel-member', organisationId: null }
  const { deputy } = await aDeputy('panel-member', { ...panel, holderId: one.actor?.sub, holderName: 'One' })
  const deputyId = deputy.actor?.sub ?? ''
  await aDeputy('panel-member', { ...panel, holderId: two.actor?.sub, holderName: 'Two', deputyId }, { sub: deputyId })
  await vote(the, lived)
  t.equal((await vote(the, one)).status, 201, 'who is there votes in person')
  t.match((await vote(the, deputy)).ok.votes, { agreeing: 3, quorate: true }, 'and the deputy for who is not')
  for (const client of [deputy, two]) await refused(t, service, () => vote(the, client), 'already-voted')
})

t.test('nobody makes themself a deputy, of whomever', async (t) => {
  const { id: _, setAt: __, endedAt: ___, ...body } = (await aDeputy('mdt-member')).named
  const manager = service.as('team-manager')
  const itself = { ...body, holderId: 'made-up', deputyId: manager.actor?.sub }
  await refused(t, service, () => manager.post('/v1/deputyships', itself), 'capacity-missing')
  t.equal((await manager.post('/v1/deputyships', { ...itself, deputyId: 'somebody-else' })).status, 201)
})

t.test('a deputy brings no lived experience that is not their own', async (t) => {
  const the = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const seat = { standing: 'lived-experience-member', organisationId: null, holderId: 'panel-member-0' }
  const { deputy } = await aDeputy('lived-experience-member', seat)
  t.match((await vote(the, deputy)).ok.votes, { agreeing: 1, livedExperience: 0 })
})

t.test('of two deputies who decide at once, one has decided', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const [one, two] = [await aDeputy('team-manager'), await aDeputy('team-manager')]
  const answers = await Promise.all([decide(the, one.deputy), decide(the, two.deputy), decide(the, the.teamManager)])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409])
  const rows = await service.database.sql('select 1 from decision where subject_id = $1', [the.ids.supportPlanId])
  t.equal(rows.length, 1)
})
