import t from 'tap'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { asking, resourcesOf, saidOf } from './acts.ts'

const service = await startService(t, { line: true })
const asked = asking(service, 'commissioner-officer')
const nobody = `/Patient/${unknownId()}`

t.test('what is not there is an OperationOutcome, as every refusal is', async (t) => {
  for (const [path, code] of [
    [nobody, 'not-found'],
    ['/Patient/no-id', 'not-found'],
    ['/Patient/%F0%9F%92%9C', 'not-found'],
    [`/Goal/${unknownId()}.0123456789abcdef`, 'not-found'],
    [`/Patient/${'a'.repeat(300)}`, 'not-found'],
    ['/Observation?patient=1', 'route-not-found'],
    ['', 'route-not-found'],
  ] as const) {
    const { status, body } = await asked.refused(path)
    t.equal(status, 404, path)
    t.same([saidOf(body).issue, saidOf(body).code], ['not-found', code], path)
  }
})

t.test('what takes no JSON of R4 gets none', async (t) => {
  for (const accept of [
    'application/fhir+xml',
    'text/html',
    'application/fhir+json;fhirVersion=3.0',
    'application/json;q=0',
  ])
    for (const path of ['/metadata', nobody, `/Patient?_id=${unknownId()}`]) {
      const { status, body } = await asked.refused(path, { accept })
      t.equal(status, 406, `${path} ${accept}`)
      t.equal(saidOf(body).issue, 'not-supported')
    }
  for (const accept of ['*/*', 'application/json', 'application/xml, application/fhir+json; fhirVersion=4.0'])
    t.equal((await asked.get('/metadata', { accept })).status, 200, accept)
  t.equal((await asked.refused(`/Patient?_id=${unknownId()}&_format=xml`)).status, 406)
  t.equal((await asked.get(`/Patient?_id=${unknownId()}&_format=json`)).status, 200)
})

t.test('nothing is written here', async (t) => {
  for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
    const { status, headers, body } = await asked.refused(nobody, {}, method)
    t.equal(status, 405, method)
    t.equal(headers.get('allow'), 'GET')
    t.equal(saidOf(body).code, 'method-not-allowed')
  }
  t.equal((await asked.refused('/Patient', {}, 'POST')).status, 405)
  t.equal((await asked.refused('/metadata', {}, 'DELETE')).status, 405)
  t.equal((await asked.refused('/Patient/_search', {}, 'DELETE')).status, 405)
})

t.test(
  'a path that cannot be read is refused in FHIR as well, and a value that nothing has finds nothing',
  async (t) => {
    const { status, body } = await asked.refused('/Patient/%zz')
    t.equal(status, 400)
    t.equal(saidOf(body).issue, 'invalid')
    for (const value of ['%00', '%0A', '%F0%9F%92%9C', "'%20or%201=1"])
      t.same(resourcesOf((await asked.search(`/CarePlan?identifier=urn:a|${value}`)).body), [], value)
  },
)

t.test('a page of an origin that a client has registered may ask, and of no other', async (t) => {
  const url = new URL('/fhir/R4/Patient', service.baseUrl)
  const headers = { origin: 'https://app.example', 'access-control-request-method': 'GET' }
  t.equal((await fetch(url, { method: 'OPTIONS', headers })).status, 403)
})

t.test('a search by POST is a form of a usual size', async (t) => {
  const large = await asked.post('Patient', { identifier: `urn:a|${'a'.repeat(70_000)}` })
  t.equal(large.status, 413)
  const headers = { 'content-type': 'application/json' }
  const token = await service.tokenFor('commissioner-officer')
  const url = new URL('/fhir/R4/Patient/_search', service.baseUrl)
  const response = await fetch(url, {
    method: 'POST',
    body: '{}',
    headers: { ...headers, authorization: `Bearer ${token}` },
  })
  t.equal(response.status, 415)
  t.match(response.headers.get('content-type'), 'application/fhir+json')
})

t.test('too many requests, and a database that is away, are told in FHIR as well', async (t) => {
  const small = await startService(t, { rateLimitPerMinute: 2 })
  const often = asking(small, 'commissioner-officer')
  for (const status of [404, 404, 429]) {
    const refused = await often.refused(nobody)
    t.equal(refused.status, status)
    if (status === 429) t.same([saidOf(refused.body).issue, refused.headers.has('retry-after')], ['throttled', true])
  }
  await service.line?.cut()
  const away = await asked.refused(nobody)
  await service.line?.mend()
  t.equal(away.status, 503)
  t.equal(away.headers.get('retry-after'), '2')
  t.same([saidOf(away.body).issue, saidOf(away.body).code], ['transient', 'service-unavailable'])
})

t.test('a role without the permission is refused, and the permission is named', async (t) => {
  const { ids } = await journeyTo(service, 'plan-agreed')
  const broker = asking(service, 'broker')
  const patient = await broker.refused(`/Patient/${ids.personId}`)
  t.equal(patient.status, 403)
  t.match(saidOf(patient.body).text, 'person:read')
  const consents = await broker.refused(`/Consent?patient=${ids.personId}`)
  t.equal(consents.status, 403)
  t.equal((await broker.get(`/CarePlan/${ids.supportPlanId}`)).status, 200, 'the plan is theirs to read')
  t.equal((await asking(service, 'auditor').refused(`/CarePlan/${ids.supportPlanId}`)).status, 403)
})
