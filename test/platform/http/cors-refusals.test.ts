import { setTimeout as after } from 'node:timers/promises'
import t from 'tap'
import { anActor } from '../../support/actors.ts'
import { startService } from '../../support/service.ts'

const frontEnd = 'https://plans.example.org'

t.test('a page of a registered origin reads that the service is too busy, and when to ask again', async (t) => {
  const service = await startService(t, { mostDelayMilliseconds: 500 })
  const officer = service.as('commissioner-officer')
  const client = { clientId: 'a-front-end', organisationId: null, name: 'The front end', scopes: ['scheme:read'] }
  const register = () => officer.post<{ id: string }>('/v1/machine-clients', { ...client, origins: [frontEnd] })
  // The first request of a process compiles much: the service is busy with that for a while.
  let registered = await register()
  for (; registered.status === 503; registered = await register()) await after(500)
  const { id } = registered.ok
  const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  void (await second.post(`/v1/machine-clients/${id}/confirmation`)).ok
  service.clock.advance({ seconds: 31 })
  const ask = (method: string, path = '/v1/schemes') =>
    fetch(new URL(path, service.baseUrl), {
      method,
      headers: { origin: frontEnd, 'access-control-request-method': 'GET' },
    })
  const busy = setInterval(() => {
    const until = performance.now() + 1_200
    while (performance.now() < until);
  }, 1_210)
  t.teardown(() => clearInterval(busy))
  let answer = await ask('GET')
  for (let tries = 0; answer.status !== 503 && tries < 100; tries += 1) {
    await after(100)
    answer = await ask('GET')
  }
  t.equal(answer.status, 503)
  t.equal(answer.headers.get('access-control-allow-origin'), frontEnd)
  t.match(answer.headers.get('access-control-expose-headers'), 'retry-after')
  const preflight = await ask('OPTIONS', '/v1/cases')
  t.equal(preflight.status, 204, 'what a browser asks before is answered')
  t.equal((await ask('GET')).status, 503, 'while the service is still busy')
})
