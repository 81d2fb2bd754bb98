import type { BrowserContext } from 'playwright-core'
import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { refusedPlan } from '../appeals/acts.ts'
import { setContact } from '../notifications/acts.ts'
import { actingOn } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { faultsByAxe, noBrowser, openBrowser } from '../support/browser.ts'
import { aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { fieldsOf, makeLink, openPages, Reader } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const actsFor = 'You act for somebody else.'
const speaksFor = 'You speak for somebody else.'

async function withAdvocate({ careCoordinator, ids }: Journey, organisationId: string | null = null): Promise<Client> {
  const advocate = {
    actorId: 'the-advocate',
    caseRole: 'advocate',
    name: 'Quillon Advocate',
    organisationId,
  } as const
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember(advocate))).ok
  return service.as('advocate')
}

t.test('an advocate whom an organisation sends opens them too, until it takes part no more', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { providerId } = tenants.QYG
  await withAdvocate(journey, providerId)
  const sent = service.as(anActor('advocate', { sub: 'the-advocate', organisation: 'PRV1' }))
  const reader = await openPages(journey, sent)
  const overview = await reader.get('/pages')
  t.equal(overview.status, 200)
  t.match(overview.text, speaksFor)
  await service.database.sql('update organisation set ended_at = now() where organisation_id = $1', [providerId])
  t.notMatch((await reader.get('/pages')).text, speaksFor)
  await service.database.sql('update organisation set ended_at = null where organisation_id = $1', [providerId])
})

t.test('a representative opens the pages by their own link, and signs for the person in their own name', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { representative, person, ids } = journey
  const entries = await audited(service, async () => {
    fits(t, (await makeLink(journey, representative)).ok, { madeAs: 'representative' })
  })
  fits(t, entries, [{ type: 'page-link.made', case_id: ids.caseId, facts: { madeAs: 'representative' } }])
  const reader = await openPages(journey, representative)
  const overview = await reader.get('/pages')
  t.match(overview.text, actsFor)
  t.match(overview.text, 'Read the plan and sign it for the person')
  const page = await reader.get('/pages/plan')
  t.match(page.text, 'I agree with it for the person.')
  t.notMatch(page.text, 'Sign my plan')
  t.match((await reader.submit(page, '/pages/plan/sign')).status, 422)
  const signed = await reader.submit(page, '/pages/plan/sign', { agree: 'yes' })
  t.match(signed.text, 'You have signed this plan for the person.')
  t.notMatch(signed.text, 'action="/pages/plan/sign"')
  const kept = await service.database.sql('select case_role, actor_id, how from signature where support_plan_id = $1', [
    ids.supportPlanId,
  ])
  t.same(kept, [{ case_role: 'representative', actor_id: representative.actor?.sub, how: 'online' }])
  const own = await (await openPages(journey)).get('/pages/plan')
  t.match(own.text, /on 24 November 2026: <bdi>Quillon [Rr]epresentative<\/bdi>/, 'the person reads who signed')
  t.notMatch(own.text, actsFor)
  const { items } = (await person.get<{ items: { type: string }[] }>(`/v1/cases/${ids.caseId}/timeline`)).ok
  t.ok(
    items.some(({ type }) => type === 'page-link.opened'),
    'and that pages were opened',
  )
})

t.test('nothing is offered, and nothing done, on a ground that does not reach so far', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { ids } = journey
  const reader = await openPages(journey, await actingOn(journey, 'best-interests', { kind: 'best-interests' }))
  t.notMatch((await reader.get('/pages')).text, 'sign it for the person')
  const page = await reader.get('/pages/plan')
  t.equal(page.status, 200)
  t.notMatch(page.text, 'action="/pages/plan/sign"')
  const form = { ...fieldsOf(page, '/pages/close'), agree: 'yes', plan: ids.supportPlanId ?? '', key: 'a-key' }
  const answer = await reader.post('/pages/plan/sign', { ...form, contentHash: ids.contentHash ?? '' })
  t.equal(answer.status, 403)
  t.match(answer.text, /gives nobody the power to do this/)
  t.equal((await reader.get('/pages/statement')).status, 200)
})

