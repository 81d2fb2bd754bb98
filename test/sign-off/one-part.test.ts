import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { Role } from '../../src/permissions.ts'
import { hear } from '../panel-meetings/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember, aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff, sameHuman } from '../support/staff.ts'
import { decide, decideChanged, escalateTo, mdtMembers, overLimit, sent, sign, vote, withinLimit } from './acts.ts'

const manager = (journey: Journey, sub: string) => journey.service.as(anActor('team-manager', { sub }))

t.test('who assessed and signed does not decide as team manager, in the same account or another', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const both = service.as(
    anActor('team-manager', { sub: 'the-care-coordinator', roles: ['care-coordinator', 'team-manager'] }),
  )
  await refused(t, service, () => decide(journey, both), 'decision-not-independent', 'one account with two roles')
  await sameHuman(service, 'second-account', anActor('care-coordinator'))
  const second = manager(journey, 'second-account')
  await refused(t, service, () => decide(journey, second), 'decision-not-independent', 'two accounts of one human')
  t.equal((await decide(journey, journey.teamManager)).status, 201)
})

t.test('who wrote down what the person said or signed decides on nothing of theirs', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-submitted', overLimit)
  const { ids, person, careCoordinator, broker, teamManager, officer } = journey
  const team = `/v1/cases/${ids.caseId}/members`
  const coordinator = async (actorId: string) => {
    const { items } = (await officer.get<{ items: CaseMember[] }>(team)).ok
    const now = items.find(({ caseRole, leftAt }) => caseRole === 'care-coordinator' && leftAt === null)
    t.equal((await teamManager.post(`${team}/${now?.id}/departure`)).status, 200)
    const body = aMember({ actorId, caseRole: 'care-coordinator', organisationId: tenants.QYG.trustId })
    await registerStaff(service, 'care-coordinator', actorId)
    t.equal((await teamManager.post(team, body)).status, 201)
  }
  t.equal((await person.post(`/v1/cases/${ids.caseId}/recorded-signing`)).status, 200)
  await coordinator('for-a-moment')
  const recorder = (roles: Role[]) => service.as(anActor('care-coordinator', { sub: 'for-a-moment', roles }))
  const paper = { how: 'in-person', saidFor: aSaidFor({ how: 'in-person' }) }
  t.equal((await sign(journey, recorder(['care-coordinator']), 'person', paper)).status, 201)
  await coordinator('the-care-coordinator')
  t.equal((await sign(journey, broker, 'broker')).status, 201)
  t.equal((await sign(journey, careCoordinator, 'care-coordinator')).status, 201)
  await refused(t, service, () => decide(journey, recorder(['team-manager'])), 'decision-not-independent')
  t.equal((await decide(journey, teamManager)).status, 201)
})

t.test('a conflict of interest is of the human and the case: a new draft does not wash it off', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-submitted', overLimit)
  const { ids, broker, teamManager } = journey
  const declared = await teamManager.post(`/v1/support-plans/${ids.supportPlanId}/conflicts-of-interest`, {
    words: 'She is my cousin.',
  })
  t.equal(declared.status, 201)
  t.equal((await broker.post(`/v1/support-plans/${ids.supportPlanId}/withdrawal`)).status, 200)
  const drafted = await broker.post<{ id: string }>(`/v1/cases/${ids.caseId}/support-plans`, aPlan(overLimit.wish))
  const next = await sent(journey, drafted.ok.id)
  await refused(t, service, () => decideChanged(teamManager, next), 'decision-not-independent')
})

