import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aBasis, aMember, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'

const service = await startService(t)
const advocate = {
  actorId: 'the-advocate',
  caseRole: 'advocate',
  name: 'Quillon Advocate',
  organisationId: null,
} as const
const team = async (client: Client, caseId: string) =>
  (await client.get<{ items: CaseMember[] }>(`/v1/cases/${caseId}/members`)).ok.items

t.test('201: who joins the team sees the case, in the role that was given', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const joining = service.as('advocate')
  t.equal((await joining.get(`/v1/cases/${ids.caseId}`)).status, 404)
  const entries = await audited(service, async () => {
    const answer = await careCoordinator.post<CaseMember>(`/v1/cases/${ids.caseId}/members`, aMember(advocate))
    t.equal(answer.status, 201)
    fits(t, answer.ok, { ...advocate, joinedAt: '2026-11-24T09:30:00.000Z', leftAt: null })
    fits(t, await team(careCoordinator, ids.caseId), [{}, {}, answer.ok])
  })
  fits(t, entries, [{ type: 'case.member-joined', case_id: ids.caseId, facts: { caseRole: 'advocate' } }])
  t.same((await joining.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.caseRoles, ['advocate'])
})

t.test('409: a broker joins only where the person has agreed to share with their organisation', async (t) => {
  const { careCoordinator, person, ids } = await journeyTo(service, 'case-opened')
  const add =
    (more = {}) =>
    () =>
      careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember(more))
  await refused(t, service, add(), 'consent-missing')
  await refused(t, service, add({ organisationId: tenants.QYG.trustId }), 'consent-missing')
  const consent = (purpose: string) =>
    person.post(`/v1/people/${ids.personId}/consents`, {
      organisationId: tenants.QYG.brokerageId,
      purpose,
      givenHow: 'by-phone',
    })
  for (const other of ['share-for-budget', 'share-for-assessment']) t.equal((await consent(other)).status, 201)
  await refused(t, service, add(), 'consent-missing')
  await consent('share-for-brokerage')
  t.equal((await add()()).status, 201)
})

t.test('400: a broker acts for an organisation', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const add = () => careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember({ organisationId: null }))
  fits(t, (await refused(t, service, add, 'request-invalid')).errors, [{ pointer: '/organisationId' }])
})

t.test(
  '400, 422: a care coordinator is sent by a trust, and holds the place by a sign-in of it in that role',
  async (t) => {
    const journey = await journeyTo(service, 'team-complete')
    const path = `/v1/cases/${journey.ids.caseId}`
    const { items } = (await journey.officer.get<{ items: { id: string; caseRole: string }[] }>(`${path}/members`)).ok
    const own = items.find(({ caseRole }) => caseRole === 'care-coordinator')
    await journey.officer.post(`${path}/members/${own?.id}/departure`)
    const add = (organisationId: string | null) => () =>
      journey.officer.post(
        `${path}/members`,
        aMember({ actorId: 'sent', caseRole: 'care-coordinator', organisationId }),
      )
    for (const [organisationId, code] of [
      [null, 'request-invalid'],
      [tenants.QYG.brokerageId, 'reference-unknown'],
      [tenants.QYG.councilId, 'reference-unknown'],
    ] as const)
      fits(t, (await refused(t, service, add(organisationId), code)).errors, [{ pointer: '/organisationId' }])
    await registerStaff(service, 'care-coordinator', 'sent')
    t.equal((await add(tenants.QYG.trustId)()).status, 201)
    const seen = async (role: 'care-coordinator' | 'broker' | 'person' | 'team-manager') =>
      (await service.as(anActor(role, { sub: 'sent' })).get<CaseView>(path)).status
    t.equal(await seen('care-coordinator'), 200)
    t.equal(await seen('team-manager'), 200, 'by their role at the trust')
    for (const role of ['broker', 'person'] as const) t.equal(await seen(role), 404, role)
  },
)

t.test('409: a case has one broker and one care coordinator at a time', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'team-complete')
  const add = (more: Partial<ReturnType<typeof aMember>>) => () =>
    careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember(more))
  await registerStaff(service, 'broker', 'second-broker')
  await registerStaff(service, 'care-coordinator', 'second-coordinator')
  await refused(t, service, add({ actorId: 'second-broker' }), 'member-taken')
  const second = {
    actorId: 'second-coordinator',
    caseRole: 'care-coordinator',
    organisationId: tenants.QYG.trustId,
  } as const
  await refused(t, service, add(second), 'member-taken')
})

t.test('409: of eight brokers who are added at once, one joins', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'team-complete')
  const members = `/v1/cases/${ids.caseId}/members`
  await careCoordinator.post(`${members}/${ids.memberId}/departure`)
  const brokers = Array.from({ length: 8 }, (_, index) => `broker-${index}`)
  await registerStaff(service, 'broker', ...brokers)
  const answers = await Promise.all(brokers.map((actorId) => careCoordinator.post(members, aMember({ actorId }))))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
})

t.test('201: two advocates and two representatives may stand by one person', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  for (const caseRole of ['advocate', 'representative'] as const)
    for (const actorId of [`first-${caseRole}`, `second-${caseRole}`]) {
      const basis = caseRole === 'representative' ? aBasis : null
      const body = aMember({ actorId, caseRole, organisationId: null, basis })
      t.equal((await careCoordinator.post(`/v1/cases/${ids.caseId}/members`, body)).status, 201, actorId)
    }
})

