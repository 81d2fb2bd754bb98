import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { PageLink } from '../../src/page-links/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { english } from '../../src/words/pages/page-words.ts'
import { refusedPlan } from '../appeals/acts.ts'
import { audited } from '../support/audit.ts'
import { aCase } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { fieldsOf, openPages, Reader } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const statusOf = async ({ person, ids }: Journey) =>
  (await person.get<SupportPlan>(`/v1/support-plans/${ids.supportPlanId}`)).ok.status
const signaturesOf = async (journey: Journey) =>
  service.database.sql('select case_role, actor_id from signature where support_plan_id = $1', [
    journey.ids.supportPlanId,
  ])

t.test('the person reads where their budget is, and signs their plan by the operation that signs plans', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const reader = await openPages(journey)
  const overview = await reader.get('/pages')
  t.match(overview.text, /£400\.00/)
  t.match(overview.text, 'Read your plan and sign it')
  t.match(overview.text, /You, by \d+ \w+ 2026/)
  t.notMatch(overview.text, 'Appeal against', 'there is nothing to appeal')

  const page = await reader.get('/pages/plan')
  t.match(page.text, 'This plan waits to be signed.')
  const unread = await reader.submit(page, '/pages/plan/sign')
  t.equal(unread.status, 422)
  t.match(unread.text, 'Please say that you have read the plan and agree with it.')
  t.same(await signaturesOf(journey), [], 'an open page alone signs nothing')

  const entries = await audited(service, async () => {
    const signed = await reader.submit(page, '/pages/plan/sign', { agree: 'yes' })
    t.equal(signed.status, 200)
    t.match(signed.text, 'You have signed your plan.')
    t.notMatch(signed.text, 'action="/pages/plan/sign"')
  })
  fits(t, entries, [{ type: 'support-plan.signed', actor_id: journey.person.actor?.sub, facts: { how: 'online' } }])
  const twice = await reader.submit(page, '/pages/plan/sign', { agree: 'yes' })
  t.equal(twice.status, 200, 'the same form again does what it did')
  t.equal((await signaturesOf(journey)).length, 1)
  const fresh = { ...fieldsOf(page, '/pages/plan/sign'), agree: 'yes', key: 'another' }
  const refused = await reader.post('/pages/plan/sign', fresh)
  t.equal(refused.status, 409)
  t.match(refused.text, /role="alert"/, 'a refusal of the operation is told in words')
})

t.test('what is signed is what was shown: a plan of another text is refused', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const reader = await openPages(journey)
  const page = await reader.get('/pages/plan')
  const other = await reader.submit(page, '/pages/plan/sign', { agree: 'yes', contentHash: 'a'.repeat(64) })
  t.equal(other.status, 409)
  t.same(await signaturesOf(journey), [])
  const foreign = await journeyTo(service, 'plan-submitted')
  const sent = { agree: 'yes', plan: foreign.ids.supportPlanId, contentHash: foreign.ids.contentHash }
  t.equal((await reader.submit(page, '/pages/plan/sign', sent)).status, 404)
  t.same(await signaturesOf(foreign), [])
})

t.test('pages that staff made the link of show, and neither sign nor appeal', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const reader = await openPages(journey, journey.careCoordinator)
  const page = await reader.get('/pages/plan')
  t.match(page.text, 'Your care coordinator made the link to these pages.')
  t.notMatch(page.text, 'action="/pages/plan/sign"')
  const { token = '' } = fieldsOf(page, '/pages/close')
  const forged = await reader.post('/pages/plan/sign', {
    ...{ token, key: 'forged', agree: 'yes' },
    ...{ plan: journey.ids.supportPlanId, contentHash: journey.ids.contentHash },
  })
  t.equal(forged.status, 403)
  t.equal(await statusOf(journey), 'awaiting-signatures')
  t.same(await signaturesOf(journey), [])
})

t.test('where the pages only show, no page leads to what they do not let anybody do', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const signing = await journeyTo(service, 'plan-submitted')
  for (const [{ journey: of, path }, own] of [
    [{ journey, path: '/pages' }, 'Appeal against a decision'],
    [{ journey, path: `/pages/letters/${decisionId}` }, `/pages/appeals/${decisionId}`],
    [{ journey, path: '/pages/appeals' }, `/pages/appeals/${decisionId}`],
    [{ journey: signing, path: '/pages' }, 'Read your plan and sign it'],
  ] as const) {
    t.match((await (await openPages(of)).get(path)).text, own, path)
    const shown = await (await openPages(of, of.careCoordinator)).get(path)
    t.equal(shown.status, 200)
    t.notMatch(shown.text, own, path)
  }
})

t.test('an amount that the person was not told is on no page', async (t) => {
  const journey = await journeyTo(service, 'budget-adopted')
  for (const client of [journey.person, journey.careCoordinator]) {
    const { text } = await (await openPages(journey, client)).get('/pages')
    t.notMatch(text, /£400\.00/)
    t.match(text, english.words['budget-none'])
  }
})

