import t from 'tap'
import { roles } from '../../../src/permissions.ts'
import { organisationKinds, organisationKindsByRole } from '../../../src/role-organisations.ts'
import { aMachine, anActor } from '../../support/actors.ts'
import { anOrganisation } from '../../support/builders.ts'
import { journeyTo } from '../../support/journey.ts'
import { tenants } from '../../support/seed.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const read = async (who: Parameters<typeof service.tokenFor>[0], claims: Record<string, unknown> = {}) =>
  service.withToken(await service.tokenFor(who, claims)).get('/v1/organisations')

/** A client that one officer has registered and another confirmed. */
async function registered(client: object, commissioner: 'QYG' | 'QOP' = 'QYG'): Promise<void> {
  const as = (sub: string) => service.as(anActor('commissioner-officer', { sub, commissioner }))
  const { id } = (await as('officer-one').post<{ id: string }>('/v1/machine-clients', client)).ok
  t.equal((await as('officer-two').post(`/v1/machine-clients/${id}/confirmation`)).status, 200)
}

t.test('401: a claim that is malformed spoils the token, and is named; none is read as missing', async (t) => {
  const wrong: readonly [claim: string, values: readonly unknown[]][] = [
    ['sub', ['', 7, null, ['a'], 'a\u0000b', 'a b', 'a\u200bb', 'é', 's'.repeat(201)]],
    ['commissioner', ['', null, ['QYG'], 'qyg', 'QYG\u0000', 'Q'.repeat(10)]],
    ['organisation', ['', null, ['RW4'], { code: 'RW4' }, 'rw4', 'R'.repeat(201), 'RW4\u0000']],
    ['roles', [null, 'commissioner-officer', [['auditor']], { 0: 'auditor' }, [null], ['a\u0000'], [7]]],
    ['client_id', ['', null, 7, ['app'], 'a\u0000b', 'c'.repeat(201)]],
    ['scope', [null, ['case:read'], 7, 'case:read\u0000', 's'.repeat(4_001)]],
    ['name', ['', ' ', null, 7, ['Q'], 'Q\u0000', 'Q\n', '\ud800', 'n'.repeat(201)]],
  ]
  for (const [claim, values] of wrong)
    for (const value of values) {
      const { problem } = await read('commissioner-officer', { [claim]: value })
      t.equal(problem.code, 'unauthenticated', `${claim} ${JSON.stringify(value)?.slice(0, 20)}`)
      t.match(problem.detail, new RegExp(`The claim ${claim} of the token|The token is not valid`), claim)
    }
})

t.test('each role is taken from the kinds of organisation that it belongs to, and from no other', async (t) => {
  const codes = new Map<string, string>()
  for (const [index, kind] of organisationKinds.entries()) {
    await officer.post('/v1/organisations', anOrganisation({ code: `KIND${index}`, kind }))
    codes.set(kind, `KIND${index}`)
  }
  for (const role of roles)
    for (const kind of [null, ...organisationKinds]) {
      const organisation = kind === null ? undefined : codes.get(kind)
      const answer = await read(anActor(role), { organisation })
      const belongs = organisationKindsByRole[role].includes(kind)
      t.equal(answer.status, belongs ? 200 : 401, `${role} of ${kind}`)
      if (!belongs) t.match(answer.problem.detail, /^The claim roles of the token has /)
    }
})

t.test('401: one role that does not belong to the organisation spoils the others', async (t) => {
  t.equal((await read('broker', { roles: ['broker', 'commissioner-officer'] })).status, 401)
  t.equal((await read('broker', { roles: ['broker', 'person', 'a-role-of-another-service'] })).status, 200)
})

t.test('403: the token of a person for an app, with scopes and no role, is no system', async (t) => {
  const user = { roles: undefined, client_id: 'the-machine', scope: 'organisation:read case:read' }
  for (const [who, claims] of [
    ['person', user],
    [aMachine(), { sub: 'a-user' }],
    [aMachine(), { client_id: 'another-app' }],
    [aMachine(), { client_id: undefined }],
  ] as const)
    t.match((await read(who, claims)).problem, { code: 'permission-missing', permission: 'organisation:read' })
})

