import t from 'tap'
import type { SafeContact } from '../../src/notifications/schemas.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import { english } from '../../src/words/pages/page-words.ts'
import { refusedPlan } from '../appeals/acts.ts'
import { setContact } from '../notifications/acts.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { openPages } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const officer = service.as('commissioner-officer')
const contactOf = async (client: Client, personId: string) =>
  (await client.get<SafeContact>(`/v1/people/${personId}/safe-contact`)).ok
const deal = { lines: ['Flat 2', '1 Qwxhill Street', 'Deal'], postcode: 'CT14 7AA' }
const infirmary = { lines: ['The Infirmary & Clinic'], postcode: 'ME1 1AA' }

t.test(
  'a letter that staff print has the addresses of trust and person at its head, where the post is safe',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service)
    const { trustId } = (await journey.officer.get<{ trustId: string }>(`/v1/cases/${journey.ids.caseId}`)).ok
    const staff = await openPages(journey, journey.careCoordinator)
    const shown = async (reader = staff) => {
      const { text } = await reader.get(`/pages/letters/${decisionId}`)
      const printed = await reader.get(`/pages/letters/${decisionId}/to-post`)
      t.equal(printed.status === 200, text.includes('Print this letter for an envelope'))
      return printed.status === 200 ? printed.text : text
    }
    t.match(await shown(), 'No address is known for the post')

    void (await setContact(journey.person, journey.ids.personId, { postalAddress: deal })).ok
    const told = await audited(service, async () => {
      const set = await officer.post<Organisation>(`/v1/organisations/${trustId}/address`, { address: infirmary })
      t.same(set.ok.address, infirmary)
      t.same((await officer.get<Organisation>(`/v1/organisations/${trustId}`)).ok.address, infirmary)
    })
    t.match(told.find(({ type }) => type === 'organisation.address-set')?.facts, { known: true })
    const letter = await shown()
    const [from = -1, to = -1] = ['The Infirmary &amp; Clinic', '1 Qwxhill Street'].map((line) => letter.indexOf(line))
    t.ok(from > 0 && to > from, 'who sends it, then whom it goes to')
    t.ok(to < letter.indexOf('The case has the reference') || to < letter.indexOf('Dear'), 'and then the letter')
    t.match(letter, /<address class="window">.*CT14 7AA/s)
    t.notMatch(await shown(await openPages(journey)), 'Qwxhill', 'the person’s own pages are not posted')
    const { postalAddress } = await contactOf(journey.person, journey.ids.personId)
    t.same(postalAddress, deal)

    void (await setContact(journey.person, journey.ids.personId, { mayPost: false })).ok
    t.same((await contactOf(journey.person, journey.ids.personId)).postalAddress, deal, 'what is left out is as it was')
    t.notMatch(await shown(), 'Qwxhill')
    t.match(await shown(), 'does not want letters in the post')
    for (const [pause, mayPostNow] of [
      [{ until: '2026-11-23' }, true],
      [{ until: '2026-11-24' }, false],
      [{ until: null }, false],
    ] as const) {
      service.clock.set('2026-11-23T09:30:00Z')
      t.equal((await setContact(journey.person, journey.ids.personId, { pause })).ok.mayPostNow, false, 'it begins')
      service.clock.set('2026-11-24T09:30:00Z')
      t.equal((await contactOf(journey.person, journey.ids.personId)).mayPostNow, mayPostNow)
      const paused = await shown(await openPages(journey, journey.careCoordinator))
      t.equal(paused.includes('Qwxhill'), mayPostNow)
      t.equal(paused.includes('Contact with the person is paused.'), !mayPostNow)
    }
    void (await setContact(journey.person, journey.ids.personId, { mayPost: true, postalAddress: null })).ok
    // A new link closed the pages of those before.
    t.match(await shown(await openPages(journey, journey.careCoordinator)), 'No address is known for the post')

    const written = await service.database.sql<{ row: string }>('select a::text as row from contact_address a')
    t.notMatch(written.map(({ row }) => row).join(), 'Qwxhill', 'it is sealed')
    t.notMatch(service.logLines.join(), /Qwxhill|CT14/)
  },
)

t.test(
  'the commissioner stands at the head where no address of the trust is known, and nothing of the pages goes out',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service)
    void (await setContact(journey.person, journey.ids.personId, { postalAddress: deal })).ok
    const { trustId } = (await journey.officer.get<{ trustId: string }>(`/v1/cases/${journey.ids.caseId}`)).ok
    void (await officer.post(`/v1/organisations/${trustId}/address`, { address: null })).ok
    const register = async (code: string, name: string) => {
      const { id } = (await officer.post<Organisation>('/v1/organisations', { code, name, kind: 'commissioner' })).ok
      const address = { lines: [`${name} House`], postcode: 'ME1 1AB' }
      void (await officer.post(`/v1/organisations/${id}/address`, { address })).ok
    }
    const staff = await openPages(journey, journey.careCoordinator)
    const read = async () => (await staff.get(`/pages/letters/${decisionId}/to-post`)).text
    await register('OTH1', 'Other')
    t.match(await read(), 'Other House')
    await register('QYG', 'Own')
    const letter = await read()
    t.match(letter, /Own House.*1 Qwxhill Street/s)
    t.notMatch(letter, 'Other House')
    for (const ofPages of [english.words.site, english.words['only-shows']]) t.notMatch(letter, ofPages?.slice(0, 20))

    for (const kind of ['brokerage-organisation', 'provider', 'local-authority', 'gp-practice']) {
      const { items } = (await officer.get<{ items: Organisation[] }>(`/v1/organisations?kind=${kind}`)).ok
      const path = `/v1/organisations/${items[0]?.id}/address`
      await refused(t, service, () => officer.post(path, { address: deal }), 'wrong-state', kind)
      t.equal((await officer.post(path, { address: null })).status, 200, 'it is taken away')
    }
  },
)

t.test('an address that the post would not find is refused at its place', async (t) => {
  const { items } = (await officer.get<{ items: Organisation[] }>('/v1/organisations?kind=trust')).ok
  const path = `/v1/organisations/${items[0]?.id}/address`
  for (const [address, pointer] of [
    [{ ...deal, postcode: 'CT147AA' }, '/address/postcode'],
    [{ ...deal, postcode: 'ct14 7aa' }, '/address/postcode'],
    [{ ...deal, lines: [] }, '/address/lines'],
    [{ ...deal, lines: ['a', ' b'] }, '/address/lines/1'],
    [{ ...deal, lines: ['one\ntwo'] }, '/address/lines/0'],
    [{ ...deal, lines: Array.from({ length: 6 }, () => 'a') }, '/address/lines'],
  ] as const) {
    const problem = await refused(t, service, () => officer.post(path, { address }), 'request-invalid', pointer)
    t.ok(
      problem.errors?.some((one) => one.pointer === pointer),
      JSON.stringify(problem.errors),
    )
  }
  await refused(t, service, () => service.as('care-coordinator').post(path, { address: deal }), 'permission-missing')
  const other = service.as(inTenant('QOP', 'commissioner-officer'))
  await refused(t, service, () => other.post(path, { address: deal }), 'not-found')
})
