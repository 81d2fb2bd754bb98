import t from 'tap'
import type { Referral } from '../../src/cases/opening-schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, aMember, anOrganisation, aPerson, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
const trustSystem = service.as(aMachine(undefined, 'RW4'))
const elsewhere = tenants.QYG.otherTrustId
const atOtherTrust = service.as(anActor('care-coordinator', { sub: 'of-the-other-trust', organisation: 'RW5' }))
const referral = {
  kind: 'referral',
  organisationId: elsewhere,
  referredBy: 'Dr Ade Sample, general practitioner',
  referredOn: '2026-11-20',
  receivedHow: 'by-post',
} as const
const otherScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
const open = (client: Client, personId: string, more: Parameters<typeof aCase>[1] = {}) =>
  client.post<CaseView>('/v1/cases', aCase(personId, more))

t.test('403: somebody with no relation to a person opens no case for them, and so reads nothing of them', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  for (const client of [stranger, service.as(anActor('care-coordinator', { sub: 'another', organisation: 'RW4' }))]) {
    const problem = await refused(t, service, () => open(client, ids.personId, otherScheme), 'relation-missing')
    fits(t, problem.errors, [{ pointer: '/ground' }])
    t.match(problem.detail, /on a referral/, 'the way out is told')
    await refused(t, service, () => client.get(`/v1/people/${ids.personId}`), 'not-found')
  }
})

t.test(
  'a relation is what the service knows of: a case of theirs, or that one registered them for the first',
  async (t) => {
    const { ids, careCoordinator } = await journeyTo(service, 'case-opened')
    t.equal((await open(careCoordinator, ids.personId, otherScheme)).status, 201, 'who works on a case of theirs')
    const person = (await stranger.post<{ id: string }>('/v1/people', aPerson())).ok
    t.equal((await stranger.get(`/v1/people/${person.id}`)).status, 200, 'what one has registered one can read')
    await refused(t, service, () => open(careCoordinator, person.id), 'relation-missing', 'a colleague did not')
    t.equal((await open(stranger, person.id)).status, 201)
  },
)

t.test('who registered a person and gave their case away has nothing to do with them any more', async (t) => {
  const { ids, careCoordinator } = await journeyTo(service, 'case-opened')
  const { items } = (
    await officer.get<{ items: { id: string; caseRole: string }[] }>(`/v1/cases/${ids.caseId}/members`)
  ).ok
  const place = items.find(({ caseRole }) => caseRole === 'care-coordinator')
  await careCoordinator.post(`/v1/cases/${ids.caseId}/members/${place?.id}/departure`)
  await refused(t, service, () => careCoordinator.get(`/v1/people/${ids.personId}`), 'not-found')
  await refused(t, service, () => open(careCoordinator, ids.personId, otherScheme), 'relation-missing')
})

t.test('403: a trust’s system and its staff open cases for their own trust alone', async (t) => {
  const own = (await trustSystem.post<{ id: string }>('/v1/people', aPerson())).ok
  for (const ground of [{ kind: 'relation' } as const, referral]) {
    const more = { trustId: elsewhere, ground }
    for (const client of [trustSystem, stranger])
      fits(t, (await refused(t, service, () => open(client, own.id, more), 'relation-missing')).errors, [
        { pointer: '/trustId' },
      ])
  }
  const theirs = (await atOtherTrust.post<{ id: string }>('/v1/people', aPerson())).ok
  await refused(t, service, () => open(trustSystem, theirs.id), 'relation-missing')
  t.equal((await open(trustSystem, own.id)).status, 201, 'whom it has registered')
})

t.test('a referral is seen by the person, the commissioner and the organisation that is named', async (t) => {
  const { ids, person } = await journeyTo(service, 'case-opened')
  const entries = await audited(service, async () => {
    t.equal((await open(stranger, ids.personId, { ...otherScheme, ground: referral })).status, 201)
  })
  const opened = entries.find(({ type }) => type === 'case.opened')
  fits(t, opened?.facts, { ground: 'referral', referringOrganisationId: elsewhere })
  const { kind: _, ...told } = referral
  for (const client of [officer, atOtherTrust]) {
    const { items } = (await client.get<{ items: Referral[] }>('/v1/referrals')).ok
    fits(t, items[0], { ...told, caseId: opened?.case_id, openedBy: 'a-stranger', deniedAt: null })
  }
  t.same((await stranger.get<{ items: Referral[] }>('/v1/referrals')).ok.items, [], 'and by no other')
  fits(t, (await person.get<Referral>(`/v1/cases/${opened?.case_id}/referral`)).ok, told)
  await refused(t, service, () => person.get(`/v1/cases/${ids.caseId}/referral`), 'not-found')
})

