import fc from 'fast-check'
import t from 'tap'
import type { Person } from '../../../src/people/schemas.ts'
import { repeatedKey } from '../../../src/platform/http/repeated-key.ts'
import { aPerson } from '../../support/builders.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

t.test('the first name that an object has twice is found, and where', async (t) => {
  const found: [text: string, path: (string | number)[] | undefined][] = [
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"a":1}', ['a']],
    ['{"a":{"b":1,"c":[{"d":1},{"d":1,"d":2}]}}', ['a', 'c', 1, 'd']],
    ['[[],[{"x":1,"x":2}]]', [1, 0, 'x']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"":1,"":2}', ['']],
    [' { "a" : "x,\\"a\\":" , "b" : [ 1 , 2 ] , "a" : 2 } ', ['a']],
    ['{"a\\\\":1,"a\\\\":2}', ['a\\']],
    ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', undefined],
    ['{"a":"a","b":"a"}', undefined],
    ['{"a":["a","a"],"b":"\\\\"}', undefined],
    ['"a"', undefined],
    ['[1,2,{}]', undefined],
  ]
  for (const [text, path] of found) t.same(repeatedKey(text), path, text)
})

t.test('no text that was written from a value has a name twice', async () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      return repeatedKey(JSON.stringify(value, null, indent)) === undefined
    }),
  )
})

t.test('wherever a name is put in twice, it is found', async () => {
  const name = fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => text !== '__proto__')
  const inside = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 5 })
  const way = fc.array(fc.oneof(name, fc.nat({ max: 3 })), { maxLength: 5 })
  fc.assert(
    fc.property(inside, way, fc.jsonValue({ maxDepth: 1 }), (fields, around, value) => {
      const [first = ''] = Object.keys(fields)
      let text = `${JSON.stringify(fields).slice(0, -1)},${JSON.stringify(first)}:${JSON.stringify(value)}}`
      for (const step of around.toReversed())
        text = typeof step === 'number' ? `[${'0,'.repeat(step)}${text}]` : `{${JSON.stringify(step)}:${text}}`
      return JSON.stringify(repeatedKey(text)) === JSON.stringify([...around, first])
    }),
  )
})

t.test('400: a field that is given twice is refused and named, in a creation and in a change', async (t) => {
  const text = JSON.stringify(aPerson())
  const before = await service.database.fingerprint()
  const raw = `${text.slice(0, -1)},"bornOn":"2000-01-01"}`
  const { problem } = await officer.post('/v1/people', undefined, { raw })
  t.match(problem, { code: 'request-invalid', errors: [{ pointer: '/bornOn', code: 'repeated' }] })
  t.same(await service.database.fingerprint(), before)

  const { ok, etag } = await officer.post<Person>('/v1/people', aPerson())
  for (const type of ['application/json', 'application/merge-patch+json; charset=utf-8']) {
    const headers = { 'content-type': type }
    const twice = { ifMatch: etag, raw: '{"language":"cy","language":"pl"}', headers }
    const answer = await officer.patch(`/v1/people/${ok.id}`, undefined, twice)
    t.match(answer.problem, { code: 'request-invalid', errors: [{ pointer: '/language' }] }, type)
  }
  const other = await officer.post('/v1/people', undefined, { raw: '{"a/b~":{"x":1,"x":2}}' })
  t.equal(other.problem.errors?.[0]?.pointer, '/a~1b~0/x')
})
