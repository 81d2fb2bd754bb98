import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import t from 'tap'
import { aMachine, anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

interface Head {
  readonly sequence: number
  readonly hash: string
  readonly sealedAt: string | null
  readonly jws: string | null
}

const service = await startService(t)
const officer = service.as('commissioner-officer')
const head = async (who = officer) => (await who.get<Head>('/v1/audit-head')).ok

t.test('before anything happened the head is the beginning of the chain', async (t) => {
  t.same(await head(), { sequence: 0, hash: '0'.repeat(64), sealedAt: null, jws: null })
})

t.test('the head is a JSON Web Signature that any library verifies with the published keys', async (t) => {
  for (const code of ['PRV8', 'PRV9']) await officer.post('/v1/organisations', anOrganisation({ code }))
  await service.seal()
  const { jws, ...told } = await head()
  const published = await service.withToken(undefined).get<JSONWebKeySet>('/.well-known/audit-keys.json')
  t.match(published.headers.get('content-type'), /^application\/jwk-set\+json\b/)
  const { payload, protectedHeader } = await compactVerify(jws ?? '', createLocalJWKSet(published.ok))
  fits(t, protectedHeader, { alg: 'EdDSA', typ: 'audit-seal', kid: published.ok.keys[0]?.kid })
  const { commissionerId } = tenants.QYG
  t.same(JSON.parse(new TextDecoder().decode(payload)), { commissionerId, ...told })
  const events = await officer.get<{ items: { sequence: number; hash: string }[] }>('/v1/events')
  fits(t, events.ok.items.at(-1), { sequence: told.sequence, hash: told.hash })
})

t.test('no key that is published is private', async (t) => {
  const { ok } = await service.withToken(undefined).get<JSONWebKeySet>('/.well-known/audit-keys.json')
  for (const key of ok.keys) t.same(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])
})

t.test("it is for the commissioner's officers, auditors and own systems", async (t) => {
  t.same(await head(service.as('auditor')), await head())
  t.same(await head(service.as('machine')), await head())
  const ofTrust = service.as(aMachine(['event:read'], 'RW4'))
  await refused(t, service, () => ofTrust.get('/v1/audit-head'), 'permission-missing')
  for (const role of ['care-coordinator', 'person', 'broker'] as const)
    await refused(t, service, () => service.as(anActor(role)).get('/v1/audit-head'), 'permission-missing', role)
})
