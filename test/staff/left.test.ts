import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { DelegationPage } from '../../src/delegations/schemas.ts'
import type { StaffMemberPage } from '../../src/staff/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import type { Service } from '../support/service.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

const { trustId } = tenants.QYG
const members = async ({ officer, ids }: Journey) =>
  (await officer.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok.items

/** Ends the work of whoever has this account, as an officer does. */
async function endWorkOf(actorId: string, at: Service = service) {
  const officer = at.as('commissioner-officer')
  const { items } = (await officer.get<Static<typeof StaffMemberPage>>('/v1/staff-members?limit=100')).ok
  const member = items.find(({ accounts }) => accounts.some((account) => account.actorId === actorId))
  return (await officer.post(`/v1/staff-members/${member?.id}/ending`)).ok
}

t.test(
  'who works here no longer is let in nowhere within 30 seconds, with a token that is known and good',
  async (t) => {
    const { ids } = await journeyTo(service, 'case-opened')
    const { caseId, personId } = ids
    const left = service.as(
      anActor('care-coordinator', { sub: 'who-leaves', roles: ['care-coordinator', 'team-manager'] }),
    )
    t.equal((await left.get(`/v1/cases/${caseId}`)).status, 200, 'at the trust')
    await endWorkOf('who-leaves')
    service.clock.advance({ seconds: 31 })
    const acts = {
      'reads a case': () => left.get(`/v1/cases/${caseId}`),
      'lists cases': () => left.get('/v1/cases'),
      'breaks glass': () => left.post(`/v1/cases/${caseId}/break-glass`, { reason: 'I am on call tonight.' }),
      'issues a sign-in code': () => left.post(`/v1/people/${personId}/sign-in-codes`, {}),
      'searches a person': () => left.post('/v1/people/searches', {}),
    }
    for (const [title, act] of Object.entries(acts)) await refused(t, service, act, 'staff-not-registered', title)
  },
)

t.test('who works here no longer still asks for themself, as a person with a budget does', async (t) => {
  const both = anActor('care-coordinator', { sub: 'staff-and-person', roles: ['care-coordinator', 'person'] })
  const client = service.as(both)
  t.equal((await client.get('/v1/cases')).status, 200)
  await endWorkOf('staff-and-person')
  service.clock.advance({ seconds: 31 })
  t.equal((await client.get('/v1/cases')).status, 200, 'their own cases')
  await refused(t, service, () => client.post('/v1/people/searches', {}), 'staff-not-registered', 'the work')
})

t.test('an emergency opens a case to registered staff who are no relation, and to nobody else', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { caseId } = journey.ids
  const breakGlass = (client: typeof journey.officer) =>
    client.post(`/v1/cases/${caseId}/break-glass`, { reason: 'The person is in crisis, and nobody answers.' })
  const onCall = anActor('care-coordinator', { sub: 'on-call-and-unknown' })
  const unknown = service.withToken(await service.tokenFor(onCall))
  await service.database.sql('delete from staff_identity where actor_id = $1', [onCall.sub])
  await refused(t, service, () => breakGlass(unknown), 'staff-not-registered')

  const related = anActor('care-coordinator', { sub: 'on-call-and-related' })
  const theirs = service.as(related)
  await journey.careCoordinator.get(`/v1/cases/${caseId}`)
  await service.tokenFor(related)
  await service.database.sql(
    `update case_member set relative = true, actor_id = $2 where case_id = $1 and case_role = 'care-coordinator'`,
    [caseId, related.sub],
  )
  await service.database.sql(
    `update case_member set left_at = joined_at where case_id = $1 and case_role = 'care-coordinator'`,
    [caseId],
  )
  await refused(t, service, () => breakGlass(theirs), 'own-case')
  const colleague = service.as(anActor('care-coordinator', { sub: 'on-call' }))
  t.equal((await breakGlass(colleague)).status, 201)
})

t.test('whose work here ends leaves their cases, and nobody stands in for them or they for anybody', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { caseId } = journey.ids
  const theirs = anActor('care-coordinator', { sub: 'who-hands-over' })
  await service.tokenFor(theirs)
  const [before] = (await members(journey)).filter(({ caseRole }) => caseRole === 'care-coordinator')
  const officer = service.as('commissioner-officer')
  await officer.post(`/v1/cases/${caseId}/members/${before?.id}/departure`)
  const place = { actorId: theirs.sub, caseRole: 'care-coordinator', organisationId: trustId } as const
  await officer.post(`/v1/cases/${caseId}/members`, aMember(place))
  const named = (holderId: string, delegateId: string) => ({
    ...{ holderId, delegateId, holderName: 'Quillon Holder', delegateName: 'Quillon Delegate' },
    ...{ tierRole: 'care-coordinator', organisationId: trustId, from: '2026-11-25', until: '2026-12-04' },
  })
  await service.tokenFor(anActor('care-coordinator', { sub: 'a-colleague' }))
  for (const [holder, delegate] of [
    [theirs.sub, 'a-colleague'],
    ['the-care-coordinator', theirs.sub],
    ['the-care-coordinator', 'a-colleague'],
  ] as const)
    t.equal((await officer.post('/v1/delegations', named(holder, delegate))).status, 201)

  const entries = await audited(service, () => endWorkOf(theirs.sub))
  const told = entries.filter(({ type }) => ['case.member-left', 'delegation.ended'].includes(type))
  t.match(told.map(({ type, case_id }) => [type, case_id]).sort(), [
    ['case.member-left', caseId],
    ['delegation.ended', null],
    ['delegation.ended', null],
  ])
  t.ok((await members(journey)).filter(({ actorId }) => actorId === theirs.sub).every(({ leftAt }) => leftAt))
  const { items } = (await officer.get<Static<typeof DelegationPage>>('/v1/delegations')).ok
  t.match(
    items.map(({ holderId, endedAt }) => [holderId, endedAt !== null]),
    [
      ['the-care-coordinator', false],
      ['the-care-coordinator', true],
      [theirs.sub, true],
    ],
  )
})
