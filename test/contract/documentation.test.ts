import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { daysAnswersAreKept } from '../../src/platform/work/retention.ts'
import { mostAttempts } from '../../src/rules/people/sign-ins.ts'
import { faultsByAxe, listen, noBrowser, openBrowser } from '../support/browser.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const get = (path: string) => service.app.inject({ method: 'GET', url: path })
interface Sent {
  readonly name: string
  readonly description: string
}
const linksOf = (text: string) => [...text.matchAll(/ href="([^"]+)"/g)].map(([, link = '']) => link)

t.test('every page that the documentation leads to is there, and every operation is led to', async (t) => {
  const seen = new Map<string, string>()
  const waiting = ['/']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    const { statusCode, payload, headers } = await get(path)
    seen.set(path, payload)
    // Where tokens are given there is the sandbox’s own test of it.
    if (statusCode !== 200 && !path.startsWith('/sandbox/')) t.fail(`${path}: ${statusCode}`)
    if (String(headers['content-type']).startsWith('text/html')) waiting.push(...linksOf(payload))
  }
  for (const { operationId } of service.contract.operations)
    t.ok(seen.has(`/documentation/operations/${operationId}`), operationId)
  t.ok([...seen.keys()].filter((path) => path.startsWith('/documentation/schemas/')).length > 500)
  t.ok([...seen.keys()].filter((path) => path.startsWith('/problems/')).length > 150)
})

t.test('a service that is no sandbox gives no token, and has no clock to move and nothing to reset', async (t) => {
  for (const [method, url] of [
    ['POST', '/sandbox/oauth2/token'],
    ['GET', '/sandbox/tokens/person'],
    ['PUT', '/sandbox/clock'],
    ['POST', '/sandbox/clock/advances'],
    ['POST', '/sandbox/reset'],
    ['GET', '/sandbox/scenarios'],
  ] as const)
    t.equal((await service.app.inject({ method, url })).statusCode, 404, url)
})

t.test('the contract is there for tools that read OpenAPI 3.0 alone as well, with the same operations', async (t) => {
  interface Contract {
    readonly openapi: string
    readonly paths: Readonly<Record<string, object>>
  }
  const [is, older] = await Promise.all(
    ['/documentation/json', '/documentation/openapi-3.0'].map(async (path) => (await get(path)).json<Contract>()),
  )
  t.match([is?.openapi, older?.openapi], [/^3\.1\./, /^3\.0\./])
  t.same(Object.keys(older?.paths ?? {}).sort(), Object.keys(is?.paths ?? {}).sort())
})

t.test('limits, and how long a key is known, are told as they are', async (t) => {
  const guide = (name: string) => readFileSync(new URL(`../../data/guides/${name}.md`, import.meta.url), 'utf8')
  for (const [kind, { inHour, inDay }] of Object.entries(mostAttempts))
    t.match(guide('3-problems'), ` | ${inHour} | ${inDay} |`, kind)
  const days = `${daysAnswersAreKept} days`
  t.match(guide('4-idempotency'), `within ${days}`)
  t.match(readFileSync(new URL('../../sdk/typescript/README.md', import.meta.url), 'utf8'), `a key for ${days}`)
  const { paths } = (await get('/documentation/json')).json<{
    paths: Record<string, { post: { parameters: Sent[] } }>
  }>()
  const { parameters = [] } = paths['/v1/people']?.post ?? {}
  t.match(parameters.find(({ name }) => name === 'idempotency-key')?.description, `within ${days}`)
})

t.test('an operation is told whole: what is sent, answered and refused, and how it is asked', async (t) => {
  const { payload } = await get('/documentation/operations/decideSupportPlan')
  for (const said of [
    '<h1>Decide on a plan at the tier where it is</h1>',
    'POST /v1/support-plans/{supportPlanId}/decision',
    '<code>plan:decide</code>',
    '<a href="/documentation/schemas/PlanDecision">PlanDecision</a>',
    '<a href="/problems/quorum-missing"><code>quorum-missing</code></a>',
    'await budgets.decideSupportPlan({',
    'curl -X POST &quot;$HOST/v1/support-plans/',
  ])
    t.ok(payload.includes(said), said)
  t.match((await get('/documentation/operations/sendReceiptFile')).payload, /new Blob\(\[bytes\]/)
  t.match((await get('/documentation/operations/changeSupportPlan')).payload, /ifMatch: whatYouRead/)
  t.equal((await get('/documentation/operations/constructor')).statusCode, 404)
  t.equal((await get('/documentation/schemas/constructor')).statusCode, 404)
  t.equal((await get('/documentation/guides/..%2F..%2Fpackage')).statusCode, 404)
})

t.test('a thing that is one of many names each of them, and leads to it', async (t) => {
  const { payload } = await get('/documentation/schemas/Event')
  const events = new Set(linksOf(payload).filter((link) => /\/schemas\/\w+Event$/.test(link)))
  t.ok(events.size > 100, `${events.size} events`)
  t.notMatch(payload, '<dt>', 'and writes out none')
  t.match((await get('/documentation/schemas/SupportPlanSignedEvent')).payload, '<dt>')
  t.match((await get('/documentation/schemas/PlanDecision')).payload, '<dt>')
})

const guides = linksOf((await get('/documentation')).payload).filter((path) =>
  path.startsWith('/documentation/guides/'),
)
/** Every guide, and one of each other kind of page: each is looked at on a screen and on paper. The sandbox has no pages of its own: its answers are JSON and text. */
const onPaperToo = [
  ...['/', '/documentation', '/documentation/problems', '/problems/quorum-missing'],
  ...guides,
  ...['/documentation/operations/draftSupportPlan', '/documentation/schemas/SupportPlan'],
]
/** What else a page of an operation or a thing can have; it is printed by the same rules. */
const onScreen = [
  // Sent as a file, and read with filters.
  ...['sendReceiptFile', 'listCases'].map((name) => `/documentation/operations/${name}`),
  // One of several, one of many, and a list of values.
  ...['PlanDecision', 'Event', 'ProblemCode'].map((name) => `/documentation/schemas/${name}`),
]

t.test(
  'it is read on any host, by http too, without a script, and axe finds nothing on a narrow screen or on paper',
  { skip: noBrowser },
  async (t) => {
    const browser = await openBrowser(t, ['--host-resolver-rules=MAP budgets.example 127.0.0.1'])
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } })
    const told = listen(page)
    const host = `http://budgets.example:${new URL(service.baseUrl).port}`
    t.equal(guides.length, readdirSync(new URL('../../data/guides', import.meta.url)).length)
    for (const path of [...onPaperToo, ...onScreen]) {
      await page.emulateMedia({ media: 'screen' })
      await page.goto(host + path)
      t.equal(await page.locator('h1').count(), 1, path)
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      t.ok(Number(wide) <= 320, `${path} is ${wide} pixels wide`)
      for (const media of onPaperToo.includes(path) ? (['screen', 'print'] as const) : (['screen'] as const)) {
        await page.emulateMedia({ media })
        t.same(await faultsByAxe(page), [], `${path} ${media}`)
      }
    }
    t.same(told.failed, [])
    t.same(
      told.requests.map((url) => new URL(url).origin).filter((origin) => origin !== host),
      [],
      'nothing is asked of anybody else',
    )
  },
)