t.test('an advocate reads what they may, signs nothing, and appeals in their own name', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const postalAddress = { lines: ['1 Qwxhill Street'], postcode: 'CT14 7AA' }
  void (await setContact(journey.person, journey.ids.personId, { postalAddress })).ok
  const advocate = await withAdvocate(journey)
  const reader = await openPages(journey, advocate)
  for (const path of [
    '',
    '/plan',
    '/statement',
    '/crisis',
    '/letters',
    `/letters/${decisionId}`,
    '/appeals',
    '/stays',
  ]) {
    const shown = await reader.get(`/pages${path}`)
    t.equal(shown.status, 200, path)
    t.match(shown.text, speaksFor, path)
    t.notMatch(shown.text, /Qwxhill|for an envelope/, `${path}: nothing of how the person can be reached`)
  }
  const page = await reader.get(`/pages/appeals/${decisionId}`)
  const sent = await reader.submit(page, `/pages/appeals/${decisionId}`, {
    words: 'They told me that they were not heard.',
  })
  t.match(sent.text, 'We have your appeal.')
  const { items } = (await journey.person.get<{ items: Appeal[] }>(`/v1/cases/${journey.ids.caseId}/appeals`)).ok
  fits(t, items, [{ lodgedAs: 'advocate' }])
  const signing = await journeyTo(service, 'plan-submitted')
  const others = await openPages(signing, await withAdvocate(signing))
  t.notMatch((await others.get('/pages/plan')).text, 'action="/pages/plan/sign"')
})

t.test('links of the person, and of each who is there for them, stand beside each other', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const second = await actingOn(journey, 'second-attorney')
  const [person, first, other] = [
    await openPages(journey),
    await openPages(journey, journey.representative),
    await openPages(journey, second),
  ]
  const unopened = (await makeLink(journey, journey.person)).ok.path
  void (await makeLink(journey, journey.representative)).ok
  t.equal((await person.get('/pages')).status, 401, 'the person made a new one')
  t.equal((await first.get('/pages')).status, 401, 'so did the representative')
  t.equal((await other.get('/pages')).status, 200)
  t.equal((await new Reader(service).post(unopened)).status, 200, 'nobody but the person replaces theirs')
})

t.test('the pages close with the place on the team, and nobody without one has a link', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { representative, person, ids } = journey
  const reader = await openPages(journey, representative)
  const cookies = [...reader.cookies]
  const { items } = (await person.get<{ items: { id: string; caseRole: string }[] }>(`/v1/cases/${ids.caseId}/members`))
    .ok
  const place = items.find(({ caseRole }) => caseRole === 'representative')?.id
  t.equal((await person.post(`/v1/cases/${ids.caseId}/members/${place}/departure`)).status, 200)
  for (const [name, value] of cookies) reader.cookies.set(name, value)
  t.equal((await reader.get('/pages')).status, 401)
  for (const client of [representative, service.as('advocate')])
    await refused(t, service, () => makeLink(journey, client), 'not-found')
  await refused(t, service, () => makeLink(journey, journey.broker), 'permission-missing')
})

t.test(
  'the pages of who acts or speaks for somebody are read at 320 pixels and on paper',
  { skip: noBrowser },
  async (t) => {
    const browser = await openBrowser(t)
    const { journey, decisionId } = await refusedPlan(service)
    const signing = await journeyTo(service, 'plan-submitted')
    const look = async (context: BrowserContext, path: string) => {
      const page = await context.newPage()
      await page.setViewportSize({ width: 320, height: 800 })
      for (const layout of ['easy', 'usual']) {
        t.ok((await page.goto(`${service.baseUrl}${path}?layout=${layout}`))?.ok(), path)
        t.same(await faultsByAxe(page), [], `${path}, ${layout}`)
        t.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0)
      }
      t.equal(await page.getByText(/^You (act|speak) for somebody else/).count(), 1)
      await page.emulateMedia({ media: 'print' })
      t.same(await faultsByAxe(page), [], `${path} on paper`)
      await page.close()
    }
    for (const [of, client, paths] of [
      [journey, await withAdvocate(journey), ['', '/plan', '/letters', `/appeals/${decisionId}`]],
      [signing, signing.representative, ['', '/plan', '/crisis', '/stays']],
    ] as const) {
      const context = await browser.newContext({ bypassCSP: true })
      const page = await context.newPage()
      await page.goto(`${service.baseUrl}${(await makeLink(of, client)).ok.path}`)
      await page.getByRole('button', { name: 'Open my pages' }).click()
      await page.close()
      for (const path of paths) await look(context, `/pages${path}`)
      await context.close()
    }
  },
)
