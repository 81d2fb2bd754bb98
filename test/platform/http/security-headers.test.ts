import t from 'tap'
import { journeyTo } from '../../support/journey.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const { ids, person } = await journeyTo(service, 'plan-agreed')
const token = await service.tokenFor('person')

const asked = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, service.baseUrl), { headers: { authorization: `Bearer ${token}`, ...headers } })

const answers = new Map<string, Response>()
for (const path of ['/v1/schemes', '/v1/nowhere', '/v1/people/1', '/_ping', `/v1/decisions/${ids.decisionId}/letter`])
  answers.set(path, await asked(path, { origin: 'https://elsewhere.example' }))
answers.set('without a token', await fetch(`${service.baseUrl}/v1/schemes`))

t.test(
  'every answer tells a browser to use TLS for a year, to guess nothing, to frame nothing and to tell nobody',
  async (t) => {
    for (const [what, { headers }] of answers) {
      const [, seconds] =
        /^max-age=(\d+); includeSubDomains$/.exec(headers.get('strict-transport-security') ?? '') ?? []
      t.ok(Number(seconds) >= 31_536_000, what)
      t.equal(headers.get('x-content-type-options'), 'nosniff', what)
      t.equal(headers.get('referrer-policy'), 'no-referrer', what)
      t.match(headers.get('content-security-policy'), /frame-ancestors '(self|none)'/, what)
      t.match(headers.get('cache-control'), /no-store/, what)
    }
  },
)

t.test('no answer sets a cookie, and none lets a page of another origin read it', async (t) => {
  for (const [what, { headers }] of answers) {
    t.equal(headers.get('set-cookie'), null, what)
    t.equal(headers.get('access-control-allow-origin'), null, what)
  }
  const preflight = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }
  const { status, headers } = await fetch(`${service.baseUrl}/v1/people`, { method: 'OPTIONS', headers: preflight })
  t.ok(status >= 400)
  t.equal(headers.get('access-control-allow-origin'), null)
})

t.test('a page runs nothing and fetches nothing', async (t) => {
  const letter = await person.get(`/v1/decisions/${ids.decisionId}/letter`)
  t.match(letter.headers.get('content-security-policy'), /default-src 'none'/)
  t.notMatch(letter.headers.get('content-security-policy'), /script-src (?!'none')|unsafe-inline/)
})

t.test('an answer does not say what it was made with', async (t) => {
  for (const [what, { headers }] of answers)
    for (const name of ['server', 'x-powered-by']) t.equal(headers.get(name), null, `${what}: ${name}`)
})
