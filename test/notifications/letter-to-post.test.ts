import t from 'tap'
import { english } from '../../src/words/pages/page-words.ts'
import { refusedPlan } from '../appeals/acts.ts'
import { turned, without } from '../pages/translated.ts'
import { anActor } from '../support/actors.ts'
import { faultsByAxe, noBrowser, openBrowser } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { setContact } from './acts.ts'

const partly = without([], ['What we decided'])
const service = await startService(t, { pageWords: [english, partly] })
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const deal = { lines: ['Flat 2', '1 Qwxhill Street', 'Deal'], postcode: 'CT14 7AA' }
const infirmary = { lines: ['The Infirmary & Clinic'], postcode: 'ME1 1AA' }
const icb = { lines: ['Board House'], postcode: 'ME1 1AB' }
const toPost = (client: Client, decisionId: string, query = '') =>
  client.get<string>(`/v1/decisions/${decisionId}/letter/to-post${query}`)

const reads = (personId: string, language: string) =>
  service.database.sql('update person set language = $1 where person_id = $2', [language, personId])

/** A letter of somebody who gave an address, from a trust and a commissioner of which theirs are known. */
async function withAddresses(postalAddress: object = deal) {
  const { journey, decisionId } = await refusedPlan(service)
  void (await setContact(journey.person, journey.ids.personId, { postalAddress })).ok
  const { trustId } = (await journey.officer.get<{ trustId: string }>(`/v1/cases/${journey.ids.caseId}`)).ok
  void (await journey.officer.post(`/v1/organisations/${trustId}/address`, { address: infirmary })).ok
  await reads(journey.ids.personId, 'en-GB')
  return { journey, decisionId, trustId }
}

