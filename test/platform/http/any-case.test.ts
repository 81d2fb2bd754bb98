import t from 'tap'
import type { Consent } from '../../../src/people/consent-schemas.ts'
import type { Person } from '../../../src/people/schemas.ts'
import { aConsentSaid, aPerson } from '../../support/builders.ts'
import { journeyTo } from '../../support/journey.ts'
import { aPlan } from '../../support/pathway-builders.ts'
import { tenants } from '../../support/seed.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

t.test('an identifier in capitals in the path gets the same answer, with small letters in it', async (t) => {
  const person = (await officer.post<Person>('/v1/people', aPerson())).ok
  t.same((await officer.get<Person>(`/v1/people/${person.id.toUpperCase()}`)).ok, person)
  const path = `/v1/people/${person.id.toUpperCase()}/consents`
  const body = aConsentSaid({ organisationId: tenants.QYG.brokerageId.toUpperCase() })
  const answer = await officer.post<Consent>(path, body, { key: 'once' })
  t.equal(answer.ok.organisationId, tenants.QYG.brokerageId)
  t.equal(answer.ok.personId, person.id)
  const again = await officer.post<Consent>(path.toLowerCase(), aConsentSaid(), { key: 'once' })
  t.same(again.ok, answer.ok, 'and is the same request under its key')
})

t.test(
  'a plan whose line is held by an organisation in capitals can be submitted: checks and submission agree',
  async (t) => {
    const { broker, ids } = await journeyTo(service, 'plan-drafted')
    const path = `/v1/support-plans/${ids.supportPlanId}`
    const { etag } = await broker.get(path)
    const { lines } = aPlan()
    const held = lines.map((line) => ({ ...line, holderId: line.holderId?.toUpperCase() ?? null }))
    const changed = await broker.patch<{ lines: { holderId: string | null }[] }>(
      path,
      { lines: held },
      { ifMatch: etag },
    )
    t.same(
      changed.ok.lines.map(({ holderId }) => holderId),
      lines.map(({ holderId }) => holderId),
    )
    t.equal((await broker.post(`${path}/submission`)).status, 200)
  },
)

t.test('a delegation and a machine client take capitals too', async (t) => {
  const organisationId = tenants.QYG.trustId.toUpperCase()
  const delegation = {
    holderId: 'the-team-manager',
    holderName: 'Quillon team manager',
    tierRole: 'team-manager',
    organisationId,
    delegateId: 'a-delegate',
    delegateName: 'Quillon Delegate',
    from: '2026-11-24',
    until: '2026-12-04',
  }
  t.equal((await service.as('team-manager').post('/v1/delegations', delegation)).status, 201)
  const client = { clientId: 'loud', organisationId, name: 'A loud system', scopes: ['case:read'] }
  const answer = await officer.post<{ organisationId: string }>('/v1/machine-clients', client)
  t.equal(answer.ok.organisationId, tenants.QYG.trustId)
})

t.test('a cursor and a query take capitals too', async (t) => {
  const { items } = (await officer.get<{ items: { id: string }[] }>('/v1/organisations?limit=1')).ok
  const cursor = (text = '') => Buffer.from(text).toString('base64url')
  const after = (text: string | undefined) => officer.get(`/v1/organisations?cursor=${cursor(text)}`)
  t.same((await after(items[0]?.id.toUpperCase())).ok, (await after(items[0]?.id)).ok)
  const figures = await officer.get(`/v1/sign-off-figures?schemeId=${tenants.QYG.schemeId.toUpperCase()}`)
  t.equal(figures.status, 200)
})

t.test('415: the media type of a change is that of a change in any case', async (t) => {
  for (const type of [
    'application/merge-patch+json',
    'Application/Merge-Patch+JSON',
    'APPLICATION/MERGE-PATCH+JSON;charset=utf-8',
  ]) {
    const headers = { 'content-type': type }
    t.equal((await officer.post('/v1/people', aPerson(), { headers })).problem.code, 'media-type-unsupported', type)
    const { ok, etag } = await officer.post<Person>('/v1/people', aPerson())
    const change = await officer.patch(`/v1/people/${ok.id}`, { language: 'cy' }, { ifMatch: etag, headers })
    t.equal(change.status, 200, type)
  }
  const headers = { 'content-type': 'Application/JSON; Charset=UTF-8' }
  t.equal((await officer.post('/v1/people', aPerson(), { headers })).status, 201)
})

t.test('an operation that takes no body looks at no empty one, whatever the header says', async (t) => {
  for (const type of ['application/json', 'text/plain', 'application/merge-patch+json', 'Application/JSON']) {
    const { broker, ids } = await journeyTo(service, 'plan-drafted')
    const options = { raw: '', headers: { 'content-type': type } }
    const answer = await broker.post(`/v1/support-plans/${ids.supportPlanId}/submission`, undefined, options)
    t.equal(answer.status, 200, type)
  }
})
