import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import type { Delegation } from '../../src/delegations/schemas.ts'
import type { Role } from '../../src/permissions.ts'
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
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { remove } from '../support/removal.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
let delegates = 0

const decidesAlone: readonly Role[] = ['care-coordinator', 'team-manager']

/** Somebody who stands in from today until the end of next week, unless other days are given. */
async function aDelegate(
  holder: Role,
  more: { readonly holderId?: string | undefined } & Record<string, unknown> = {},
  actor: Partial<Actor> = {},
) {
  delegates += 1
  const delegate = anActor('care-coordinator', {
    sub: `delegate-${delegates}`,
    name: `Quillon Delegate ${delegates}`,
    ...actor,
  })
  const inPlaceOf = anActor(holder, { sub: more.holderId ?? `the-${holder}` })
  // Whoever asks for a token is registered.
  await service.tokenFor(inPlaceOf)
  const body = {
    holderId: inPlaceOf.sub,
    holderName: `Quillon ${holder}`,
    tierRole: holder,
    organisationId: tenants.QYG.trustId,
    delegateId: delegate.sub,
    delegateName: delegate.name,
    from: '2026-11-24',
    until: '2026-12-04',
    ...more,
  }
  const namer = decidesAlone.includes(holder) ? officer : service.as(inPlaceOf)
  const named = (await namer.post<Delegation>('/v1/delegations', body)).ok
  return { delegate: service.as(delegate), named }
}
const caseOf = (journey: Journey, client: Client) => client.get(`/v1/cases/${journey.ids.caseId}`)
const tasksOf = async (client: Client) => (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
const back = () => service.clock.set('2026-11-24T09:30:00Z')

t.test(
  'a delegate sees the holder’s cases and what waits on them from the first day to the last, and not a day more',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const { delegate } = await aDelegate('care-coordinator', { from: '2026-11-25', until: '2026-11-27' })
    const seen = async (instant: string) => {
      service.clock.set(instant)
      const task = (await tasksOf(delegate)).find(({ caseId }) => caseId === journey.ids.caseId)
      return [(await caseOf(journey, delegate)).status, (await read(journey, delegate)).status, task?.onBehalfOf]
    }
    t.same(await seen('2026-11-24T23:59:59Z'), [404, 404, undefined])
    t.same(await seen('2026-11-25T00:00:00Z'), [200, 200, 'Quillon care-coordinator'])
    t.same(await seen('2026-11-27T23:59:59Z'), [200, 200, 'Quillon care-coordinator'])
    t.same(await seen('2026-11-28T00:00:00Z'), [404, 404, undefined])
    back()
  },
)

t.test('a delegate decides in the holder’s place, and the decision says so', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const { delegate } = await aDelegate('care-coordinator')
  const entries = await audited(service, async () => {
    t.match((await decide(journey, delegate)).ok, {
      decision: {
        tier: 'care-coordinator',
        decidedByName: delegate.actor?.name,
        inPlaceOfName: 'Quillon care-coordinator',
      },
      supportPlan: { status: 'agreed' },
    })
  })
  t.match(entries.find((entry) => entry.type === 'support-plan.agreed')?.facts, { inPlaceOf: 'the-care-coordinator' })
  t.equal(
    (await decide(await journeyTo(service, 'plan-signed', withinLimit), journey.careCoordinator)).ok.decision
      .inPlaceOfName,
    null,
  )
})

t.test('a delegate may pass a plan up as the holder may', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const { delegate } = await aDelegate('care-coordinator')
  t.equal((await escalate(journey, delegate)).ok.tier, 'team-manager')
  await refused(t, service, () => decide(journey, delegate), 'not-the-decider')
})

t.test('404: a delegate of somebody else sees nothing of the case', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const { delegate } = await aDelegate('care-coordinator', { holderId: 'another-coordinator' })
  await refused(t, service, () => decide(journey, delegate), 'not-found')
  const { delegate: elsewhere } = await aDelegate('care-coordinator', {}, { organisation: 'RW5' })
  await refused(t, service, () => decide(journey, elsewhere), 'not-found', 'from outside the trust')
  const { delegate: person } = await aDelegate('care-coordinator', {}, { roles: ['person'] })
  t.equal((await caseOf(journey, person)).status, 404, 'somebody who decides on nothing')
})

