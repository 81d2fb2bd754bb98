import t from 'tap'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const read = (headers: Record<string, string>) => officer.get('/v1/organisations', { headers })

t.test('X-Request-ID is echoed, and made where there is none', async (t) => {
  t.equal((await read({ 'x-request-id': 'abc-123.x_Y' })).headers.get('x-request-id'), 'abc-123.x_Y')
  const [first, second] = [await read({}), await read({})].map((answer) => answer.headers.get('x-request-id'))
  t.match(first, /^[0-9a-f-]{36}$/)
  t.not(first, second)
})

t.test('a request id that is not fit for a log line is replaced', async (t) => {
  for (const id of ['', 'a b', 'x'.repeat(65), '{"a":1}', 'a;b', 'é'.repeat(3)])
    t.match((await read({ 'x-request-id': id })).headers.get('x-request-id'), /^[0-9a-f-]{36}$/, id)
})

t.test('X-Correlation-ID is echoed where it is fit, and otherwise left out', async (t) => {
  t.equal((await read({ 'x-correlation-id': 'journey-7' })).headers.get('x-correlation-id'), 'journey-7')
  t.equal((await read({ 'x-correlation-id': 'a b' })).headers.get('x-correlation-id'), null)
  t.equal((await read({})).headers.get('x-correlation-id'), null)
})

t.test('traceparent is followed: the trace stays, the span is a new one', async (t) => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
  const given = `00-${trace}-00f067aa0ba902b7-01`
  const echoed = (await read({ traceparent: given })).headers.get('traceparent')
  t.match(echoed, new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`))
  t.not(echoed, given)
})

t.test('a traceparent that is none begins a new trace', async (t) => {
  for (const wrong of [
    '',
    'x',
    '00-zz-00f067aa0ba902b7-01',
    `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
  ]) {
    const echoed = (await read({ traceparent: wrong })).headers.get('traceparent') ?? ''
    t.match(echoed, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/, wrong)
    t.notMatch(echoed, /^00-0{32}/, wrong)
  }
})

t.test('a problem names its request, so that the log line can be found', async (t) => {
  const answer = await officer.get('/v1/people/not-an-id', { headers: { 'x-request-id': 'find-me' } })
  t.equal(answer.problem.instance, 'urn:request:find-me')
  t.ok(service.logLines.some((line) => line.includes('find-me')))
})

t.test('nothing of what the service answers is kept by a cache', async (t) => {
  for (const answer of [
    await read({}),
    await officer.get('/v1/nothing'),
    await service.withToken(undefined).get('/v1/cases'),
  ])
    t.equal(answer.headers.get('cache-control'), 'no-store')
})
