import { randomUUID } from 'node:crypto'
import t from 'tap'
import { audited } from '../support/audit.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { fieldsOf, makeLink, openPages, Reader } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))

t.test('what reads mail opens no link: the button does, once, and the page says how to get another', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { path } = (await makeLink(journey, journey.person)).ok
  const scanner = new Reader(service)
  for (const _ of [1, 2, 3]) t.match((await scanner.get(path)).text, 'Open my pages')
  t.equal(scanner.cookies.size, 0)
  const reader = new Reader(service)
  const entries = await audited(service, async () => {
    const opened = await reader.submit(await reader.get(path), path)
    t.equal(opened.status, 200)
    t.match(opened.text, 'Your budget and where it is')
  })
  fits(t, entries, [{ type: 'page-link.opened', case_id: journey.ids.caseId, facts: { madeAs: 'person' } }])
  const another = new Reader(service)
  for (const again of [await another.get(path), await another.post(path)]) {
    t.equal(again.status, 410)
    t.match(again.text, /To get a new link, sign in where you got this one, or ask your care coordinator\./)
  }
  t.equal(another.cookies.size, 0)
})

t.test('a link opens for 15 minutes, and pages that nobody uses close after 30, all after eight hours', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const make = async () => (await makeLink(journey, journey.person)).ok.path
  const late = await make()
  service.clock.advance({ minutes: 15 })
  t.equal((await new Reader(service).post(late)).status, 410, 'on the minute')
  const inTime = await make()
  service.clock.advance({ minutes: 14, seconds: 59 })
  t.equal((await new Reader(service).post(inTime)).status, 200, 'a second before')

  const reader = await openPages(journey)
  service.clock.advance({ minutes: 29, seconds: 59 })
  t.equal((await reader.get('/pages')).status, 200)
  service.clock.advance({ minutes: 30 })
  const over = await reader.get('/pages')
  t.equal(over.status, 401)
  t.match(over.text, 'Your pages have closed')
  t.equal(reader.cookies.get('pages'), undefined, 'the cookie is gone')

  const busy = await openPages(journey)
  for (let minutes = 0; minutes < 8 * 60; minutes += 20) {
    t.equal((await busy.get('/pages/stays')).status, 200)
    service.clock.advance({ minutes: 20 })
  }
  t.equal((await busy.get('/pages/stays')).status, 401, 'however busy it is')
})

t.test('the person closes their pages, and the cookie opens nothing any more', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const reader = await openPages(journey)
  const cookie = reader.cookies.get('pages') ?? ''
  const page = await reader.get('/pages')
  t.match((await reader.submit(page, '/pages/close')).text, 'Your pages are closed')
  reader.cookies.set('pages', cookie)
  t.equal((await reader.get('/pages')).status, 401)
})

t.test('a page is kept by nobody, runs nothing, tells no other site, and stands in no frame', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { path } = (await makeLink(journey, journey.person)).ok
  const reader = new Reader(service)
  for (const { headers } of [
    await reader.get(path),
    await reader.post(path),
    await new Reader(service).get('/pages'),
  ]) {
    t.equal(headers.get('cache-control'), 'no-store')
    t.equal(headers.get('referrer-policy'), 'no-referrer')
    t.match(headers.get('content-security-policy'), /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/)
    t.notMatch(headers.get('content-security-policy'), 'unsafe')
  }
})

t.test('the cookie is for these pages alone, and where the service is not on this machine, for https', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const cookieAt = async (host: string) => {
    const { path } = (await makeLink(journey, journey.person)).ok
    const { headers } = await service.app.inject({ method: 'POST', url: path, headers: { host } })
    return String(headers['set-cookie'])
  }
  t.match(await cookieAt('127.0.0.1:3000'), /^pages=[\w-]{64}; Path=\/pages; HttpOnly; SameSite=Strict$/)
  t.match(await cookieAt('budgets.example.nhs.uk'), /^__Secure-pages=[\w-]{64}; .*; SameSite=Strict; Secure$/)
  t.match(await cookieAt('localhost.example.org'), /; Secure$/)
})

