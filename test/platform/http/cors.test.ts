import t from 'tap'
import { anActor } from '../../support/actors.ts'
import { refused } from '../../support/refused.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const frontEnd = 'https://plans.example.org'
const client = (more: object = {}) => ({
  ...{ clientId: 'a-front-end', organisationId: null, name: 'The front end', scopes: ['scheme:read'] },
  ...more,
})
const register = (more: object) => officer.post<{ id: string; origins: string[] }>('/v1/machine-clients', client(more))
async function confirmed(more: object): Promise<string> {
  const { id } = (await register(more)).ok
  void (await second.post(`/v1/machine-clients/${id}/confirmation`)).ok
  service.clock.advance({ seconds: 31 })
  return id
}
const preflight = (origin: string) =>
  fetch(new URL('/v1/cases', service.baseUrl), {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  })
const ask = async (headers: Record<string, string>, token?: string) =>
  fetch(new URL('/v1/schemes', service.baseUrl), {
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
  })

t.test('an origin is exactly what a browser writes, over https; any other is refused at its place', async (t) => {
  for (const wrong of [
    ...['https://plans.example.org/', 'https://plans.example.org/path', 'https://plans.example.org:443'],
    ...['http://plans.example.org', 'http://localhost:5173', 'https://PLANS.example.org', '*', 'null', ''],
    ...['https://*.example.org', 'https://a@plans.example.org', 'file:///', 'https://plans.example.org?x'],
  ]) {
    const problem = await refused(t, service, () => register({ origins: [frontEnd, wrong] }), 'request-invalid', wrong)
    t.match(problem.errors?.[0], { pointer: '/origins/1', code: 'origin-wrong' }, wrong)
  }
})

t.test(
  'pages of a registered origin ask with tokens of its client, and read what they need of an answer',
  async (t) => {
    t.equal((await preflight(frontEnd)).status, 403, 'not before it is registered')
    const { id: unconfirmed } = (await register({ clientId: 'nobody-confirmed', origins: ['https://x.example.org'] }))
      .ok
    t.ok(unconfirmed)
    const id = await confirmed({ origins: [frontEnd] })
    t.equal((await preflight('https://x.example.org')).status, 403, 'nor before a second person has confirmed it')

    const before = await preflight(frontEnd)
    t.equal(before.status, 204)
    t.equal(before.headers.get('access-control-allow-origin'), frontEnd)
    t.match(before.headers.get('access-control-allow-methods'), 'PATCH')
    t.match(before.headers.get('access-control-allow-headers'), /authorization.*idempotency-key.*if-match/)
    t.match(before.headers.get('vary'), 'origin')
    const token = await service.tokenFor('person', { client_id: 'a-front-end' })
    const answer = await ask({ origin: frontEnd }, token)
    t.equal(answer.status, 200)
    t.equal(answer.headers.get('access-control-allow-origin'), frontEnd)
    t.match(answer.headers.get('access-control-expose-headers'), /etag.*location.*retry-after.*x-request-id/)
    for (const { headers } of [before, answer]) {
      t.equal(headers.get('access-control-allow-credentials'), null, 'no cookie goes along')
      t.not(headers.get('access-control-allow-origin'), '*')
    }
    const nobody = await ask({ origin: frontEnd })
    t.equal(nobody.status, 401)
    t.equal(nobody.headers.get('access-control-allow-origin'), frontEnd, 'a page reads why it was refused')

    const code = async (response: Response) => ((await response.json()) as { code: string }).code
    const refusals = {
      'an origin that nobody registered': await ask({ origin: 'https://evil.example.org' }, token),
      'an origin that only begins like it': await ask({ origin: `${frontEnd}.evil.example` }, token),
      'no origin at all': await ask({ origin: 'null' }, token),
      'a token that names no client': await ask({ origin: frontEnd }, await service.tokenFor('person')),
      'a token of another client': await ask(
        { origin: frontEnd },
        await service.tokenFor('person', { client_id: 'other' }),
      ),
      'a token of another commissioner': await ask(
        { origin: frontEnd },
        await service.tokenFor('person', { client_id: 'a-front-end', commissioner: 'QOP' }),
      ),
    }
    for (const [title, response] of Object.entries(refusals)) {
      t.equal(response.status, 403, title)
      t.equal(await code(response), 'origin-not-registered', title)
    }
    t.equal((await preflight('https://evil.example.org')).headers.get('access-control-allow-origin'), null)
    t.equal((await ask({}, token)).status, 200, 'what is no browser sends no origin')
    t.equal((await ask({ origin: service.baseUrl }, token)).status, 200, 'nor is a page of the service of another')

    void (await officer.post(`/v1/machine-clients/${id}/ending`)).ok
    service.clock.advance({ seconds: 31 })
    t.equal((await preflight(frontEnd)).status, 403, 'an end is honoured')
  },
)
