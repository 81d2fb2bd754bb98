import t from 'tap'
import type { PersonRecord } from '../../src/people/schemas.ts'
import { withinLimit } from '../sign-off/acts.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { aCase, aReferral, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const privacy = service.as('privacy-officer')

const restrict = (personId: string) =>
  privacy.post(`/v1/people/${personId}/restriction`, { reason: 'A relative works at the trust.' })

/** Somebody of the trust who stands in for the holder of a tier. */
async function standingIn(holder: 'care-coordinator' | 'team-manager' | 'mdt-member'): Promise<Client> {
  const delegate = anActor('care-coordinator', { sub: `in-place-of-${holder}` })
  const client = service.as(delegate)
  const namer = holder === 'mdt-member' ? service.as(holder) : officer
  const named = await namer.post('/v1/delegations', {
    holderId: `the-${holder}`,
    holderName: 'Quillon Holder',
    tierRole: holder,
    organisationId: tenants.QYG.trustId,
    delegateId: delegate.sub,
    delegateName: 'Quillon Delegate',
    from: '2026-11-24',
    until: '2026-12-04',
  })
  if (named.status !== 201) throw new Error(`the delegation was answered by ${named.status}`)
  return client
}

t.test('a restricted record is open to a delegate where it is open to the holder, and nowhere else', async (t) => {
  const { ids, careCoordinator, teamManager } = await journeyTo(service, 'plan-signed', withinLimit)
  const seen = async (...clients: readonly Client[]) =>
    (await Promise.all(clients.map((client) => client.get(`/v1/cases/${ids.caseId}`)))).map(({ status }) => status)
  const forManager = await standingIn('team-manager')
  const forMember = await standingIn('mdt-member')
  const forCoordinator = await standingIn('care-coordinator')
  t.same(await seen(forManager, forMember, forCoordinator), [200, 200, 200])
  t.equal((await restrict(ids.personId)).status, 201)
  t.same(await seen(teamManager, forManager, forMember), [404, 404, 404])
  t.same(await seen(careCoordinator, forCoordinator), [200, 200], 'who is on the team, and who stands in for them')
})

t.test(
  'whose record is restricted is nobody to whoever searches or opens a case, except for who sees it',
  async (t) => {
    const { ids, person, careCoordinator } = await journeyTo(service, 'plan-signed', withinLimit)
    const { nhsNumber, bornOn } = (await person.get<PersonRecord>(`/v1/people/${ids.personId}`)).ok
    const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
    const ownSystem = service.as('machine')
    const kept = [stranger, service.as(aMachine(undefined, 'RW4')), officer, ownSystem]
    const search = async (client: Client) =>
      (
        await client.post<{ items: readonly unknown[] }>('/v1/people/searches', {
          purpose: 'referral-received',
          nhsNumber,
          bornOn,
          familyName: null,
        })
      ).ok.items.length
    const otherScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
    const open = (client: Client, personId: string, more: object) => () =>
      client.post('/v1/cases', aCase(personId, { ...otherScheme, ...more }))
    const refer = (client: Client, personId: string) => () => client.post('/v1/referrals', aReferral(personId))
    await restrict(ids.personId)
    for (const client of kept) {
      t.equal(await search(client), 0, `${client.actor?.sub}`)
      for (const begin of [refer, open]) {
        const hidden = await refused(t, service, begin(client, ids.personId, {}), 'reference-unknown')
        const nobody = await refused(t, service, begin(client, unknownId(), {}), 'reference-unknown')
        t.same(hidden.errors, nobody.errors, `${client.actor?.sub}`)
      }
      t.equal((await client.get(`/v1/people/${ids.personId}`)).status, 404)
    }
    t.equal(await search(careCoordinator), 1, 'who works with the person')
    t.equal((await open(person, ids.personId, { ground: { kind: 'self' } })()).status, 201, 'the person themself')
  },
)
