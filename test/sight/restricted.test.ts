import t from 'tap'
import { withinLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
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
  const named = await officer.post('/v1/delegations', {
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
