import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, anOrganisation, aPerson, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')

t.test('201: a case opens where the pathway begins, under the rules in force today', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  const entries = await audited(service, async () => {
    const answer = await coordinator.post<CaseView>('/v1/cases', aCase(ids.personId))
    t.equal(answer.status, 201)
    t.equal(answer.etag, '"1"')
    const { ground: _, ...asked } = aCase(ids.personId)
    fits(t, answer.ok, {
      ...asked,
      schemeVersion: 1,
      stage: 'expression-of-interest',
      step: 'case-opened',
      waitingFor: ['person', 'care-coordinator'],
      tier: null,
      caseRoles: ['care-coordinator'],
      openedAt: '2026-11-24T09:30:00.000Z',
      endedAt: null,
      clocks: [],
    })
    const read = await coordinator.get<CaseView>(answer.headers.get('location') ?? '')
    t.same({ ...read.ok, likelySame: [] }, answer.ok)
    t.equal(read.etag, answer.etag)
  })
  fits(t, entries, [{ type: 'case.opened', scheme_version: 1, actor_id: 'the-care-coordinator' }])
  t.equal(entries[0]?.case_id, entries[0]?.subject_id)
})

t.test('the person and the care coordinator who opened it are on the team from the start', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const { items } = (await person.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok
  t.same(
    new Set(items.map((member) => `${member.caseRole} ${member.actorId}`)),
    new Set([`person ${person.actor?.sub}`, 'care-coordinator the-care-coordinator']),
  )
})

t.test("an officer who opens a case for the person does not become anybody's care coordinator", async (t) => {
  const person = await officer.post<{ id: string }>('/v1/people', aPerson())
  const { id, caseRoles } = (await officer.post<CaseView>('/v1/cases', aCase(person.ok.id))).ok
  t.same(caseRoles, [])
  t.same((await officer.get<{ items: CaseMember[] }>(`/v1/cases/${id}/members`)).ok.items, [])
})

t.test('409: a person has one case in flight in a scheme', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const again = (client: Client, more = {}) =>
    refused(t, service, () => client.post('/v1/cases', aCase(ids.personId, more)), 'case-in-flight')
  t.same((await again(coordinator)).conflict, { kind: 'case', id: ids.caseId })
})

t.test('409: of eight who open a case for one person at once, one does', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  const open = () => coordinator.post<CaseView>('/v1/cases', aCase(ids.personId))
  const answers = await Promise.all(Array.from({ length: 8 }, open))
  t.equal(answers.filter((answer) => answer.status === 201).length, 1)
  const others = answers.filter((answer) => answer.status !== 201)
  t.ok(others.every((answer) => answer.problem.code === 'case-in-flight'))
  const kept = await service.database.sql(
    `select 1 from budget_case c join case_member m using (commissioner_id, case_id)
      join audit_entry a using (commissioner_id, case_id) where c.person_id = $1 and a.type = 'case.opened'`,
    [ids.personId],
  )
  t.equal(kept.length, 2, 'two members of one case and one audit entry: nothing is left of the seven')
})

t.test('201: whoever said no may come back', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  t.equal((await coordinator.post('/v1/cases', aCase(ids.personId))).status, 201)
})

t.test('422: what a case names must exist here and be of its kind; the field is named', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  const provider = await officer.post<Organisation>('/v1/organisations', anOrganisation({ code: 'PRV9' }))
  const wrong: [Partial<ReturnType<typeof aCase>>, string][] = [
    [{ personId: unknownId() }, '/personId'],
    [{ schemeId: unknownId() }, '/schemeId'],
    [{ schemeId: tenants.QOP.schemeId }, '/schemeId'],
    [{ trustId: unknownId() }, '/trustId'],
    [{ trustId: tenants.QOP.trustId }, '/trustId'],
    [{ trustId: tenants.QYG.brokerageId }, '/trustId'],
    [{ trustId: provider.ok.id }, '/trustId'],
  ]
  for (const [more, pointer] of wrong) {
    const open = () => coordinator.post('/v1/cases', aCase(ids.personId, more))
    fits(t, (await refused(t, service, open, 'reference-unknown', pointer)).errors, [{ pointer }])
  }
})

t.test('422: a person of another commissioner is not there to open a case for', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  const elsewhere = service.as(inTenant('QOP', 'care-coordinator'))
  const theirs = { schemeId: tenants.QOP.schemeId, trustId: tenants.QOP.trustId }
  await refused(t, service, () => elsewhere.post('/v1/cases', aCase(ids.personId, theirs)), 'reference-unknown')
})

t.test('422: before its first day a scheme is not there to open a case in', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  service.clock.set('2012-03-31T22:59:59Z')
  await refused(t, service, () => coordinator.post('/v1/cases', aCase(ids.personId)), 'reference-unknown')
  service.clock.set('2012-03-31T23:00:00Z')
  t.equal((await coordinator.post('/v1/cases', aCase(ids.personId))).status, 201, 'from midnight in England on')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('a case stays under the rules it was opened under when new ones come into force', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  await service.database.sql(
    `insert into scheme_version select commissioner_id, scheme_id, 2, '2027-01-01', rules, published_at from scheme_version where scheme_id = $1`,
    [tenants.QYG.schemeId],
  )
  service.clock.set('2027-01-04T09:30:00Z')
  const second = await journeyTo(service, 'case-opened')
  t.equal((await coordinator.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.schemeVersion, 1)
  t.equal((await coordinator.get<CaseView>(`/v1/cases/${second.ids.caseId}`)).ok.schemeVersion, 2)
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('403: a role without the permission opens none', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  for (const role of ['representative', 'broker', 'team-manager', 'auditor'] as const) {
    const open = () => service.as(anActor(role)).post('/v1/cases', aCase(ids.personId))
    t.equal((await refused(t, service, open, 'permission-missing', role)).permission, 'case:open')
  }
})