t.test(
  '403: a client that nobody registered has no permission; nor one that another commissioner registered',
  async (t) => {
    t.equal((await read(aMachine(), { sub: 'unknown', client_id: 'unknown' })).problem.code, 'permission-missing')
    const client = {
      clientId: 'theirs-only',
      organisationId: null,
      name: 'Their system',
      scopes: ['organisation:read'],
    }
    await registered(client, 'QOP')
    const theirs = { sub: 'theirs-only', client_id: 'theirs-only' }
    t.equal((await read(aMachine(), theirs)).problem.code, 'permission-missing')
    t.equal((await read(aMachine(), { ...theirs, commissioner: 'QOP' })).status, 200)
  },
)

t.test('a system has what is both in its scope and registered, and nothing else', async (t) => {
  const client = { clientId: 'narrow', organisationId: null, name: 'A narrow system', scopes: ['organisation:read'] }
  await registered(client)
  const narrow = { sub: 'narrow', client_id: 'narrow' }
  t.equal((await read(aMachine(), narrow)).status, 200)
  t.equal((await read(aMachine(['case:read']), narrow)).status, 403, 'registered, and not in its scope')
  t.equal((await read(aMachine(), { scope: 'openid organisation:read unknown:scope' })).status, 200)
  for (const scope of ['organisation:readx', 'ORGANISATION:READ', '', undefined])
    t.equal((await read(aMachine(), { scope })).status, 403, `scope ${scope}`)
  const wide = service.withToken(await service.tokenFor(aMachine(), narrow))
  t.equal((await wide.get('/v1/cases')).problem.permission, 'case:read', 'in its scope, and not registered')
})

t.test('401: a system claims no other organisation than its own, and no role', async (t) => {
  t.equal((await read(aMachine(undefined, 'RW4'))).status, 200)
  t.equal((await read(aMachine(undefined, 'RW4'), { organisation: undefined })).status, 200, 'none claimed')
  for (const [who, organisation] of [
    [aMachine(undefined, 'RW4'), 'BRK1'],
    [aMachine(), 'RW4'],
  ] as const)
    t.match((await read(who, { organisation })).problem, { code: 'unauthenticated', detail: /claim organisation/ })
  for (const role of ['person', 'commissioner-officer', 'auditor'])
    t.match((await read(aMachine(), { roles: [role] })).problem, { code: 'unauthenticated', detail: /claim roles/ })
  t.equal((await read(aMachine(), { roles: ['offline_access'] })).status, 200)
})

t.test('a system of a trust that claims no organisation sees the trust’s cases alone', async (t) => {
  const { ids } = await journeyTo(service, 'team-complete')
  const silent = service.withToken(await service.tokenFor(aMachine(undefined, 'BRK1'), { organisation: undefined }))
  t.equal((await silent.get(`/v1/cases/${ids.caseId}`)).status, 404)
})

t.test('people and systems share no identity: a system with a person’s `sub` is somebody else', async (t) => {
  const { ids, person } = await journeyTo(service, 'team-complete')
  const clientId = person.actor?.sub ?? ''
  const named = { sub: clientId, client_id: clientId }
  const scopes = ['case:read', 'organisation:write']
  const body = { clientId, organisationId: tenants.QYG.brokerageId, name: 'A ghost', scopes }
  await registered(body)
  const ghost = service.withToken(await service.tokenFor(aMachine(), named))
  t.equal((await ghost.get(`/v1/cases/${ids.caseId}`)).status, 404)
  t.equal((await person.get(`/v1/cases/${ids.caseId}`)).status, 200)
  await ghost.post('/v1/organisations', anOrganisation({ code: 'GHOST1' }))
  const done = await service.database.sql(`select actor_id from audit_entry where facts ->> 'code' = 'GHOST1'`)
  t.same(done, [{ actor_id: `client:${clientId}` }])
})

t.test('no person has a name out of the space of systems in their token', async (t) => {
  for (const sub of ['client:the-machine', 'client:', 'system', 'provision']) {
    t.match((await read('person', { sub })).problem, { code: 'unauthenticated', detail: /claim sub/ }, sub)
  }
})