t.test('an ended delegation ends at once', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const { delegate, named } = await aDelegate('care-coordinator')
  t.equal((await caseOf(journey, delegate)).status, 200)
  await officer.post(`/v1/delegations/${named.id}/ending`)
  await refused(t, service, () => decide(journey, delegate), 'not-found')
})

t.test('403: never on a plan of a case on whose team they are, though they stand in for who decides', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const { delegate } = await aDelegate(
    'team-manager',
    { delegateId: 'the-care-coordinator' },
    { sub: 'the-care-coordinator' },
  )
  await refused(t, service, () => decide(journey, delegate), 'decision-not-independent', 'their own case')
  await refused(t, service, () => escalate(journey, delegate), 'decision-not-independent')
  const { delegate: broker } = await aDelegate(
    'team-manager',
    { delegateId: 'the-broker' },
    { sub: 'the-broker', roles: ['care-coordinator'] },
  )
  await refused(t, service, () => decide(journey, broker), 'decision-not-independent', 'who wrote and signed it')
  const other = await aDelegate('team-manager')
  t.equal((await decide(journey, other.delegate)).ok.decision.inPlaceOfName, 'Quillon team-manager')
})

t.test('403: whoever left the team has had their hands in it, and is no delegate on it either', async (t) => {
  const journey = await journeyTo(service, 'team-complete', overLimit)
  const { delegate } = await aDelegate('team-manager')
  const team = `/v1/cases/${journey.ids.caseId}/members`
  const advocate = aMember({ actorId: delegate.actor?.sub ?? '', caseRole: 'advocate', organisationId: null })
  const { id } = (await journey.careCoordinator.post<{ id: string }>(team, advocate)).ok
  await remove(journey, id)
  await journey.on('plan-signed')
  await refused(t, service, () => decide(journey, delegate), 'decision-not-independent')
})

t.test('403: a delegate does not decide where the holder may not', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const conflicted = service.as(
    anActor('team-manager', { sub: 'the-team-manager', roles: ['team-manager', 'mdt-member'] }),
  )
  const { delegate } = await aDelegate('mdt-member', { holderId: 'the-team-manager' })
  await conflicted.post(pathOf(journey, '/conflicts-of-interest'), { words: 'I know the seller.' })
  t.equal((await read(journey)).ok.tier, 'mdt-meeting')
  await refused(t, service, () => vote(journey, delegate), 'decision-not-independent')
})

t.test('a delegate’s delegate is nobody’s delegate', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const { delegate } = await aDelegate('care-coordinator')
  const { delegate: second } = await aDelegate('care-coordinator', { holderId: delegate.actor?.sub })
  t.equal((await caseOf(journey, second)).status, 404)
})

t.test('a delegate sees and decides; who signs, assesses or joins the team does so in person', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted', withinLimit)
  const { delegate } = await aDelegate('care-coordinator')
  const body = { caseRole: 'care-coordinator', how: 'online', contentHash: journey.ids.contentHash }
  await refused(t, service, () => delegate.post(pathOf(journey, '/signatures'), body), 'case-role-required')
  t.match(
    (await tasksOf(delegate)).find(({ caseId }) => caseId === journey.ids.caseId),
    {
      waitingFor: 'care-coordinator',
      onBehalfOf: 'Quillon care-coordinator',
    },
  )
})

t.test('a seat on a panel votes once, by its holder or by a delegate, also when both vote at once', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const [lived, holder] = panelMembers(journey, 2)
  if (!lived || !holder) throw new Error('the panel has members')
  const panel = { tierRole: 'panel-member', organisationId: null }
  const { delegate } = await aDelegate(
    'panel-member',
    { ...panel, holderId: holder.actor?.sub },
    { organisation: 'RW4' },
  )
  const answers = await Promise.all([vote(journey, holder), vote(journey, delegate)])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409])
  for (const client of [holder, delegate]) await refused(t, service, () => vote(journey, client), 'already-voted')
  await vote(journey, lived)
  t.match((await readRoute(journey)).votes, { agreeing: 2, livedExperience: 1, quorate: false })
})

