import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t from 'tap'
import { letLocalOriginsIn } from '../../../src/machine-clients/origins.ts'
import { anActor } from '../../support/actors.ts'
import { noBrowser, openBrowser } from '../../support/browser.ts'
import { startService } from '../../support/service.ts'

/** A front end of somebody else: an empty page at an origin of its own. */
async function aFrontEnd(): Promise<string> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>Plans</title>'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What a script of the page is told when it asks: what it may read of the answer, or that it may read nothing. */
const asks = (page: Page, url: string, options: object) =>
  page.evaluate(
    ([at, how]) =>
      fetch(at as string, how as RequestInit).then(
        async (answer) => ({
          status: answer.status,
          etag: answer.headers.get('etag'),
          location: answer.headers.get('location'),
          code: ((await answer.json()) as { code?: string }).code,
        }),
        () => 'nothing',
      ),
    [url, options],
  )

t.test('a browser lets a page read what a registered origin may, and nothing else', { skip: noBrowser }, async (t) => {
  const service = await startService(t)
  letLocalOriginsIn(service.access)
  const [ours, theirs] = [await aFrontEnd(), await aFrontEnd()]
  const client = { clientId: 'plans', organisationId: null, name: 'Plans', scopes: ['scheme:read'], origins: [ours] }
  const { id } = (await service.as('commissioner-officer').post<{ id: string }>('/v1/machine-clients', client)).ok
  const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  void (await second.post(`/v1/machine-clients/${id}/confirmation`)).ok
  const token = await service.tokenFor('commissioner-officer', { client_id: 'plans' })
  const authorization = `Bearer ${token}`
  const browser = await openBrowser(t)
  const [page, other] = [await browser.newPage(), await browser.newPage()]
  await page.goto(ours)
  await other.goto(theirs)

  const organisation = {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'once' },
    body: JSON.stringify({ code: 'RX9', name: 'Another Trust', kind: 'trust' }),
  }
  const at = `${service.baseUrl}/v1/organisations`
  t.equal(await asks(other, at, organisation), 'nothing', 'the page of another is asked first, and refused')
  const made = await asks(page, at, organisation)
  t.match(made, { status: 201, location: /^\/v1\/organisations\// })
  t.match(await asks(page, at, { headers: { authorization } }), { status: 200 })
  t.match(await asks(page, at, {}), { status: 401, code: 'unauthenticated' }, 'it reads why it is refused')
  t.equal(await asks(other, at, { headers: { authorization } }), 'nothing', 'nor with a token that it came by')
})
