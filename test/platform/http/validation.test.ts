import t from 'tap'
import type { Person } from '../../../src/people/schemas.ts'
import { aCase, anOrganisation, aPerson, unknownId } from '../../support/builders.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

async function refused(body: unknown, more: { raw?: string | Buffer; headers?: Record<string, string> } = {}) {
  const before = await service.database.fingerprint()
  const answer = await officer.post('/v1/people', body, more)
  const after = await service.database.fingerprint()
  t.same(after, before, 'nothing is written')
  return answer.problem
}

t.test('400: a field that the contract does not know is refused and named', async (t) => {
  const problem = await refused({ ...aPerson(), shoeSize: 42 })
  t.match(problem, {
    code: 'request-invalid',
    errors: [{ pointer: '/shoeSize', code: 'additionalProperties', detail: 'is not a field of this request' }],
  })
})

t.test('400: a field that is missing is named', async (t) => {
  const { bornOn: _, ...body } = aPerson()
  t.match(await refused(body), { errors: [{ pointer: '/bornOn', code: 'required' }] })
})

t.test('400: nothing is made into what it is not', async (t) => {
  for (const [field, value] of Object.entries({
    interpreterNeeded: 'true',
    givenName: 42,
    communicationNeeds: ['large print'],
    nhsNumber: 9990000018,
    bornOn: 19840229,
  })) {
    const problem = await refused({ ...aPerson(), [field]: value })
    t.match(problem, { code: 'request-invalid', errors: [{ pointer: `/${field}` }] }, field)
  }
})

t.test('400: every fault is told at once', async (t) => {
  const problem = await refused({ ...aPerson(), givenName: '', familyName: 7, ethnicCategory: 'X' })
  const named = new Set((problem.errors ?? []).map((error) => error.pointer))
  t.same([...named].sort(), ['/ethnicCategory', '/familyName', '/givenName'])
})

t.test('400: a date that is not one is refused', async (t) => {
  for (const bornOn of [
    '2026-02-30',
    '2023-02-29',
    '1984-13-01',
    '1984-2-9',
    '29/02/1984',
    '1984-02-29T00:00:00Z',
    '',
    '0000-00-00',
  ])
    t.match(await refused({ ...aPerson(), bornOn }), { errors: [{ pointer: '/bornOn' }] }, bornOn)
})

t.test('400: NUL in a text is refused, since PostgreSQL cannot keep it', async (t) => {
  for (const field of ['givenName', 'familyName', 'communicationNeeds'])
    t.match(
      await refused({ ...aPerson(), [field]: 'before\u0000after' }),
      { errors: [{ pointer: `/${field}` }] },
      field,
    )
})

t.test('400: half of a character is refused, since it cannot be kept as it was written', async (t) => {
  for (const half of ['\\ud800', '\\udc00', 'before \\ud83d after', '\\udc00\\ud800']) {
    const raw = JSON.stringify(aPerson({ givenName: 'HALF' })).replace('HALF', half)
    t.match(await refused(undefined, { raw }), { code: 'request-invalid', errors: [{ pointer: '/givenName' }] }, half)
  }
})

t.test('400: text that shows nothing says nothing', async (t) => {
  const blank = [
    '',
    ' ',
    '\t\n',
    '\u00a0\u2003',
    '\u200b',
    '\u2060',
    '\u200d',
    '\u00ad',
    '\ufeff',
    '\u202e',
    '\ufe0f',
    '\u0301',
  ]
  for (const givenName of [...blank, '\u3164', '\u115f', '\uffa0', '\u2800', '\u{e0020}', ' \u200b\u2060 '])
    t.match(
      await refused({ ...aPerson(), givenName }),
      { errors: [{ pointer: '/givenName' }] },
      JSON.stringify(givenName),
    )
})

t.test('201: every whole character is kept as it was written', async (t) => {
  for (const givenName of [
    'Zoë',
    'Ẑoe',
    '王小明',
    '🙂',
    'Ó Súilleabháin',
    "O'Brien; drop table person",
    '<b>Zed</b>',
    'ﷺ',
    ' spaced ',
    'نام\u200cخانوادگی',
    'क्\u200dष',
    '👩\u200d🚀',
    '\u200fمريم',
  ]) {
    const { id } = (await officer.post<Person>('/v1/people', aPerson({ givenName }))).ok
    t.equal((await officer.get<Person>(`/v1/people/${id}`)).ok.givenName, givenName, givenName)
  }
})

t.test('400: a text longer than the contract allows is refused, and not repeated', async (t) => {
  t.match(await refused({ ...aPerson(), givenName: 'N'.repeat(101) }), { errors: [{ pointer: '/givenName' }] })
  t.equal((await officer.post('/v1/people', aPerson({ givenName: 'N'.repeat(100) }))).status, 201)
})

