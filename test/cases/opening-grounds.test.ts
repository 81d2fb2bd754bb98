import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { aCase, aPerson } from '../support/builders.ts'
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
const otherScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
const open = (client: Client, personId: string, more: Parameters<typeof aCase>[1] = {}) =>
  client.post<CaseView>('/v1/cases', aCase(personId, more))

t.test('403: somebody with no relation to a person opens no case for them, and so reads nothing of them', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  for (const client of [stranger, service.as(anActor('care-coordinator', { sub: 'another', organisation: 'RW4' }))]) {
    const problem = await refused(t, service, () => open(client, ids.personId, otherScheme), 'relation-missing')
    fits(t, problem.errors, [{ pointer: '/ground' }])
    t.match(problem.detail, /record a referral/, 'the way out is told')
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
  for (const client of [trustSystem, stranger])
    fits(
      t,
      (await refused(t, service, () => open(client, own.id, { trustId: elsewhere }), 'relation-missing')).errors,
      [{ pointer: '/trustId' }],
    )
  const theirs = (await atOtherTrust.post<{ id: string }>('/v1/people', aPerson())).ok
  await refused(t, service, () => open(trustSystem, theirs.id), 'relation-missing')
  t.equal((await open(trustSystem, own.id)).status, 201, 'whom it has registered')
})

t.test('a person opens their own case, and nobody opens one as them', async (t) => {
  const { ids, person, careCoordinator } = await journeyTo(service, 'person-registered')
  const self = { ground: { kind: 'self' } } as const
  for (const client of [careCoordinator, officer, stranger])
    await refused(t, service, () => open(client, ids.personId, self), 'relation-missing')
  const other = await journeyTo(service, 'person-registered')
  await refused(t, service, () => open(other.person, ids.personId, self), 'relation-missing')
  t.same((await open(person, ids.personId, self)).ok.caseRoles, ['person'])
})