t.test('a delegate of two who sit there votes once, in the seat that is free: a quorum is of people', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const [lived, one, two] = panelMembers(journey)
  if (!lived || !one || !two) throw new Error('the panel has members')
  const panel = { tierRole: 'panel-member', organisationId: null }
  const { delegate } = await aDelegate('panel-member', { ...panel, holderId: one.actor?.sub, holderName: 'One' })
  const delegateId = delegate.actor?.sub ?? ''
  await aDelegate(
    'panel-member',
    { ...panel, holderId: two.actor?.sub, holderName: 'Two', delegateId },
    { sub: delegateId },
  )
  await vote(journey, lived)
  t.equal((await vote(journey, one)).status, 201, 'who is there votes in person')
  t.match((await vote(journey, delegate)).ok.votes, { agreeing: 3, quorate: true }, 'and the delegate for who is not')
  for (const client of [delegate, two]) await refused(t, service, () => vote(journey, client), 'already-voted')
})

t.test('nobody makes themself a delegate, of whomever', async (t) => {
  const { id: _, setAt: __, endedAt: ___, ...body } = (await aDelegate('mdt-member')).named
  const manager = service.as('team-manager')
  const itself = { ...body, tierRole: 'care-coordinator', holderId: 'the-care-coordinator' }
  const to = (delegateId: string) => () => manager.post('/v1/delegations', { ...itself, delegateId })
  await refused(t, service, to('the-team-manager'), 'case-role-required')
  t.equal((await to('somebody-else')()).status, 201)
})

t.test('422 and 403: nobody fills the seats of a meeting or a panel with delegates of their own choice', async (t) => {
  const { id: _, setAt: __, endedAt: ___, ...body } = (await aDelegate('mdt-member')).named
  const manager = service.as('team-manager')
  const name = (client: Client, more: object) => () => client.post('/v1/delegations', { ...body, ...more })
  const alone = { tierRole: 'care-coordinator' }
  const elsewhere = anActor('care-coordinator', { sub: 'at-the-other-trust', organisation: 'RW5' })
  await service.tokenFor(elsewhere)
  for (const holderId of ['nobody-ever', elsewhere.sub, 'the-broker'])
    fits(t, (await refused(t, service, name(manager, { ...alone, holderId }), 'reference-unknown')).errors, [
      { pointer: '/holderId' },
    ])
  const panel = { tierRole: 'panel-member', organisationId: null, holderId: 'the-panel-member' }
  for (const [client, more] of [
    [manager, { holderId: 'the-mdt-member' }],
    [officer, { holderId: 'the-mdt-member' }],
    [officer, panel],
  ] as const)
    await refused(t, service, name(client, more), 'case-role-required')
  t.equal((await name(service.as('panel-member'), panel)()).status, 201, 'who holds the seat')
})

t.test('a delegate brings no lived experience that is not their own', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'risk-enablement-panel')
  const seat = { tierRole: 'lived-experience-member', organisationId: null, holderId: 'panel-member-0' }
  const { delegate } = await aDelegate('lived-experience-member', seat)
  t.match((await vote(journey, delegate)).ok.votes, { agreeing: 1, livedExperience: 0 })
})

t.test('of two delegates who decide at once, one has decided', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const [one, two] = [await aDelegate('team-manager'), await aDelegate('team-manager')]
  const answers = await Promise.all([
    decide(journey, one.delegate),
    decide(journey, two.delegate),
    decide(journey, journey.teamManager),
  ])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409])
  const rows = await service.database.sql('select 1 from decision where subject_id = $1', [journey.ids.supportPlanId])
  t.equal(rows.length, 1)
})