t.test(
  'a letter for an envelope says who sends it, whom it goes to and by which reference, then the letter',
  async (t) => {
    const { journey, decisionId, trustId } = await withAddresses()
    const own = { code: 'QYG', name: 'Own Board', kind: 'commissioner' }
    const { id } = (await journey.officer.post<{ id: string }>('/v1/organisations', own)).ok
    const shown = (await toPost(journey.careCoordinator, decisionId)).ok
    t.match(shown, /class="sender">.*The Infirmary &amp; Clinic.*ME1 1AA.*class="window">.*1 Qwxhill Street.*CT14 7AA/s)
    const { reference } = (await journey.officer.get<{ reference: string }>(`/v1/cases/${journey.ids.caseId}`)).ok
    t.match(shown, new RegExp(`class="below-window">Your reference: ${reference}`))
    const letter = (await journey.careCoordinator.get<string>(`/v1/decisions/${decisionId}/letter`)).ok
    const mainOf = (text: string) => /<main>(.*)<\/main>/s.exec(text)?.[1]?.trim()
    t.equal(mainOf(shown), mainOf(letter), 'word by word')
    t.match(
      (await toPost(journey.officer, decisionId)).ok,
      /class="sender">.*Infirmary/s,
      'no address of the board is known',
    )
    void (await journey.officer.post(`/v1/organisations/${id}/address`, { address: icb })).ok
    t.match((await toPost(journey.officer, decisionId)).ok, /class="sender">.*Board House.*class="window/s)
    t.match((await toPost(journey.careCoordinator, decisionId)).ok, /class="sender">.*Infirmary.*class="window/s)
    void (await journey.officer.post(`/v1/organisations/${trustId}/address`, { address: null })).ok
    t.match((await toPost(journey.careCoordinator, decisionId)).ok, /class="sender">.*Board House.*class="window/s)
    void (await journey.officer.post(`/v1/organisations/${id}/address`, { address: null })).ok
    const given = { how: 'by-post', on: service.clock.today() }
    t.equal((await journey.careCoordinator.post(`/v1/decisions/${decisionId}/letter/delivery`, given)).status, 201)
    t.notMatch(service.logLines.join(), /Qwxhill|CT14/)
  },
)

t.test(
  'it is not made where the post is not safe, contact is paused, no address is known, or the person died',
  async (t) => {
    const { journey, decisionId } = await withAddresses()
    const { personId } = journey.ids
    const at = () => toPost(journey.careCoordinator, decisionId)
    const says = async (body: object, detail: RegExp) => {
      void (await setContact(journey.person, personId, body)).ok
      const problem = await refused(t, service, at, 'wrong-state')
      t.match(problem.detail, detail)
      t.notMatch(JSON.stringify(problem), 'Qwxhill')
    }
    await says({ mayPost: false }, /not safe/)
    await says({ mayPost: true, pause: { until: '2026-11-24' } }, /not safe/)
    service.clock.set('2026-11-25T09:30:00Z')
    t.equal((await at()).status, 200, 'the pause is over')
    await says({ pause: null, postalAddress: null }, /no address/)
    void (await setContact(journey.person, personId, { postalAddress: deal })).ok
    await service.database.sql(`update budget_case set ending = 'died', ended_at = now() where case_id = $1`, [
      journey.ids.caseId,
    ])
    await refused(t, service, at, 'wrong-state', 'died')
  },
)

t.test('it is for who gives the letter alone, and never for who acts for the person', async (t) => {
  const { journey, decisionId } = await withAddresses()
  await refused(t, service, () => toPost(journey.person, decisionId), 'case-role-required')
  for (const client of [journey.representative, journey.teamManager, journey.broker])
    await refused(t, service, () => toPost(client, decisionId), 'permission-missing')
  await refused(
    t,
    service,
    () => toPost(service.as(anActor('care-coordinator', { sub: 'another-coordinator' })), decisionId),
    'not-found',
  )
  void (await setContact(journey.person, journey.ids.personId, { mayPost: false })).ok
  const stranger = service.as(anActor('care-coordinator', { sub: 'another-coordinator' }))
  await refused(t, service, () => toPost(stranger, decisionId), 'not-found', 'nor are they told that it is not safe')
})

t.test(
  'on paper the address stands in the window, whatever is long, in big letters too',
  { skip: noBrowser },
  async (t) => {
    const browser = await openBrowser(t)
    const long = {
      lines: Array.from({ length: 5 }, (_, index) => `${index} ${'Wheelwright Cottages '.repeat(2)}The Old Mews`),
      postcode: 'CT14 7AA',
    }
    const perMillimetre = 96 / 25.4
    for (const [address, query] of [
      [deal, ''],
      [long, ''],
      [deal, '?print=large'],
    ] as const) {
      const { journey, decisionId } = await withAddresses(address)
      const page = await browser.newPage({ viewport: { width: 320, height: 800 } })
      await page.setContent((await toPost(journey.careCoordinator, decisionId, query)).ok)
      t.same(await faultsByAxe(page), [], 'axe finds nothing')
      t.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0)
      await page.setViewportSize({ width: Math.round(170 * perMillimetre), height: 900 })
      await page.emulateMedia({ media: 'print' })
      t.same(await faultsByAxe(page), [], 'nor on paper')
      // What is printed begins at the margins of the page: 20 mm.
      const boxes =
        (await page.evaluate(`['.window', '.window .line', '.sender .line', '.below-window', 'main'].map((of) =>
      [...document.querySelectorAll(of)].map((one) => one.getBoundingClientRect().toJSON()))`)) as {
          left: number
          top: number
          right: number
          bottom: number
          height: number
        }[][]
      const onPaper = boxes.map((some) =>
        some.map((one) => ({
          left: one.left / perMillimetre + 20,
          top: one.top / perMillimetre + 20,
          right: one.right / perMillimetre + 20,
          bottom: one.bottom / perMillimetre + 20,
        })),
      )
      const [window = [], lines = [], sender = [], below = [], main = []] = onPaper
      const [held] = window
      t.ok(held && Math.abs(held.left - 24.6) < 0.2 && Math.abs(held.top - 39.5) < 0.2, JSON.stringify(held))
      t.equal(lines.length, address.lines.length + 2)
      t.ok(
        lines.every(({ left, top, right, bottom }) => left >= 24.5 && top >= 39.4 && right <= 120.1 && bottom <= 66.4),
        JSON.stringify(lines.at(-1)),
      )
      t.ok(new Set(lines.map(({ top, bottom }) => Math.round((bottom - top) * 10))).size === 1, 'no line is broken')
      t.ok(sender.length > 0 && sender.every(({ left, bottom }) => left > 120 && bottom < 75))
      t.ok(
        [...below, ...main].every(({ top }) => top > 67),
        'nothing else is in the window',
      )
      t.match((await page.pdf({ preferCSSPageSize: true })).toString('latin1'), /\/MediaBox \[0 0 59[45]\.?\d* 84[12]/)
      await page.close()
    }
  },
)

t.test('in the language of the person as far as it is translated, and behind it as it was written', async (t) => {
  const { journey, decisionId } = await withAddresses()
  await reads(journey.ids.personId, 'ur-PK')
  const answer = await toPost(journey.careCoordinator, decisionId)
  t.equal(answer.headers.get('content-language'), 'ur')
  t.match(answer.ok, '<html lang="ur" dir="rtl"')
  const [first = '', behind = ''] = answer.ok.split('class="again" lang="en-GB" dir="ltr"')
  t.match(first, turned('Why'))
  t.match(first, '<span lang="en-GB" dir="ltr">What we decided</span>')
  t.match(first, turned('What it says in English counts.'))
  t.match(behind, /What we decided.*Why/s)
  await reads(journey.ids.personId, 'pl')
  const other = await toPost(journey.careCoordinator, decisionId)
  t.equal(other.headers.get('content-language'), 'en-GB')
  t.notMatch(other.ok, 'class="again"')
})
