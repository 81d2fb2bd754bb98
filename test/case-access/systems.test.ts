import t from 'tap'
import type { CaseSummary } from '../../src/cases/schemas.ts'
import type { Delegation } from '../../src/delegations/schemas.ts'
import { isScopeFor, machineScopes } from '../../src/machine-scopes.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { aCase, anOrganisation, aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
/** A system of another organisation than the seed's. */
async function system(code: string, kind: Organisation['kind']) {
  const organisation = (await officer.post<Organisation>('/v1/organisations', anOrganisation({ code, kind }))).ok
  const clientId = `system-${code.toLowerCase()}`
  const client = {
    clientId,
    organisationId: organisation.id,
    name: 'A system',
    scopes: machineScopes.filter((scope) => isScopeFor(scope, false)),
  }
  const { id } = (await officer.post<{ id: string }>('/v1/machine-clients', client)).ok
  await service
    .as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
    .post(`/v1/machine-clients/${id}/confirmation`)
  return { ...organisation, client: service.as({ ...aMachine(), sub: clientId, client_id: clientId }) }
}
const ofCommissioner = await system('NHSC', 'commissioner')
const elsewhere = await system('RX7', 'trust')
const ofTrust = service.as(aMachine(undefined, 'RW4'))

const ours = await journeyTo(service, 'team-complete')
const person = (await officer.post<{ id: string }>('/v1/people', aPerson())).ok
const theirs = (await officer.post<{ id: string }>('/v1/cases', aCase(person.id, { trustId: elsewhere.id }))).ok
const first = { caseId: ours.ids.caseId, personId: ours.ids.personId }
const second = { caseId: theirs.id, personId: person.id }

const listed = async (client: Client) =>
  (await client.get<{ items: CaseSummary[] }>('/v1/cases')).ok.items.map((item) => item.id)

t.test(
  'the system of a trust sees the cases and people of the trust, the commissioner’s all, another’s none',
  async (t) => {
    const seen: [string, Client, object[]][] = [
      ['of the first trust', ofTrust, [first]],
      ['of the second', elsewhere.client, [second]],
      ['of the commissioner, by its organisation', ofCommissioner.client, [second, first]],
      ['of the commissioner', service.as('machine'), [second, first]],
      ['of a broker', service.as(aMachine(undefined, 'BRK1')), []],
    ]
    for (const [name, client, visible] of seen) {
      t.same(
        await listed(client),
        [second, first].filter((one) => visible.includes(one)).map(({ caseId }) => caseId),
        name,
      )
      for (const one of [first, second]) {
        const status = visible.includes(one) ? 200 : 404
        for (const path of ['', '/members', '/timeline'])
          t.equal((await client.get(`/v1/cases/${one.caseId}${path}`)).status, status, `${name} ${path}`)
        t.equal((await client.get(`/v1/people/${one.personId}`)).status, status, `${name}: the person`)
      }
    }
  },
)

t.test('403: the end of the audit of the whole commissioner is not for the system of a trust', async (t) => {
  t.equal((await service.as('machine').get('/v1/audit-head')).status, 200)
  await refused(t, service, () => ofTrust.get('/v1/audit-head'), 'permission-missing')
})

t.test('the system of a trust sees the delegates of the trust, and names none', async (t) => {
  const body = {
    holderId: 'the-team-manager',
    holderName: 'Quillon team manager',
    tierRole: 'team-manager',
    organisationId: tenants.QYG.trustId,
    delegateId: 'a-delegate',
    delegateName: 'Quillon Delegate',
    from: '2026-11-24',
    until: '2026-12-04',
  }
  await refused(t, service, () => ofTrust.post('/v1/delegations', body), 'permission-missing')
  const { id } = (await officer.post<Delegation>('/v1/delegations', body)).ok
  t.equal((await ofTrust.get(`/v1/delegations/${id}`)).status, 200)
  await refused(t, service, () => elsewhere.client.get(`/v1/delegations/${id}`), 'not-found')
})