t.test('422: a member comes from an organisation of this commissioner, or from none', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  for (const organisationId of [unknownId(), tenants.QOP.trustId]) {
    const add = () => careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember({ ...advocate, organisationId }))
    await refused(t, service, add, 'reference-unknown')
  }
})

t.test('400: nobody is made the person of a case', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const body = { ...advocate, caseRole: 'person' }
  const problem = await refused(
    t,
    service,
    () => careCoordinator.post(`/v1/cases/${ids.caseId}/members`, body),
    'request-invalid',
  )
  fits(t, problem.errors, [{ pointer: '/caseRole', code: 'enum' }])
})

t.test('200: who leaves no longer sees the case, and stays on record; another can take the place', async (t) => {
  const { careCoordinator, broker, ids } = await journeyTo(service, 'team-complete')
  const members = `/v1/cases/${ids.caseId}/members`
  const entries = await audited(service, async () => {
    const answer = await careCoordinator.post<CaseMember>(`${members}/${ids.memberId}/departure`)
    fits(t, answer.ok, { id: ids.memberId, leftAt: '2026-11-24T09:30:00.000Z' })
  })
  fits(t, entries, [{ type: 'case.member-left', subject_id: ids.memberId, facts: { caseRole: 'broker' } }])
  t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 404)
  await registerStaff(service, 'broker', 'next-broker')
  t.equal((await careCoordinator.post(members, aMember({ actorId: 'next-broker' }))).status, 201)
  const brokers = (await team(careCoordinator, ids.caseId)).filter((member) => member.caseRole === 'broker')
  t.same(
    brokers.map((member) => [member.actorId, member.leftAt !== null]),
    [
      ['the-broker', true],
      ['next-broker', false],
    ],
  )
})

t.test('404: a place on the team is left once, and only on its own case', async (t) => {
  const first = await journeyTo(service, 'team-complete')
  const second = await journeyTo(service, 'team-complete')
  const depart = (caseId: string, memberId: string) => () =>
    first.careCoordinator.post(`/v1/cases/${caseId}/members/${memberId}/departure`)
  await refused(t, service, depart(second.ids.caseId, first.ids.memberId), 'not-found')
  await refused(t, service, depart(first.ids.caseId, unknownId()), 'not-found')
  await depart(first.ids.caseId, first.ids.memberId)()
  await refused(t, service, depart(first.ids.caseId, first.ids.memberId), 'not-found')
})

t.test('403: who sees the case but may not shape its team is told which permission is missing', async (t) => {
  const { broker, ids } = await journeyTo(service, 'team-complete')
  const add = () => broker.post(`/v1/cases/${ids.caseId}/members`, aMember(advocate))
  t.equal((await refused(t, service, add, 'permission-missing')).permission, 'case:team')
})

t.test('404: nobody shapes the team of a case that they do not see', async (t) => {
  const { ids } = await journeyTo(service, 'team-complete')
  const others = [
    anActor('care-coordinator', { sub: 'another-coordinator' }),
    anActor('team-manager', { organisation: 'RW5' }),
    inTenant('QOP', 'commissioner-officer'),
  ]
  for (const other of others.map((who) => service.as(who))) {
    const members = `/v1/cases/${ids.caseId}/members`
    await refused(t, service, () => other.post(members, aMember(advocate)), 'not-found')
    await refused(t, service, () => other.post(`${members}/${ids.memberId}/departure`), 'not-found')
  }
})

t.test('409: nobody joins the team of a case that has ended', async (t) => {
  const { careCoordinator, person, ids } = await journeyTo(service, 'team-complete')
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  const members = `/v1/cases/${ids.caseId}/members`
  await refused(t, service, () => careCoordinator.post(members, aMember(advocate)), 'case-ended')
})

t.test(
  'the ball is with the care coordinator while no broker is on the team, and with the broker once there is one',
  async (t) => {
    const { careCoordinator, ids } = await journeyTo(service, 'budget-disclosed')
    const waitingFor = async () => (await careCoordinator.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.waitingFor
    t.same(await waitingFor(), ['broker'])
    await careCoordinator.post(`/v1/cases/${ids.caseId}/members/${ids.memberId}/departure`)
    t.same(await waitingFor(), ['care-coordinator'])
    await careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember())
    t.same(await waitingFor(), ['broker'])
  },
)

t.test('400: who works on a case acts for the organisation that they are registered with', async (t) => {
  const { careCoordinator, teamManager, officer, person, ids } = await journeyTo(service, 'case-opened')
  const elsewhere = service.as(anActor('care-coordinator', { sub: 'coordinator-elsewhere', organisation: 'RW5' }))
  await service.tokenFor(elsewhere.actor ?? anActor('care-coordinator'))
  const joining = {
    actorId: 'coordinator-elsewhere',
    caseRole: 'care-coordinator',
    organisationId: tenants.QYG.trustId,
  } as const
  for (const client of [teamManager, officer])
    await refused(
      t,
      service,
      () => client.post(`/v1/cases/${ids.caseId}/members`, aMember(joining)),
      'reference-unknown',
    )
  const consent = { organisationId: tenants.QYG.brokerageId, purpose: 'share-for-brokerage', givenHow: 'by-phone' }
  void (await person.post(`/v1/people/${ids.personId}/consents`, consent)).ok
  const broker = {
    actorId: 'coordinator-elsewhere',
    caseRole: 'broker',
    organisationId: tenants.QYG.brokerageId,
  } as const
  await refused(
    t,
    service,
    () => careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember(broker)),
    'reference-unknown',
  )
})
