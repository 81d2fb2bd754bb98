import t from 'tap'
import type { Referral } from '../../src/cases/referral-schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, anOrganisation, aPerson, aReferral, unknownId } from '../support/builders.ts'
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
const refer = (client: Client, personId: string, more: Parameters<typeof aReferral>[1] = {}) =>
  client.post<Referral>('/v1/referrals', aReferral(personId, more))
const accept = (client: Client, id: string) => client.post<Referral>(`/v1/referrals/${id}/acceptance`)
const deny = (client: Client, id: string) => client.post<Referral>(`/v1/referrals/${id}/denial`)
const idsOf = async (client: Client, path = '/v1/referrals') =>
  (await client.get<{ items: Referral[] }>(path)).ok.items.map(({ id }) => id)

t.test('a referral that nobody has answered opens no case, and nothing of the person, to anybody', async (t) => {
  const { ids, person } = await journeyTo(service, 'case-opened')
  const referred = await refer(stranger, ids.personId)
  t.equal(referred.status, 201)
  fits(t, referred.ok, { outcome: null, caseId: null, recordedBy: 'a-stranger', answerBy: '2026-12-08' })
  t.same(referred.ok.person, { id: ids.personId, givenName: 'Zebedee', familyInitial: 'Q', bornIn: '1984' })
  t.same((await stranger.get<{ items: CaseView[] }>('/v1/cases')).ok.items, [])
  await refused(t, service, () => stranger.get(`/v1/people/${ids.personId}`), 'not-found')
  await refused(t, service, () => atOtherTrust.get(`/v1/people/${ids.personId}`), 'not-found')
  const cases = await service.database.sql('select 1 from budget_case where person_id = $1', [ids.personId])
  t.equal(cases.length, 1, 'the one that there was')
  const open = () => stranger.post('/v1/cases', aCase(ids.personId, { schemeId: referred.ok.schemeId }))
  await refused(t, service, open, 'relation-missing')
  t.match(await idsOf(person), [referred.ok.id], 'the person sees who referred them')
})

t.test('200: who is named accepts it, and the case is open to whoever recorded it', async (t) => {
  const { ids, person } = await journeyTo(service, 'case-opened')
  const { id } = (await refer(stranger, ids.personId)).ok
  const entries = await audited(service, async () => {
    fits(t, (await accept(atOtherTrust, id)).ok, {
      outcome: 'accepted',
      answeredBy: 'of-the-other-trust',
      person: null,
    })
  })
  t.same(entries.map(({ type }) => type).sort(), ['case.opened', 'person.referral-accepted'])
  const opened = entries.find(({ type }) => type === 'case.opened')
  fits(t, opened?.facts, { ground: 'referral', referringOrganisationId: elsewhere })
  const path = `/v1/cases/${opened?.case_id}`
  t.same((await stranger.get<CaseView>(path)).ok.caseRoles, ['care-coordinator'])
  t.equal((await person.get(path)).status, 200)
  fits(t, (await person.get<Referral>(`${path}/referral`)).ok, { id, caseId: opened?.case_id })
  await refused(t, service, () => atOtherTrust.get(path), 'not-found', 'they answered, and no more')
  await refused(t, service, () => person.get(`/v1/cases/${ids.caseId}/referral`), 'not-found')
  for (const answer of [accept, deny]) await refused(t, service, () => answer(atOtherTrust, id), 'wrong-state')
})

t.test('a referral that is denied never opens anything', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const { id } = (await refer(stranger, ids.personId)).ok
  const entries = await audited(service, async () => {
    fits(t, (await deny(atOtherTrust, id)).ok, { outcome: 'denied', caseId: null, person: null })
  })
  t.same(
    entries.map(({ type }) => type),
    ['person.referral-denied'],
  )
  for (const client of [atOtherTrust, officer]) await refused(t, service, () => deny(client, id), 'wrong-state')
  await refused(t, service, () => accept(atOtherTrust, id), 'wrong-state')
  await refused(t, service, () => stranger.get(`/v1/people/${ids.personId}`), 'not-found')
  const kept = (await refer(stranger, ids.personId)).ok
  t.equal((await deny(officer, kept.id)).status, 200, 'the commissioner says it for who does not answer')
})

