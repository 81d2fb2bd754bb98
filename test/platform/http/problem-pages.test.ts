import { readFileSync } from 'node:fs'
import t from 'tap'
import { remedyOf } from '../../../src/problem-remedies.ts'
import { type ProblemCode, problems } from '../../../src/problems.ts'
import { refused } from '../../support/refused.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const contract: { paths: Record<string, Record<string, { operationId?: string }>> } = JSON.parse(
  readFileSync('openapi/openapi.json', 'utf8'),
)
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

t.test('what to do goes by the code where the status would say something wrong', async (t) => {
  const remedy = async (code: ProblemCode) =>
    /What to do<\/h2>\s*<p>(.*)<\/p>/.exec(String((await nobody.get<string>(`/problems/${code}`)).body))?.[1]
  t.match(await remedy('answer-not-kept'), 'under another')
  t.match(await remedy('request-in-progress'), 'send the same request again with the same')
  t.match(await remedy('origin-not-registered'), 'No permission of a user changes this')
  t.match(await remedy('wrong-state'), 'Read the present state again', 'and by the status where it says it')
  const overview = String((await nobody.get<string>('/documentation/problems')).body)
  for (const [code, text] of Object.entries(remedyOf))
    t.ok(
      overview
        .replaceAll('&#39;', "'")
        .replaceAll(/<\/?code>/g, '`')
        .includes(text),
      `${code} in the overview`,
    )
})

t.test('every operation that a remedy names is one of the contract', (t) => {
  const known = new Set(
    Object.values(contract.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId)),
  )
  const named = Object.values(remedyOf).flatMap((text) =>
    [...text.matchAll(/`([a-z]+[A-Z]\w+)`/g)].map(([, name]) => name),
  )
  t.same(
    named.filter((name) => !known.has(name ?? '')),
    [],
  )
  t.end()
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
