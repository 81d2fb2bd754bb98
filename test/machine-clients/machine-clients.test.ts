import t from 'tap'
import type { MachineClient } from '../../src/machine-clients/schemas.ts'
import { scopesOfCommissioner, scopesOfPeople } from '../../src/machine-scopes.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anOrganisation, unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { invalid } from '../support/invalid.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const path = '/v1/machine-clients'

let count = 0
const aClient = (more: object = {}) => {
  count += 1
  return {
    clientId: `system-${count}`,
    organisationId: tenants.QYG.trustId,
    name: 'Record system of the trust',
    scopes: ['organisation:read', 'case:read'],
    ...more,
  }
}
const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const confirm = (id: string, client = second) => client.post<MachineClient>(`${path}/${id}/confirmation`)
async function register(more: object = {}) {
  const { id } = (await officer.post<MachineClient>(path, aClient(more))).ok
  return (await confirm(id)).ok
}
const asClient = (clientId: string) =>
  service.as({ ...aMachine(), sub: clientId, client_id: clientId }).get('/v1/organisations')

t.test('201: a registered client asks in its own name, and is found where Location says', async (t) => {
  const body = aClient()
  t.equal((await asClient(body.clientId)).problem.code, 'permission-missing', 'before')
  service.clock.advance({ seconds: 31 })
  const entries = await audited(service, async () => {
    const answer = await officer.post<MachineClient>(path, body)
    t.equal(answer.status, 201)
    fits(t, answer.ok, { ...body, confirmedAt: null, endedAt: null })
    t.same((await officer.get(answer.headers.get('location') ?? '')).ok, answer.ok)
    t.equal((await confirm(answer.ok.id)).status, 200)
  })
  const { clientId, organisationId, scopes } = body
  fits(t, entries, [
    { type: 'machine-client.registered', facts: { clientId, organisationId, scopes } },
    { type: 'machine-client.confirmed' },
  ])
  t.equal((await asClient(clientId)).status, 200)
})

t.test('a system can do nothing before another human than who registered it has confirmed it', async (t) => {
  const body = aClient()
  const { id } = (await officer.post<MachineClient>(path, body)).ok
  t.equal((await asClient(body.clientId)).problem.code, 'permission-missing', 'registered by one')
  await refused(t, service, () => confirm(id, officer), 'second-person-needed')
  await sameHuman(service, 'their-other-account', anActor('commissioner-officer'))
  const other = service.as(anActor('commissioner-officer', { sub: 'their-other-account' }))
  await refused(t, service, () => confirm(id, other), 'second-person-needed', 'by another account of theirs')
  service.clock.advance({ seconds: 31 })
  t.equal((await asClient(body.clientId)).problem.code, 'permission-missing', 'still')
  const entries = await audited(service, async () => {
    t.equal((await confirm(id)).ok.confirmedAt, service.clock.now().toISOString())
  })
  const facts = { clientId: body.clientId, registeredBy: 'the-commissioner-officer' }
  fits(t, entries, [{ type: 'machine-client.confirmed', facts }])
  service.clock.advance({ seconds: 31 })
  t.equal((await asClient(body.clientId)).status, 200)
  await refused(t, service, () => confirm(id), 'wrong-state', 'twice')
})

t.test('400: what no system can have or be called is refused', async (t) => {
  const wrong = [
    [{ clientId: '' }, '/clientId'],
    [{ clientId: 'a b' }, '/clientId'],
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['case:read', 'case:read'] }, '/scopes'],
    [{ scopes: ['superuser'] }, '/scopes/0'],
    ...scopesOfPeople.map((scope) => [{ scopes: [scope] }, '/scopes/0', `${scope} is for people`] as const),
    [{ organisationId: 'RW4' }, '/organisationId'],
  ] as const
  await invalid(t, service, wrong, (more) => officer.post(path, aClient(more)))
})

t.test('422: its organisation takes part with this commissioner', async (t) => {
  const ended = (await officer.post<Organisation>('/v1/organisations', anOrganisation({ code: 'GONE1' }))).ok
  await officer.post(`/v1/organisations/${ended.id}/ending`)
  for (const organisationId of [unknownId(), tenants.QOP.trustId, ended.id])
    await refused(t, service, () => officer.post(path, aClient({ organisationId })), 'reference-unknown')
})

