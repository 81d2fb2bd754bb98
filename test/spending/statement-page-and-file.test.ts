import t from 'tap'
import { fromCsv } from '../../src/shared/csv.ts'
import { inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, reverse } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

/** A plan of £400.00 of which something was bought whose words would run in a spreadsheet. */
async function bought() {
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-11-26T09:30:00Z')
  const words = { payee: '=HYPERLINK("http://x","y")', bought: '\n+1 <b>drum</b>, "loud" 🥁' }
  const { ok } = await buy(journey, { amountPence: 1_005, boughtOn: '2026-11-25', ...words })
  return { journey, of: `/v1/cases/${journey.ids.caseId}/statement`, purchaseId: ok.id }
}

t.test('200: as CSV for any days, as of any moment, and nothing in it runs in a spreadsheet', async (t) => {
  const { journey, of, purchaseId } = await bought()
  service.clock.set('2026-11-27T09:30:00Z')
  await reverse(journey, purchaseId)
  const file = await journey.person.get<string>(`${of}/file?asOf=2026-11-26T09:30:00Z`)
  t.equal(file.headers.get('content-type'), 'text/csv; charset=utf-8; header=present')
  t.equal(file.headers.get('content-disposition'), 'attachment; filename="statement-whole-to-2026-11-26.csv"')
  const authorization = `Bearer ${await service.tokenFor(journey.person.actor ?? 'person')}`
  const raw = await fetch(`${service.baseUrl}${of}/file`, { headers: { authorization } })
  t.same([...new Uint8Array(await raw.arrayBuffer())].slice(0, 3), [0xef, 0xbb, 0xbf], 'marked as UTF-8')
  t.same(fromCsv(file.ok), [
    ['day', 'line', 'what', 'bought', 'payee', 'moved', 'in', 'out', 'left'],
    ['', '', 'Left before this day', '', '', '', '', '', '0.00'],
    ['2026-11-24', 'A drum kit, for co-ordination', 'Agreed for this', '', '', '250.00', '250.00', '0.00', '250.00'],
    ['2026-11-24', 'A mattress, to sleep', 'Agreed for this', '', '', '150.00', '150.00', '0.00', '400.00'],
    [
      ...['2026-11-25', 'A drum kit, for co-ordination', 'Bought', `'\n+1 <b>drum</b>, "loud" 🥁`],
      ...[`'=HYPERLINK("http://x","y")`, '10.05', '0.00', '10.05', '389.95'],
    ],
    ['2026-11-26', '', 'Left after this day', '', '', '', '', '', '389.95'],
  ])
  const part = (await journey.person.get<string>(`${of}/file?from=2026-11-27&until=2026-11-30`)).ok
  t.same(
    fromCsv(part)?.map((row) => [row[0], row[8]]),
    [
      ['day', 'left'],
      ['2026-11-27', '389.95'],
      ['2026-11-27', '400.00'],
      ['2026-11-30', '400.00'],
    ],
  )
})

t.test('200: as a page that says when, what is left, and each entry; what somebody wrote is only words', async (t) => {
  const { journey, of } = await bought()
  const page = await journey.person.get<string>(`${of}/page?from=2026-11-25&until=2026-11-30`)
  t.match(page.headers.get('content-type'), 'text/html')
  const text = page.ok
  t.match(text, 'From 25 November 2026 to the end of 30 November 2026.')
  t.match(text, 'This is what we had on record on 26 November 2026 at 09:30.')
  t.match(text, '<p class="figure">£389.95</p>')
  t.match(text, '<th scope="row">Left before the first day</th><td class="pence">£400.00</td>')
  t.match(text, '<td class="pence">−£10.05</td><td class="pence">£389.95 left</td>')
  t.match(text, '&lt;b&gt;drum&lt;/b&gt;')
  t.notMatch(text, /<a |<script/)
  const before = (await journey.person.get<string>(`${of}/page?until=2026-11-23`)).ok
  t.match(before, 'Nothing came in or went out')
  t.notMatch(before, 'How long it lasts', 'the pace is that of today')
  const today = (await journey.person.get<string>(`${of}/page`)).ok
  t.match(today, 'You have £389.95 left. In the last weeks you spent about £101.97 a month.')
  t.match(
    today,
    '£239.95 is left for this. In the last weeks it took about £101.97 a month. If that goes on, it lasts until',
  )
  service.clock.set('2027-02-01T09:30:00Z')
  t.match(
    (await journey.person.get<string>(`${of}/page`)).ok,
    'Nothing was bought for this yet. Is something in the way?',
  )
})

t.test('who may see sums and not whose they are has no name on the page', async (t) => {
  const { journey, of } = await bought()
  const { givenName } = (await journey.careCoordinator.get<{ givenName: string }>(`/v1/people/${journey.ids.personId}`))
    .ok
  t.match((await journey.person.get<string>(`${of}/page`)).ok, givenName)
  t.notMatch((await service.as('auditor').get<string>(`${of}/page`)).ok, givenName)
})

t.test('400 and 404: as of the statement by entries', async (t) => {
  const { journey, of } = await bought()
  const other = await journeyTo(service, 'case-opened')
  for (const as of ['page', 'file']) {
    const ask =
      (client: typeof journey.person, query = '') =>
      () =>
        client.get(`${of}/${as}${query}`)
    await refused(t, service, ask(journey.person, '?from=2026-11-25&until=2026-11-24'), 'request-invalid')
    await refused(t, service, ask(journey.person, '?asOf=2030-01-01T00:00:00Z'), 'request-invalid')
    await refused(t, service, ask(journey.person, '?limit=3'), 'request-invalid')
    await refused(t, service, ask(other.person), 'not-found')
    await refused(t, service, ask(service.as(inTenant('QOP', 'commissioner-officer'))), 'not-found')
  }
})