t.test('who is named and did not refer says so: whoever opened the case on it sees it no more', async (t) => {
  const { ids, person } = await journeyTo(service, 'case-opened')
  const opened = (await open(stranger, ids.personId, { ...otherScheme, ground: referral })).ok
  const path = `/v1/cases/${opened.id}/referral/denial`
  const unnamed = service.as('broker')
  await refused(t, service, () => unnamed.post(path), 'not-found')
  const entries = await audited(service, async () => {
    fits(t, (await atOtherTrust.post<Referral>(path)).ok, { deniedBy: 'of-the-other-trust' })
  })
  t.same(entries.map(({ type }) => type).sort(), ['case.member-left', 'case.referral-denied'])
  for (const what of [`/v1/cases/${opened.id}`, `/v1/people/${ids.personId}`])
    await refused(t, service, () => stranger.get(what), 'not-found')
  t.equal((await person.get(`/v1/cases/${opened.id}`)).status, 200, 'the case is still the person’s')
  await refused(t, service, () => officer.post(path), 'wrong-state')
})

t.test('once a referral is denied, the trust and all whom it brought see nothing by it', async (t) => {
  const { ids, person } = await journeyTo(service, 'case-opened')
  const opened = (await open(trustSystem, ids.personId, { ...otherScheme, ground: referral })).ok
  const path = `/v1/cases/${opened.id}`
  const manager = service.as('team-manager')
  const advocate = service.as(anActor('advocate', { sub: 'an-accomplice' }))
  await manager.post(
    `${path}/members`,
    aMember({ actorId: 'an-accomplice', caseRole: 'advocate', organisationId: null }),
  )
  const seen = async () => {
    const answers = [trustSystem, manager, advocate, person].map((client) => client.get(path))
    return (await Promise.all(answers)).map(({ status }) => status)
  }
  t.same(await seen(), [200, 200, 200, 200])
  t.equal((await atOtherTrust.post(`${path}/referral/denial`)).status, 200)
  t.same(await seen(), [404, 404, 404, 200])
})

t.test('403: a referral comes from another organisation, of a kind that can see it and answer', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const practice = (await officer.post<{ id: string }>('/v1/organisations', anOrganisation({ kind: 'gp-practice' }))).ok
  for (const organisationId of [tenants.QYG.trustId, practice.id])
    for (const client of [stranger, trustSystem]) {
      const more = { ...otherScheme, ground: { ...referral, organisationId } }
      fits(t, (await refused(t, service, () => open(client, ids.personId, more), 'relation-missing')).errors, [
        { pointer: '/ground/organisationId' },
      ])
    }
})

t.test('422: whoever does not see a case of the person is not told that there is one', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  for (const client of [stranger, atOtherTrust]) {
    const trustId = client === stranger ? tenants.QYG.trustId : elsewhere
    const organisationId = client === stranger ? elsewhere : tenants.QYG.trustId
    const ground = { ...referral, organisationId }
    const there = await refused(t, service, () => open(client, ids.personId, { trustId, ground }), 'reference-unknown')
    const nobody = await refused(t, service, () => open(client, unknownId(), { trustId, ground }), 'reference-unknown')
    t.same(there.errors, nobody.errors)
  }
})

t.test('400 and 422: a referral was on a day that has been, and from an organisation that there is', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const later = { ...otherScheme, ground: { ...referral, referredOn: '2026-11-25' } }
  fits(t, (await refused(t, service, () => open(stranger, ids.personId, later), 'request-invalid')).errors, [
    { pointer: '/ground/referredOn' },
  ])
  const unknown = { ...otherScheme, ground: { ...referral, organisationId: tenants.QOP.trustId } }
  await refused(t, service, () => open(stranger, ids.personId, unknown), 'reference-unknown')
})

t.test('a person opens their own case, and nobody opens one as them', async (t) => {
  const { ids, person, careCoordinator } = await journeyTo(service, 'person-registered')
  const self = { ground: { kind: 'self' } } as const
  for (const client of [careCoordinator, officer, stranger])
    await refused(t, service, () => open(client, ids.personId, self), 'relation-missing')
  const other = await journeyTo(service, 'person-registered')
  await refused(t, service, () => open(other.person, ids.personId, self), 'relation-missing')
  await refused(t, service, () => open(other.person, ids.personId, { ground: referral }), 'relation-missing')
  t.same((await open(person, ids.personId, self)).ok.caseRoles, ['person'])
})
