import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import t from 'tap'
import { frontEnd } from '../../dev/sandbox/actors.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { startSandbox } from '../support/sandbox.ts'

t.setTimeout(240_000)

const sandbox = await startSandbox(t)
const [local, stranger] = ['http://localhost:5173', 'http://localhost:5174']
const client = 'sandbox-commissioner-officer'
const credential = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: client,
  client_secret: `${client}-secret`,
}).toString()
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const preflight = (origin: string, path: string, method: string) => {
  const asks = { 'access-control-request-method': method, 'access-control-request-headers': 'authorization' }
  return fetch(sandbox.url + path, { method: 'OPTIONS', headers: { origin, ...asks } })
}
const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin')
const tokenFrom = (origin: string, body = credential) =>
  fetch(`${sandbox.url}/sandbox/oauth2/token`, { method: 'POST', headers: { ...form, origin }, body })

/** An empty page at one of these origins, at a port that nobody else has. */
async function aPageAt(origins: readonly string[]): Promise<string | undefined> {
  for (const origin of origins) {
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<title>Plans</title>'),
    )
    const { hostname, port } = new URL(origin)
    const listens = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(Number(port), hostname, () => resolve(true))
    })
    if (!listens) continue
    t.teardown(() => server.close())
    return origin
  }
  return undefined
}

const ours = await aPageAt(frontEnd.origins.filter((one) => one.includes('127.0.0.1')))
const other = await aPageAt([5174, 5175, 5176].map((port) => `http://127.0.0.1:${port}`))
const skip = noBrowser || (ours && other ? false : 'somebody else has the ports')

t.test(
  'a page of a registered origin asks for all that only the sandbox answers, one of another for none',
  async (t) => {
    for (const [method, path] of [
      ['POST', '/sandbox/oauth2/token'],
      ['GET', '/sandbox/tokens'],
      ['GET', '/sandbox/tokens/person'],
      ['GET', '/sandbox/issuer/jwks.json'],
      ['PUT', '/sandbox/clock'],
      ['POST', '/sandbox/clock/advances'],
      ['POST', '/sandbox/reset'],
      ['GET', '/sandbox/scenarios'],
    ] as const) {
      const answer = await preflight(local, path, method)
      t.equal(answer.status, 204, path)
      t.equal(allowed(answer), local, path)
      t.match(answer.headers.get('access-control-allow-methods'), method, path)
      t.match(answer.headers.get('access-control-allow-headers'), /authorization.*content-type/, path)
      t.equal(answer.headers.get('access-control-allow-credentials'), null, 'no cookie goes along')
      const refused = await preflight(stranger, path, method)
      t.equal(refused.status, 403, path)
      t.equal(allowed(refused), null, path)
    }
    t.notMatch(
      (await preflight(local, '/v1/cases', 'PUT')).headers.get('access-control-allow-methods'),
      'PUT',
      'the operations have the methods that they had',
    )
  },
)

t.test('it reads the token that it is given, and why it is refused one', async (t) => {
  const given = await tokenFrom(local)
  t.same([given.status, allowed(given)], [200, local])
  const refused = await tokenFrom(local, 'grant_type=client_credentials')
  t.same([refused.status, allowed(refused)], [401, local])
  const text = await fetch(`${sandbox.url}/sandbox/tokens/person`, { headers: { origin: local } })
  t.same([text.status, allowed(text)], [200, local])
  for (const path of ['/sandbox/tokens', '/sandbox/tokens/person'])
    t.equal(allowed(await fetch(sandbox.url + path, { headers: { origin: stranger } })), null, path)
  t.equal(allowed(await tokenFrom(stranger)), null)
})

t.test('it moves the clock with a token of the front end alone, and from its own origin alone', async (t) => {
  const move = async (origin: string, who: string) => {
    const headers = {
      origin,
      authorization: `Bearer ${await sandbox.tokenOf(who)}`,
      'content-type': 'application/json',
    }
    const now = new Date(Date.now() + 86_400_000).toISOString()
    return fetch(`${sandbox.url}/sandbox/clock`, { method: 'PUT', headers, body: JSON.stringify({ now }) })
  }
  const ahead = async () => (await sandbox.ask<{ aheadSeconds: number }>(client, 'GET', '/clock')).body.aheadSeconds
  for (const refused of [await move(stranger, client), await move(local, 'sandbox-trust-system')])
    t.match([refused.status, ((await refused.json()) as { code: string }).code], [403, 'origin-not-registered'])
  t.equal(await ahead(), 0)
  const moved = await move(local, client)
  t.same([moved.status, allowed(moved)], [200, local])
  t.ok((await ahead()) > 86_000)
  const unknown = await fetch(`${sandbox.url}/sandbox/clock`, { headers: { origin: local } })
  t.same([unknown.status, allowed(unknown)], [401, local], 'a page reads why')
})

/** What a script of the page reads: the time that it moved the clock by with the token that it got, or that it may read nothing. */
const works = (page: Page) =>
  page.evaluate(
    async ([url, body, type]) => {
      try {
        const headers = { 'content-type': type as string }
        const given = await fetch(`${url}/sandbox/oauth2/token`, { method: 'POST', headers, body: body as string })
        const { access_token: token } = (await given.json()) as { access_token: string }
        const own = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
        const now = new Date(Date.now() + 3 * 86_400_000).toISOString()
        const moved = await fetch(`${url}/sandbox/clock`, {
          method: 'PUT',
          headers: own,
          body: JSON.stringify({ now }),
        })
        return Math.round(((await moved.json()) as { aheadSeconds: number }).aheadSeconds / 86_400)
      } catch {
        return 'nothing'
      }
    },
    [sandbox.url, credential, form['content-type']],
  )

t.test('a browser lets a front end ask for its token and move the clock', { skip }, async (t) => {
  const browser = await openBrowser(t)
  const [page, elsewhere] = [await browser.newPage(), await browser.newPage()]
  await elsewhere.goto(other ?? '')
  t.equal(await works(elsewhere), 'nothing')
  await page.goto(ours ?? '')
  t.equal(await works(page), 3)
})

t.test('for another port the front end is registered anew, by two officers', async (t) => {
  const officer = sandbox.as(client)
  const { items } = await officer.listMachineClients({ limit: 100 })
  const known = items.find(({ clientId, endedAt }) => clientId === frontEnd.clientId && endedAt === null)
  t.ok(known?.origins.includes(local))
  await officer.endMachineClient({ machineClientId: known?.id ?? '' })
  const { clientId, name } = frontEnd
  const body = { clientId, name, organisationId: null, scopes: [...frontEnd.scopes], origins: [stranger] }
  const { id } = await officer.registerMachineClient({ body })
  const confirmed = await sandbox.as('sandbox-commissioner-officer-2').confirmMachineClient({ machineClientId: id })
  t.match(confirmed, { origins: [stranger], endedAt: null })
  t.ok(confirmed.confirmedAt)
})