t.test('no other site sends a form in the name of who has pages open', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const reader = await openPages(journey)
  const page = await reader.get('/pages/plan')
  const sign = { agree: 'yes', plan: journey.ids.supportPlanId, contentHash: journey.ids.contentHash, key: 'a-key' }
  const { token = '' } = Object.fromEntries(
    [...page.text.matchAll(/name="(token)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  for (const [fields, headers] of [
    [sign, {}],
    [{ ...sign, token: '' }, {}],
    [{ ...sign, token: token.replace(/^./, (first: string) => (first === 'A' ? 'B' : 'A')) }, {}],
    [{ ...sign, token }, { 'sec-fetch-site': 'cross-site' }],
    [{ ...sign, token }, { 'sec-fetch-site': 'same-site' }],
  ] as const) {
    const shown = await reader.post('/pages/plan/sign', fields, headers)
    t.equal(shown.status, 403)
    t.match(shown.text, 'This form was not sent from your open pages.')
  }
  t.equal((await reader.post('/pages/close', {}, {})).status, 403)
  const plan = await journey.person.get<{ status: string }>(`/v1/support-plans/${journey.ids.supportPlanId}`)
  t.equal(plan.ok.status, 'awaiting-signatures')
  t.equal((await reader.get('/pages')).status, 200, 'and the pages are open still')
  const { path } = (await makeLink(journey, journey.person)).ok
  const led = new Reader(service)
  t.equal((await led.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status, 410, 'nor opens pages for somebody')
  t.equal((await led.post(path, {}, { 'sec-fetch-site': 'same-origin' })).status, 200)
})

t.test('no other site closes the pages of who has them open', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const reader = await openPages(journey)
  const { token = '' } = fieldsOf(await reader.get('/pages'), '/pages/close')
  // What another site sends brings no cookie, which is for this site alone.
  const led = new Reader(service)
  for (const path of ['/pages', '/pages/plan']) {
    const { status, headers } = await led.get(path)
    t.same([status, headers.get('set-cookie')], [401, null])
  }
  const headers = { 'sec-fetch-site': 'cross-site' }
  for (const [who, fields] of [
    [led, {}],
    [reader, { token }],
  ] as const) {
    const refused = await who.post('/pages/close', fields, headers)
    t.same([refused.status, refused.headers.get('set-cookie')], [403, null])
  }
  t.equal((await reader.get('/pages')).status, 200)
})

t.test('what is no form is refused, and what is no identifier names no page', async (t) => {
  const reader = await openPages(await journeyTo(service, 'case-opened'))
  const id = randomUUID()
  for (const path of ['/pages/plan/sign', '/pages/close', `/pages/appeals/${id}`])
    for (const body of [{ token: 5 }, { words: 1 }]) {
      const headers = { 'content-type': 'application/json', cookie: `pages=${reader.cookies.get('pages')}` }
      const init = { method: 'POST', body: JSON.stringify(body), headers }
      t.equal((await fetch(new URL(path, service.baseUrl), init)).status, 415, path)
    }
  for (const wrong of ['x', '%25', '..%2F..%2Fschemes', `${id}%3Fx`, `${id}%2Fletter`])
    for (const page of ['letters', 'appeals'])
      t.equal((await reader.get(`/pages/${page}/${wrong}`)).status, 404, `${page} ${wrong}`)
})

t.test('neither a code nor a cookie is in a line of the log, nor in the audit', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { path } = (await makeLink(journey, journey.person)).ok
  const reader = new Reader(service)
  await reader.get(path)
  await reader.post(path)
  await reader.get(`${path}x`)
  await reader.get(`${path}?layout=easy`)
  const cookie = reader.cookies.get('pages') ?? 'none'
  const log = service.logLines.join('')
  t.match(log, '/pages/open/:code')
  for (const secret of [path.slice('/pages/open/'.length), cookie]) t.notOk(log.includes(secret))
  const audit = await service.database.sql('select facts::text from audit_entry')
  t.notOk(JSON.stringify(audit).includes(cookie))
})

t.test('what is no code and no cookie of ours is nothing', async (t) => {
  const reader = new Reader(service)
  for (const code of ['x', 'A'.repeat(64), '-'.repeat(64), `${'A'.repeat(63)}%`, '%00'])
    t.match((await reader.get(`/pages/open/${code}`)).status, /4\d\d/)
  for (const cookie of ['', 'A'.repeat(64), 'x'.repeat(3000), '%%%']) {
    reader.cookies.set('pages', cookie)
    t.equal((await reader.get('/pages')).status, 401)
    t.equal((await reader.post('/pages/plan/sign', { agree: 'yes' })).status, 401)
  }
})