t.test('nor the tier that it passed the plan to, and it is listed on the new draft', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const { ids, broker, teamManager } = journey
  const conflicts = (id: string) => `/v1/support-plans/${id}/conflicts-of-interest`
  const declared = await teamManager.post<{ supportPlan: { tier: string } }>(conflicts(ids.supportPlanId), {
    words: 'My cousin.',
  })
  t.equal(declared.ok.supportPlan.tier, 'mdt-meeting')
  await hear(journey)
  const members = mdtMembers(journey)
  for (const member of members) await vote(journey, member, false)
  const [member = broker] = members
  t.equal((await decide(journey, member, 'returned')).status, 201)
  t.equal((await broker.post(`/v1/support-plans/${ids.supportPlanId}/withdrawal`)).status, 200)
  const drafted = await broker.post<{ id: string }>(`/v1/cases/${ids.caseId}/support-plans`, aPlan(overLimit.wish))
  const next = await sent(journey, drafted.ok.id)
  const colleague = manager(journey, 'another-manager')
  await refused(t, service, () => decideChanged(colleague, next), 'not-the-decider')
  const { ok } = await broker.get<{ tier: string }>(`/v1/support-plans/${drafted.ok.id}`)
  t.equal(ok.tier, 'mdt-meeting')
  const { items } = (await broker.get<{ items: object[] }>(conflicts(drafted.ok.id))).ok
  t.match(items, [{ supportPlanId: ids.supportPlanId, declaredAs: 'team-manager' }])
})

t.test('a meeting is of two humans, and nobody votes twice by two accounts', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await escalateTo(journey, 'mdt-meeting')
  const [first, second] = mdtMembers(journey)
  if (!first || !second) throw new Error('two members')
  t.equal((await vote(journey, first)).status, 201)
  await sameHuman(service, 'mdt-again', anActor('mdt-member', { sub: 'mdt-member-0' }))
  const again = service.as(anActor('mdt-member', { sub: 'mdt-again' }))
  await refused(t, service, () => vote(journey, again), 'already-voted')
  t.equal((await vote(journey, second)).status, 201)
  t.equal((await decide(journey, first)).status, 201, 'they write down what two decided')
})

t.test('nobody signs as broker and as care coordinator by two accounts', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-submitted')
  await sameHuman(service, 'the-broker', anActor('care-coordinator'))
  t.equal((await sign(journey, journey.broker, 'broker')).status, 201)
  await refused(t, service, () => sign(journey, journey.careCoordinator, 'care-coordinator'), 'signature-not-awaited')
})

t.test(
  'an account that nobody registered neither reads, assesses, calculates, signs, decides nor spends',
  async (t) => {
    const service = await startService(t)
    const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
    const tenant = tenants.QYG.commissionerId
    await service.tokenFor('care-coordinator')
    await service.database.sql('delete from staff_identity where commissioner_id = $1 and actor_id = $2', [
      tenant,
      'the-care-coordinator',
    ])
    const { careCoordinator, ids } = journey
    await refused(t, service, () => careCoordinator.get(`/v1/cases/${ids.caseId}`), 'staff-not-registered')
    await refused(t, service, () => decide(journey, careCoordinator), 'staff-not-registered')
    await refused(
      t,
      service,
      () => careCoordinator.post(`/v1/cases/${ids.caseId}/budget-calculations`, aWish()),
      'staff-not-registered',
    )
  },
)

t.test('nobody works on their own case or a relative’s, in whatever account', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const { ids, person, officer, teamManager } = journey
  // The person is the officer, who signs in to their own record by an account of their own.
  await officer.get('/v1/organisations')
  await sameHuman(service, person.actor?.sub ?? '', anActor('commissioner-officer'))
  const body = { how: 'in-person' }
  await refused(
    t,
    service,
    () => officer.post(`/v1/cases/${ids.caseId}/indicative-budget/disclosure`, body),
    'own-case',
  )
  t.equal((await person.get(`/v1/cases/${ids.caseId}`)).status, 200, 'what is theirs stays theirs')
  // The representative is a relative, and the team manager by another account.
  await teamManager.get('/v1/organisations')
  await sameHuman(service, 'the-representative', anActor('team-manager'))
  await refused(t, service, () => decide(journey, teamManager), 'decision-not-independent')
})
