import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { UnconfirmedIdentity } from '../../src/people/identity-schemas.ts'
import type { Person } from '../../src/people/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { confirmIdentity } from '../support/sign-in.ts'
import { sameHuman, unregistered } from '../support/staff.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const another = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))
const manager = service.as('team-manager')
const confirm = (personId: string, client: Client, more = {}) => confirmIdentity({ service }, personId, more, client)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok

/** A person whom nobody has confirmed, and the case that somebody opened for them. */
async function unconfirmed(registering: Client) {
  const personId = (await registering.post<Person>('/v1/people', aPerson())).ok.id
  const { id } = (await registering.post<CaseView>('/v1/cases', aCase(personId))).ok
  return { personId, caseId: id }
}
const listed = async (client: Client) =>
  (await client.get<{ items: UnconfirmedIdentity[] }>('/v1/unconfirmed-identities?limit=100')).ok.items.map(
    ({ id }) => id,
  )

t.test(
  '201: who confirms, of which organisation, how and on which day is shown on the person, and the case says it',
  async (t) => {
    const { personId, caseId } = await unconfirmed(officer)
    t.equal((await officer.get<Person>(`/v1/people/${personId}`)).ok.identity, null)
    t.equal((await officer.get<CaseView>(`/v1/cases/${caseId}`)).ok.identityConfirmed, false)
    const seen = { source: 'seen-in-person', evidence: 'passport', confirmedOn: '2026-11-20' } as const
    const entries = await audited(service, async () => {
      t.match((await confirm(personId, manager, seen)).ok, { ...seen, confirmedBy: 'the-team-manager' })
    })
    t.match(entries, [{ type: 'person.identity-confirmed', subject_id: personId, facts: { source: 'seen-in-person' } }])
    const { ok, etag } = await officer.get<Person>(`/v1/people/${personId}`)
    t.match(ok.identity, { ...seen, confirmedBy: 'the-team-manager', organisationId: /^019/ })
    t.equal(etag, '"2"', 'what is shown is another version')
    t.equal((await officer.get<CaseView>(`/v1/cases/${caseId}`)).ok.identityConfirmed, true)
  },
)

t.test(
  '403: whoever registered the person, opened the case or is on its team, by whatever account, confirms nothing',
  async (t) => {
    const { personId } = await unconfirmed(officer)
    await refused(t, service, () => confirm(personId, officer), 'confirmer-not-independent')
    const second = anActor('team-manager', { sub: 'second-account' })
    await sameHuman(service, second.sub, anActor('commissioner-officer'))
    await refused(t, service, () => confirm(personId, service.as(second)), 'confirmer-not-independent', 'two accounts')
    const { ids } = await journeyTo(service, 'plan-drafted')
    const asManager = service.as(
      anActor('team-manager', { sub: 'the-care-coordinator', roles: ['care-coordinator', 'team-manager'] }),
    )
    await refused(t, service, () => confirm(ids.personId, asManager), 'confirmer-not-independent')
  },
)

t.test('403: whoever changed who the person is confirms nothing, with a case or without one', async (t) => {
  const without = (await officer.post<Person>('/v1/people', aPerson())).ok.id
  const { personId: within } = await unconfirmed(officer)
  for (const personId of [without, within]) {
    const path = `/v1/people/${personId}`
    const change = async (patch: object) => another.patch(path, patch, { ifMatch: (await another.get(path)).etag })
    await change({ language: 'cy' })
    t.equal((await confirm(personId, another)).status, 201, 'the language is not who they are')
    t.equal((await change({ familyName: 'Changed' })).status, 200)
    await refused(t, service, () => confirm(personId, another), 'confirmer-not-independent')
    t.equal((await confirm(personId, manager)).status, personId === within ? 201 : 404)
  }
})

