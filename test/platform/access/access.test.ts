import { createHash, createHmac } from 'node:crypto'
import { exportSPKI } from 'jose'
import t from 'tap'
import { anActor } from '../../support/actors.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const { issuer, clock } = service
const now = () => Math.floor(clock.now().getTime() / 1000)
const read = (token: string | undefined, headers = {}) => service.withToken(token).get('/v1/organisations', { headers })
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = () => ({
  iss: issuer.issuer,
  aud: issuer.audience,
  iat: now(),
  exp: now() + 600,
  ...anActor('commissioner-officer'),
})

t.test('200: a token of the issuer opens what its role may do', async (t) => {
  t.equal((await read(await service.tokenFor('commissioner-officer'))).status, 200)
})

t.test('401: a request without a token is told to bring one', async (t) => {
  const answer = await read(undefined)
  t.equal(answer.problem.code, 'unauthenticated')
  t.equal(answer.headers.get('www-authenticate'), 'Bearer')
})

t.test('401: only the scheme Bearer is taken, in any case', async (t) => {
  const token = await service.tokenFor('commissioner-officer')
  for (const authorization of [
    `Basic ${token}`,
    token,
    `Bearer`,
    'Bearer ',
    `Bearer${token}`,
    `Token ${token}`,
    `Bearer ${token} x`,
  ])
    t.equal((await read(undefined, { authorization })).status, 401, authorization.slice(0, 8))
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR', 'bearer '])
    t.equal((await read(undefined, { authorization: `${scheme} ${token}` })).status, 200, scheme)
})

t.test('401: a token that is not meant for this service is refused', async (t) => {
  const cases: Record<string, Record<string, unknown>> = {
    'of another issuer': { iss: 'https://elsewhere.example' },
    'for another audience': { aud: 'another-service' },
    'without an audience': { aud: undefined },
    'without a subject': { sub: undefined },
    'with an empty subject': { sub: '' },
    'without an expiry': { exp: undefined },
    'without a time of issue': { iat: undefined },
    'without a commissioner': { commissioner: undefined },
    'of a commissioner that is not registered': { commissioner: 'QXX' },
    'of an organisation that is not registered': { organisation: 'NONE1' },
    'with a commissioner that is not a word': { commissioner: ['QYG'] },
    'with a subject longer than any identifier': { sub: 's'.repeat(201) },
  }
  for (const [title, wrong] of Object.entries(cases)) {
    const token = await service.tokenFor('commissioner-officer', wrong)
    t.equal((await read(token)).problem.code, 'unauthenticated', title)
  }
})

t.test('401: an unsigned token is refused (alg none)', async (t) => {
  for (const alg of ['none', 'None', 'NONE', '']) {
    t.equal((await read(`${encoded({ alg, typ: 'JWT' })}.${encoded(claims())}.`)).status, 401, alg)
  }
})

t.test('401: the public key is never taken as a shared secret (HS256)', async (t) => {
  const secret = await exportSPKI(issuer.publicKey())
  const signed = `${encoded({ alg: 'HS256', kid: 'key-1' })}.${encoded(claims())}`
  const forged = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
  t.equal((await read(forged)).status, 401)
})

t.test('401: what was changed after signing is refused', async (t) => {
  const [header, , signature] = (await service.tokenFor('person')).split('.')
  t.equal((await read(`${header}.${encoded({ ...claims(), roles: ['auditor'] })}.${signature}`)).status, 401)
  const whole = await service.tokenFor('commissioner-officer')
  t.equal((await read(whole.slice(0, -4))).status, 401)
  for (const junk of ['x', 'a.b.c', '..', createHash('sha256').update('x').digest('hex')])
    t.equal((await read(junk)).status, 401)
})

t.test('401: a token larger than any real one is not even looked at', async (t) => {
  const before = issuer.asked()
  const token = await service.tokenFor('commissioner-officer', { padding: 'x'.repeat(7_000) })
  t.ok(token.length > 8_192)
  t.equal((await read(token)).status, 401)
  t.equal(issuer.asked(), before)
})

t.test('a clock that is 30 seconds off is forgiven, and no more', async (t) => {
  const at = async (wrong: Record<string, unknown>) =>
    (await read(await service.tokenFor('commissioner-officer', wrong))).status
  t.equal(await at({ exp: now() - 29 }), 200, 'expired 29 seconds ago')
  t.equal(await at({ exp: now() - 31 }), 401, 'expired 31 seconds ago')
  t.equal(await at({ nbf: now() + 29 }), 200, 'begins in 29 seconds')
  t.equal(await at({ nbf: now() + 31 }), 401, 'begins in 31 seconds')
})

t.test('401: a token that was verified before is not honoured after it expires', async (t) => {
  const token = await service.tokenFor('commissioner-officer')
  t.equal((await read(token)).status, 200)
  clock.advance({ hours: 1 })
  t.equal((await read(token)).status, 200, 'within the tolerance')
  clock.advance({ seconds: 31 })
  const late = await read(token)
  t.match(late.problem, { code: 'unauthenticated', detail: 'The token has expired' })
})

t.test('a verified token is not verified again: the issuer is asked for keys, not for each request', async (t) => {
  const token = await service.tokenFor('commissioner-officer')
  await read(token)
  const before = issuer.asked()
  for (let request = 0; request < 5; request += 1) await read(token)
  t.equal(issuer.asked(), before)
})

t.test('a new key of the issuer is taken up without a restart, and a withdrawn one is not honoured', async (t) => {
  const old = await service.tokenFor('commissioner-officer', { jti: 'old' })
  await issuer.rotate({ keepOld: true })
  t.equal((await read(await service.tokenFor('commissioner-officer'))).status, 200, 'the new key')
  t.equal((await read(old)).status, 200, 'the old key, still published')
  const unseen = await service.tokenFor('auditor', { jti: 'unseen' })
  await issuer.rotate({ keepOld: false })
  t.equal((await read(await service.tokenFor('commissioner-officer'))).status, 200, 'the newest key')
  t.equal((await read(unseen)).status, 401, 'a key that is no longer published')
})

t.test('401: a key that nobody published is refused', async (t) => {
  const token = await issuer.sign(claims(), { kid: 'key-99' })
  t.equal((await read(token)).status, 401)
})

t.test('503: while the issuer does not answer, an unknown key cannot be judged', async (t) => {
  await issuer.rotate({ keepOld: true })
  issuer.fail(true)
  const answer = await read(await service.tokenFor('commissioner-officer', { jti: 'during the outage' }))
  issuer.fail(false)
  t.equal(answer.problem.code, 'service-unavailable')
  t.ok(Number(answer.headers.get('retry-after')) > 0)
  t.equal((await read(await service.tokenFor('commissioner-officer', { jti: 'after it' }))).status, 200)
})

t.test('403: a role that the service does not know gives nothing', async (t) => {
  for (const held of [[], ['superuser'], undefined]) {
    const token = await service.tokenFor('commissioner-officer', { roles: held })
    t.match((await read(token)).problem, { code: 'permission-missing', permission: 'organisation:read' })
  }
})

t.test('403: a person cannot widen their role by a scope', async (t) => {
  const token = await service.tokenFor('person', { client_id: 'app', scope: 'organisation:write' })
  const answer = await service.withToken(token).post('/v1/organisations', {})
  t.match(answer.problem, { code: 'permission-missing', permission: 'organisation:write' })
})

t.test('403: a token of a person with scopes and no role acts for nobody', async (t) => {
  const token = await service.tokenFor('person', { roles: undefined, scope: 'organisation:read' })
  t.equal((await read(token)).status, 403)
})