t.test('409: a client_id is in force once; once ended it can be registered anew', async (t) => {
  const { id, clientId } = await register()
  await refused(t, service, () => officer.post(path, aClient({ clientId })), 'machine-client-taken')
  t.equal((await officer.post(`${path}/${id}/ending`)).status, 200)
  t.equal((await officer.post(path, aClient({ clientId }))).status, 201)
})

t.test('a client that was ended is refused within 30 seconds, with a token that is known and good', async (t) => {
  const { id, clientId } = await register()
  t.equal((await asClient(clientId)).status, 200)
  const token = await service.tokenFor({ ...aMachine(), sub: clientId, client_id: clientId })
  const system = service.withToken(token)
  t.equal((await system.get('/v1/organisations')).status, 200)
  const entries = await audited(service, async () => {
    const answer = await officer.post<MachineClient>(`${path}/${id}/ending`)
    t.equal(answer.ok.endedAt, service.clock.now().toISOString())
  })
  fits(t, entries, [{ type: 'machine-client.ended', facts: { clientId } }])
  service.clock.advance({ seconds: 31 })
  t.equal((await system.get('/v1/organisations')).problem.code, 'permission-missing')
  await refused(t, service, () => officer.post(`${path}/${id}/ending`), 'wrong-state', 'ended twice')
})

t.test('an organisation that was ended sends nobody within 30 seconds, and its systems are refused too', async (t) => {
  const organisation = (
    await officer.post<Organisation>('/v1/organisations', anOrganisation({ code: 'ENDS1', kind: 'trust' }))
  ).ok
  const { clientId } = await register({ organisationId: organisation.id })
  const manager = service.as(anActor('team-manager', { organisation: 'ENDS1' }))
  t.equal((await manager.get('/v1/organisations')).status, 200)
  t.equal((await asClient(clientId)).status, 200)
  const answer = await officer.post<Organisation>(`/v1/organisations/${organisation.id}/ending`)
  t.equal(answer.ok.endedAt, service.clock.now().toISOString())
  service.clock.advance({ seconds: 31 })
  t.equal((await manager.get('/v1/organisations')).problem.code, 'unauthenticated')
  t.equal((await asClient(clientId)).problem.code, 'permission-missing')
  const again = () => officer.post(`/v1/organisations/${organisation.id}/ending`)
  await refused(t, service, again, 'wrong-state')
  const anew = anOrganisation({ code: 'ENDS1', kind: 'trust' })
  t.equal((await officer.post('/v1/organisations', anew)).status, 201, 'the code can be registered anew')
})

t.test('409: nobody ends the organisation that they come from', async (t) => {
  const own = (
    await officer.post<Organisation>('/v1/organisations', anOrganisation({ code: 'OWN1', kind: 'commissioner' }))
  ).ok
  const fromThere = service.as(anActor('commissioner-officer', { organisation: 'OWN1' }))
  await refused(t, service, () => fromThere.post(`/v1/organisations/${own.id}/ending`), 'wrong-state')
})

t.test(
  '200: an officer and an auditor see the list, the ended among it; nobody of another commissioner does',
  async (t) => {
    const { id } = await register()
    await officer.post(`${path}/${id}/ending`)
    for (const who of ['commissioner-officer', 'auditor'] as const) {
      const { items } = (await service.as(who).get<{ items: MachineClient[] }>(`${path}?limit=1`)).ok
      fits(t, items, [{ id, endedAt: service.clock.now().toISOString() }], who)
    }
    const other = service.as(inTenant('QOP', 'commissioner-officer'))
    const theirs = (await other.get<{ items: MachineClient[] }>(`${path}?limit=100`)).ok.items
    t.notOk(theirs.some((client) => client.id === id))
    await refused(t, service, () => other.post(`${path}/${id}/ending`), 'not-found')
  },
)

t.test('400: a system of a trust has no scope that is about the commissioner as a whole', async (t) => {
  for (const scope of scopesOfCommissioner) {
    const answer = await officer.post(path, aClient({ scopes: ['case:read', scope] }))
    t.match(answer.problem, { code: 'request-invalid', errors: [{ pointer: '/scopes/1' }] }, scope)
    t.equal((await officer.post(path, aClient({ organisationId: null, scopes: [scope] }))).status, 201)
  }
  const whole = service.as(aMachine(scopesOfCommissioner, 'RW4'))
  t.equal((await whole.get('/v1/sign-ins')).problem.code, 'permission-missing', 'nor where it was registered before')
})
