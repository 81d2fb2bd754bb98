import t from 'tap'
import type { Organisation } from '../../src/organisations/schemas.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anOrganisation, unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

t.test('201: an organisation is registered and found where Location says', async (t) => {
  const body = anOrganisation({ code: 'GP1', name: 'Harbour Street Surgery', kind: 'gp-practice' })
  const entries = await audited(service, async () => {
    const answer = await officer.post<Organisation>('/v1/organisations', body)
    t.equal(answer.status, 201)
    fits(t, answer.ok, { ...body, registeredAt: '2026-11-24T09:30:00.000Z' })
    t.same((await officer.get<Organisation>(answer.headers.get('location') ?? '')).ok, answer.ok)
  })
  fits(t, entries, [{ type: 'organisation.registered', facts: { code: 'GP1', kind: 'gp-practice' }, case_id: null }])
  t.equal(entries.length, 1)
})

t.test('409: a code is registered once with a commissioner', async (t) => {
  await officer.post('/v1/organisations', anOrganisation({ code: 'ONCE1' }))
  const again = () =>
    officer.post('/v1/organisations', anOrganisation({ code: 'ONCE1', name: 'Another Name Entirely' }))
  await refused(t, service, again, 'organisation-taken')
})

t.test('201: the same code may stand for another organisation with another commissioner', async (t) => {
  const other = service.as(inTenant('QOP', 'commissioner-officer'))
  await officer.post('/v1/organisations', anOrganisation({ code: 'BOTH1' }))
  t.equal((await other.post('/v1/organisations', anOrganisation({ code: 'BOTH1' }))).status, 201)
})

t.test('409: of eight who register one code at once, one does', async (t) => {
  const body = anOrganisation({ code: 'EIGHT1' })
  const answers = await Promise.all(Array.from({ length: 8 }, () => officer.post('/v1/organisations', body)))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
})

t.test('200: everybody with a place in the tenant may read its organisations', async (t) => {
  for (const role of ['person', 'advocate', 'broker', 'auditor', 'panel-member'] as const) {
    const answer = await service.as(role).get<Organisation>(`/v1/organisations/${tenants.QYG.trustId}`)
    fits(t, answer.ok, { code: 'RW4', kind: 'trust' }, role)
  }
})

t.test("404: another commissioner's organisation is not there, nor is one that nobody registered", async (t) => {
  await refused(t, service, () => officer.get(`/v1/organisations/${tenants.QOP.trustId}`), 'not-found')
  await refused(t, service, () => officer.get(`/v1/organisations/${unknownId()}`), 'not-found')
})

t.test("a list holds the tenant's own organisations and no other", async (t) => {
  const ids = async (commissioner: 'QYG' | 'QOP') => {
    const who = inTenant(commissioner, 'commissioner-officer')
    const { items } = (await service.as(who).get<{ items: Organisation[] }>('/v1/organisations?limit=100')).ok
    return new Set(items.map((item) => item.id))
  }
  const [ours, theirs] = [await ids('QYG'), await ids('QOP')]
  t.ok(ours.has(tenants.QYG.trustId) && theirs.has(tenants.QOP.trustId))
  t.same(
    [...ours].filter((id) => theirs.has(id)),
    [],
  )
})

t.test('405: an organisation that is registered is not changed or removed', async (t) => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const ask = () => officer.request(method, `/v1/organisations/${tenants.QYG.trustId}`)
    const problem = await refused(t, service, ask, 'method-not-allowed', method)
    t.equal(problem.status, 405)
  }
})

t.test('organisations are found by their kind and their code', async (t) => {
  const list = async (query: string, client = officer) =>
    (await client.get<{ items: Organisation[] }>(`/v1/organisations?limit=100${query}`)).ok.items
  const all = await list('')
  for (const kind of new Set(all.map((one) => one.kind)))
    t.same(
      await list(`&kind=${kind}`),
      all.filter((one) => one.kind === kind),
    )
  t.same(
    (await list('&code=RW4')).map(({ id }) => id),
    [tenants.QYG.trustId],
  )
  t.same(await list('&code=RW4&kind=provider'), [])
  t.equal((await officer.get('/v1/organisations?kind=shop')).problem.code, 'request-invalid')
})