t.test('400: a body that is not JSON is told so', async (t) => {
  for (const raw of ['{', '{"givenName":', 'givenName=Zebedee', '{}{}', "{'a':1}", '\ufeff{', 'NaN', '{"a":1,}'])
    t.equal((await refused(undefined, { raw })).code, 'json-broken', raw)
})

t.test('400: an empty body is told so', async (t) => {
  const problem = await refused(undefined, { raw: '' })
  t.ok(['json-broken', 'request-invalid'].includes(problem.code))
})

t.test('400: JSON that is not an object is refused', async (t) => {
  for (const raw of ['null', '[]', '"text"', '42', 'true'])
    t.equal((await refused(undefined, { raw })).code, 'request-invalid', raw)
})

t.test('400: names that reach the prototype of everything are refused', async (t) => {
  for (const name of ['__proto__', 'constructor']) {
    const raw = `{"${name}": {"prototype": {"admin": true}}, ${JSON.stringify(aPerson()).slice(1)}`
    await refused(undefined, { raw })
    t.equal(({} as Record<string, unknown>).admin, undefined, name)
  }
})

t.test('400: JSON nested deeper than any request is refused without harm', async (t) => {
  const raw = `{"givenName":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  t.equal((await refused(undefined, { raw })).status, 400)
})

t.test('413: a body of 10 MB is refused', async (t) => {
  const raw = JSON.stringify(aPerson({ communicationNeeds: 'x'.repeat(10 * 1024 * 1024) }))
  t.equal((await refused(undefined, { raw })).code, 'body-too-large')
})

t.test('415: another media type than JSON is refused', async (t) => {
  const raw = JSON.stringify(aPerson())
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
  ]) {
    t.equal((await refused(undefined, { raw, headers: { 'content-type': type } })).code, 'media-type-unsupported', type)
  }
})

t.test('201: the character set may be named', async (t) => {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  t.equal((await officer.post('/v1/people', aPerson(), { headers })).status, 201)
})

t.test(
  'a change may be sent as application/merge-patch+json or as application/json, and nothing else may',
  async (t) => {
    const person = await officer.post<Person>('/v1/people', aPerson())
    const change = (type: string, ifMatch: string) =>
      officer.patch<Person>(
        `/v1/people/${person.ok.id}`,
        { language: 'cy' },
        { ifMatch, headers: { 'content-type': type } },
      )
    const first = await change('application/merge-patch+json', person.etag)
    t.equal(first.ok.language, 'cy')
    t.equal((await change('application/json', first.etag)).status, 200)
    t.equal((await change('application/json-patch+json', first.etag)).problem.code, 'media-type-unsupported')
    const headers = { 'content-type': 'application/merge-patch+json' }
    t.equal((await officer.post('/v1/people', aPerson(), { headers })).problem.code, 'media-type-unsupported')
  },
)

t.test('400: a change that changes nothing is refused', async (t) => {
  const person = await officer.post<Person>('/v1/people', aPerson())
  const answer = await officer.patch(`/v1/people/${person.ok.id}`, {}, { ifMatch: person.etag })
  t.match(answer.problem, { code: 'request-invalid', errors: [{ code: 'minProperties' }] })
})

t.test('400: an identifier in a path must be one', async (t) => {
  for (const id of ['1', 'not-an-id', `${unknownId()}x`, `{${unknownId()}}`, '%00', '..%2f..%2fetc', "'or'1'='1"]) {
    const { status } = await officer.get(`/v1/people/${id}`)
    t.ok(status === 400 || status === 404, `${id}: ${status}`)
  }
})

t.test('400: identifiers in a body must be some', async (t) => {
  const answer = await service.as('care-coordinator').post('/v1/cases', aCase('not-an-id'))
  t.match(answer.problem, { code: 'request-invalid', errors: [{ pointer: '/personId' }] })
})

t.test('400: a query that the contract does not know is refused', async (t) => {
  t.equal((await officer.get('/v1/organisations?sort=name')).problem.code, 'request-invalid')
  t.equal((await officer.get('/v1/organisations?limit=1&limit=2')).problem.code, 'request-invalid')
})

t.test('404: a path that is none is a problem like any other', async (t) => {
  for (const path of ['/nothing', '/v1', '/v1/nothing', '/v2/people', '/v1/people/../nothing'])
    t.equal((await officer.get(path)).problem.code, 'route-not-found', path)
})

t.test('an operation that takes no body refuses one that is broken, and does not write', async (t) => {
  const before = await service.database.fingerprint()
  const answer = await officer.post(`/v1/consents/${unknownId()}/withdrawal`, undefined, { raw: '{' })
  t.equal(answer.problem.code, 'json-broken')
  t.same(await service.database.fingerprint(), before)
})

t.test('400: the code of an organisation keeps to its pattern', async (t) => {
  for (const code of ['', 'rw4', 'RW 4', 'RW4-1', 'A'.repeat(10), 'RW4\n'])
    t.equal((await officer.post('/v1/organisations', anOrganisation({ code }))).problem.code, 'request-invalid', code)
})
