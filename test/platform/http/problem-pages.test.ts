import t from 'tap'
import { problems } from '../../../src/problems.ts'
import { refused } from '../../support/refused.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const nobody = service.withToken(undefined)

t.test('200: the type of every problem leads to a page that says what it means and what to do', async (t) => {
  for (const [code, [status, title]] of Object.entries(problems)) {
    const { status: answered, body } = await nobody.get<string>(`/problems/${code}`)
    t.equal(answered, 200, code)
    const page = String(body).replaceAll('&#39;', "'")
    t.ok(page.includes(`<h1>${title}</h1>`), code)
    t.match(page, new RegExp(`Status: ${status}\\.</p>\\s*<h2>What to do</h2>\\s*<p>[A-Z].{8,}</p>`), code)
  }
})

t.test('404: there is no page for what is no problem of the service', async (t) => {
  await refused(t, service, () => nobody.get('/problems/constructor'), 'not-found')
})

t.test('400: what a closed list can hold is told where something else was sent', async (t) => {
  const body = { code: 'X26', name: 'A trust', kind: 'hospital' }
  const send = () => service.as('commissioner-officer').post('/v1/organisations', body)
  const { errors = [] } = await refused(t, service, send, 'request-invalid')
  t.match(errors, [{ pointer: '/kind', code: 'enum', detail: /commissioner, trust, local-authority/ }])
})
