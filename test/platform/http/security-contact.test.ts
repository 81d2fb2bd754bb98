import t from 'tap'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const path = '/.well-known/security.txt'

t.test('security.txt names the contact of the configuration, to anybody, and says until when (RFC 9116)', async (t) => {
  for (const now of ['2026-11-24T09:30:00Z', '2029-02-28T23:59:59Z']) {
    service.clock.set(now)
    const answer = await service.withToken(undefined).get<string>(path)
    t.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
    const lines = answer.ok.split('\n').filter(Boolean)
    const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/)))
    t.equal(fields.Contact, 'mailto:security@example.org')
    const days = (Date.parse(fields.Expires ?? '') - Date.parse(now)) / 86_400_000
    t.ok(days > 30 && days < 365, `it expires in ${days} days`)
    t.match(fields.Expires, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
  }
})

t.test('where no contact is configured there is none', async (t) => {
  const { app } = await startService(t, { securityContact: undefined })
  const answer = await app.inject({ method: 'GET', url: path })
  t.equal(answer.statusCode, 404)
  t.equal(answer.json().code, 'not-found')
})