t.test('422: nobody is confirmed before they were born, as the confirmer says they were', async (t) => {
  const { personId } = await unconfirmed(officer)
  const early = () => confirm(personId, manager, { confirmedOn: '1984-02-28' })
  t.match((await refused(t, service, early, 'confirmation-unclear')).errors, [{ pointer: '/confirmedOn' }])
  const told = () => confirm(personId, manager, { confirmedOn: '1984-02-28', bornOn: '1950-01-01' })
  t.equal((await told()).problem.code, 'identity-differs', 'what is recorded is told to nobody who guesses')
})

t.test('403: an account that nobody registered as staff confirms nothing', async (t) => {
  const { personId } = await unconfirmed(officer)
  const nobody = await unregistered(service, anActor('commissioner-officer', { sub: 'nobody-knows' }))
  await refused(t, service, () => confirm(personId, nobody), 'staff-not-registered')
})

t.test('422: evidence that says something else than the record is no confirmation, and is counted', async (t) => {
  const { personId } = await unconfirmed(officer)
  t.equal((await confirm(personId, manager, { bornOn: '1984-03-01' })).problem.code, 'identity-differs')
  await refused(t, service, () => confirm(personId, manager, { evidence: 'passport' }), 'confirmation-unclear')
  await refused(t, service, () => confirm(personId, manager, { confirmedOn: '2026-11-25' }), 'confirmation-unclear')
  for (let tries = 1; tries < 60; tries += 1) await confirm(personId, manager, { bornOn: '1984-03-01' })
  t.equal((await confirm(personId, manager)).status, 429, 'nobody finds a date of birth by trying')
})

t.test('a record that says something else afterwards is confirmed again', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  t.equal((await caseOf(journey)).identityConfirmed, true)
  const path = `/v1/people/${journey.ids.personId}`
  const before = await officer.get<Person>(path)
  const same = await officer.patch<Person>(path, { language: 'cy' }, { ifMatch: before.etag })
  t.ok(same.ok.identity, 'another language is no other person')
  const entries = await audited(service, async () => {
    t.equal((await officer.patch<Person>(path, { bornOn: '1984-02-28' }, { ifMatch: same.etag })).ok.identity, null)
  })
  t.match(entries, [{ type: 'person.changed' }, { type: 'person.identity-unconfirmed' }])
  t.equal((await caseOf(journey)).identityConfirmed, false)
})

t.test('who confirms first and joins the team later counts no more', async (t) => {
  const { personId, caseId } = await unconfirmed(officer)
  const colleague = service.as(
    anActor('team-manager', { sub: 'a-colleague', roles: ['team-manager', 'care-coordinator'] }),
  )
  t.equal((await confirm(personId, colleague)).status, 201)
  const place = { actorId: 'a-colleague', caseRole: 'care-coordinator', name: 'Quillon Colleague' }
  const { organisationId } = (await officer.get<Person>(`/v1/people/${personId}`)).ok.identity ?? {}
  t.equal((await officer.post(`/v1/cases/${caseId}/members`, { ...place, organisationId })).status, 201)
  t.equal((await officer.get<CaseView>(`/v1/cases/${caseId}`)).ok.identityConfirmed, false)
})

t.test('the commissioner lists what goes on unconfirmed; a trust its own; nobody else anything', async (t) => {
  const { personId, caseId } = await unconfirmed(officer)
  const confirmed = await journeyTo(service, 'case-opened')
  for (const client of [officer, manager]) {
    const found = await listed(client)
    t.ok(found.includes(caseId))
    t.notOk(found.includes(confirmed.ids.caseId))
  }
  t.same(await listed(service.as(anActor('team-manager', { sub: 'dee', organisation: 'RW5' }))), [])
  t.same(await listed(service.as(inTenant('QOP', 'commissioner-officer'))), [])
  await refused(t, service, () => confirmed.broker.get('/v1/unconfirmed-identities'), 'permission-missing')
  await refused(t, service, () => confirmed.careCoordinator.get('/v1/unconfirmed-identities'), 'permission-missing')
  t.equal((await confirm(personId, another)).status, 201)
  t.notOk((await listed(officer)).includes(caseId))
})