t.test('pages of one case act on no other of the same person', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const signing = await journeyTo(service, 'plan-submitted')
  const scheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
  for (const [{ person, careCoordinator, ids }, path, more] of [
    [
      signing,
      '/pages/plan/sign',
      { agree: 'yes', plan: signing.ids.supportPlanId, contentHash: signing.ids.contentHash },
    ],
    [journey, `/pages/appeals/${decisionId}`, { words: 'Nobody asked me.', late: '' }],
  ] as const) {
    const other = (await careCoordinator.post<{ id: string }>('/v1/cases', aCase(ids.personId, scheme))).ok
    const reader = new Reader(service)
    const link = (await person.post<PageLink>(`/v1/cases/${other.id}/page-links`)).ok
    const { token = '' } = fieldsOf(await reader.post(link.path), '/pages/close')
    t.equal((await reader.post(path, { token, key: 'of-another-case', ...more })).status, 404, path)
  }
  t.same(await signaturesOf(signing), [])
  t.same((await journey.person.get<{ items: Appeal[] }>(`/v1/cases/${journey.ids.caseId}/appeals`)).ok.items, [])
})

t.test('a page says that something is done where it is, whoever typed its address', async (t) => {
  const reader = await openPages(await journeyTo(service, 'plan-submitted'))
  t.notMatch((await reader.get('/pages/plan?done=yes')).text, 'You have signed your plan.')
  t.notMatch((await reader.get('/pages/appeals?done=yes')).text, 'We have your appeal.')
})

t.test('a letter to print names who it is from and its reference', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const { text } = await (await openPages(journey)).get(`/pages/letters/${decisionId}`)
  const whole = (await journey.person.get<string>(`/v1/decisions/${decisionId}/letter`)).ok
  const [, from = '-'] = /<header>(.*)<\/header>/s.exec(whole) ?? []
  for (const part of [from.trim(), 'Please give this reference when you ask about this letter'])
    t.ok(text.includes(part), part)
})

t.test(
  'an appeal is lodged in the person’s own words; where there is nothing to appeal no page says a word of it',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service)
    const reader = await openPages(journey)
    t.match((await reader.get('/pages')).text, 'Appeal against a decision')
    const letter = await reader.get(`/pages/letters/${decisionId}`)
    t.match(letter.text, `/pages/appeals/${decisionId}`)
    const path = `/pages/appeals/${decisionId}`
    const form = await reader.get(path)
    const empty = await reader.submit(form, path, { words: ' \r\n ', late: '' })
    t.equal(empty.status, 422)
    t.match(empty.text, 'Please say what is wrong with the decision.')
    const words = 'Nobody asked me.\r\nI said: “<b>nights</b>” – یہ غلط ہے'
    const lodged = await reader.submit(form, path, { words, late: '' })
    t.match(lodged.text, 'We have your appeal.')
    const { items } = (await journey.person.get<{ items: Appeal[] }>(`/v1/cases/${journey.ids.caseId}/appeals`)).ok
    fits(t, items, [{ decisionId, lodgedAs: 'person', words: words.replace('\r\n', '\n') }])
    t.match((await reader.get('/pages/appeals')).text, 'There is no decision that you can appeal against now.')
    t.equal((await reader.get(path)).status, 404)
    t.notMatch((await reader.get(`/pages/letters/${decisionId}`)).text, path)
    service.evidence.keepSecret(['یہ غلط ہے'])
  },
)

t.test('a late appeal is refused in words, and what was typed is still there', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  service.clock.advance({ days: 200 })
  const reader = await openPages(journey)
  const path = `/pages/appeals/${decisionId}`
  const form = await reader.get(path)
  const late = await reader.submit(form, path, { words: 'It was <too> late.', late: '' })
  t.equal(late.status, 422)
  t.match(late.text, /a later one says why it is late/)
  t.match(late.text, 'It was &lt;too&gt; late.')
  const again = await reader.submit(late, path, { words: 'It was <too> late.', late: 'I was in hospital.' })
  t.match(again.text, 'We have your appeal.')
})

t.test('the pages are of one case: a letter of another is not there, and nothing of another person', async (t) => {
  const { journey } = await refusedPlan(service)
  const other = await refusedPlan(service)
  const reader = await openPages(journey)
  for (const path of [`/pages/letters/${other.decisionId}`, `/pages/appeals/${other.decisionId}`, '/pages/letters/x'])
    t.equal((await reader.get(path)).status, 404, path)
})

t.test(
  'each page is there at the first step and at the last, and is the person’s own look in the log of reads',
  async (t) => {
    for (const step of ['case-opened', 'review-done'] as const) {
      const journey = await journeyTo(service, step)
      const reader = await openPages(journey)
      for (const page of ['', '/plan', '/statement', '/crisis', '/letters', '/appeals', '/stays']) {
        const shown = await reader.get(`/pages${page}`)
        t.equal(shown.status, 200, `${step} ${page}`)
        t.match(shown.text, /<h1>.+<\/h1>/)
      }
    }
  },
)

t.test('the public page of a scheme needs no link; what is no scheme in force is not there', async (t) => {
  const { get } = { get: (path: string) => fetch(new URL(path, service.baseUrl)) }
  const page = await get('/schemes/QYG/merseyside-one-off')
  t.equal(page.status, 200)
  t.match(await page.text(), /<h2>.*appeal/i)
  for (const path of ['/schemes/QYG/no-such-scheme', '/schemes/ZZZ/merseyside-one-off'])
    t.equal((await get(path)).status, 404, path)
})