t.test('403 and 404: nobody accepts it but a human of who is named, and not whoever recorded it', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const { id } = (await refer(stranger, ids.personId)).ok
  await refused(t, service, () => accept(officer, id), 'relation-missing', 'not for another')
  await refused(t, service, () => accept(stranger, id), 'second-person-needed')
  await refused(t, service, () => accept(service.as('broker'), id), 'not-found')
  for (const system of [trustSystem, service.as('machine')])
    await refused(t, service, () => accept(system, id), 'permission-missing')
})

t.test('it waits on the list of those who owe the answer, and of the commissioner', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const [first, second] = [(await refer(stranger, ids.personId)).ok, (await refer(stranger, ids.personId)).ok]
  const waiting = async (client: Client) =>
    (await idsOf(client, '/v1/unanswered-referrals?limit=100')).filter((id) => [first.id, second.id].includes(id))
  for (const client of [atOtherTrust, officer]) t.same(await waiting(client), [first.id, second.id])
  t.same(await waiting(service.as(anActor('broker', { sub: 'another' }))), [])
  await accept(atOtherTrust, first.id)
  for (const client of [atOtherTrust, officer]) t.same(await waiting(client), [second.id])
  await refused(t, service, () => accept(atOtherTrust, second.id), 'reference-unknown', 'a case is in flight by now')
  t.equal((await deny(atOtherTrust, second.id)).status, 200)
})

t.test(
  'a referral is seen by the person, both sides and the commissioner; an auditor learns not whose it is',
  async (t) => {
    const { ids, person } = await journeyTo(service, 'case-opened')
    const { id } = (await refer(stranger, ids.personId)).ok
    for (const client of [officer, atOtherTrust, stranger, person]) t.equal((await idsOf(client))[0], id)
    t.notOk((await idsOf(service.as(anActor('care-coordinator', { sub: 'a-colleague' })))).includes(id))
    const [told] = (await service.as('auditor').get<{ items: Referral[] }>('/v1/referrals')).ok.items
    fits(t, told, { id, person: null })
  },
)

t.test('403: a referral comes from another organisation, of a kind that can see it and answer', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const practice = (await officer.post<{ id: string }>('/v1/organisations', anOrganisation({ kind: 'gp-practice' }))).ok
  for (const organisationId of [tenants.QYG.trustId, practice.id])
    for (const client of [stranger, trustSystem]) {
      const problem = await refused(
        t,
        service,
        () => refer(client, ids.personId, { organisationId }),
        'relation-missing',
      )
      fits(t, problem.errors, [{ pointer: '/organisationId' }])
    }
})

t.test('403: a trust’s system and its staff record it for their own trust, and nobody for themselves', async (t) => {
  const { ids, person } = await journeyTo(service, 'person-registered')
  for (const client of [stranger, trustSystem]) {
    const problem = await refused(
      t,
      service,
      () => refer(client, ids.personId, { trustId: elsewhere }),
      'relation-missing',
    )
    fits(t, problem.errors, [{ pointer: '/trustId' }])
  }
  await refused(t, service, () => refer(person, ids.personId), 'relation-missing')
  t.equal((await refer(trustSystem, ids.personId)).status, 201)
})

t.test('422: whoever does not see a case of the person is not told that there is one', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const scheme = { schemeId: tenants.QYG.schemeId }
  const there = await refused(t, service, () => refer(stranger, ids.personId, scheme), 'reference-unknown')
  const nobody = await refused(t, service, () => refer(stranger, unknownId(), scheme), 'reference-unknown')
  t.same(there.errors, nobody.errors)
})

t.test('400 and 422: a referral was on a day that has been, and from an organisation that there is', async (t) => {
  const { id } = (await officer.post<{ id: string }>('/v1/people', aPerson())).ok
  const later = () => refer(stranger, id, { referredOn: '2026-11-25' })
  fits(t, (await refused(t, service, later, 'request-invalid')).errors, [{ pointer: '/referredOn' }])
  await refused(t, service, () => refer(stranger, id, { organisationId: tenants.QOP.trustId }), 'reference-unknown')
})
