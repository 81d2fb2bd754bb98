import t from 'tap'
import type { CardFeed, CardFeedLine } from '../../src/card-feeds/schemas.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { balances, buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

const profile = {
  delimiter: ',',
  dateColumn: 'Date',
  dateFormat: 'dd/mm/yyyy',
  amountColumn: 'Amount',
  paidIs: 'positive',
  merchantColumn: 'Merchant',
  referenceColumn: 'Ref',
} as const
type Row = readonly [day: string, amount: string, merchant: string, ref: string]
const csvOf = (...rows: readonly Row[]) =>
  ['Date,Amount,Merchant,Ref', ...rows.map((row) => row.join(','))].join('\r\n')

const send = (journey: Journey, csv: string, more: object = {}, client = journey.broker) =>
  client.post<CardFeed>(`/v1/cases/${journey.ids.caseId}/card-feeds`, { csv, profile: { ...profile, ...more } })
const listed = async <Item>(journey: Journey, path: string) =>
  (await journey.officer.get<{ items: Item[] }>(`/v1/cases/${journey.ids.caseId}/${path}`)).ok.items
const unmatched = (journey: Journey) => listed<CardFeedLine>(journey, 'unmatched-card-feed-lines')
const match = (journey: Journey, lineId: string, purchaseId: string, client = journey.broker) =>
  client.post<CardFeedLine>(`/v1/card-feed-lines/${lineId}/match`, { purchaseId })

t.test(
  '201: what a card paid stands beside the purchase that it is, and what has no other half is listed on both sides',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = (await buy(journey, { amountPence: 5_000 })).ok
    const { id: alone } = (await buy(journey, { amountPence: 700 })).ok
    const feed = csvOf(['26/11/2026', '50.00', 'CITY DRUM SHOP LIVERPOOL', '1'], ['26/11/2026', '9.00', 'A CAFE', '2'])
    t.match((await send(journey, feed)).ok, { linesAdded: 2, linesKnown: 0, linesMatched: 1 })
    t.match(await listed<CardFeedLine>(journey, 'card-feed-lines'), [
      { amountPence: 900, purchaseId: null },
      { amountPence: 5_000, purchaseId: id, paidOn: '2026-11-26' },
    ])
    t.match(await unmatched(journey), [{ merchant: 'A CAFE' }])
    t.same(
      (await listed<Purchase>(journey, 'purchases-without-feed-line')).map((one) => one.id),
      [alone],
    )
  },
)

t.test('the same feed twice adds nothing, and two that overlap add what is new', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const twice: Row = ['24/11/2026', '2.50', 'A CAFE', '']
  const feed = csvOf(twice, twice)
  t.match((await send(journey, feed)).ok, { linesAdded: 2, linesKnown: 0 }, 'two coffees are two')
  t.match((await send(journey, feed)).ok, { linesAdded: 0, linesKnown: 2, linesMatched: 0 })
  t.match((await send(journey, csvOf(twice, twice, ['25/11/2026', '2.50', 'A CAFE', '']))).ok, {
    linesAdded: 1,
    linesKnown: 2,
  })
  const answers = await Promise.all([
    send(journey, csvOf(['26/11/2026', '3.00', 'X MARKET', ''])),
    send(journey, csvOf(['26/11/2026', '3.00', 'X MARKET', ''])),
  ])
  t.same(answers.map(({ ok }) => ok.linesAdded).sort(), [0, 1], 'sent at once, it is taken once')
})

t.test('one purchase stands for one line, and four days or another name make no pair', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await buy(journey, { amountPence: 1_000 })
  const shop = 'CITY DRUM SHOP'
  const feed = csvOf(['24/11/2026', '10.00', shop, '1'], ['24/11/2026', '10.00', shop, '2'])
  t.match((await send(journey, feed)).ok, { linesAdded: 2, linesMatched: 1 })
  await buy(journey, { amountPence: 2_000 })
  const far = csvOf(['28/11/2026', '20.00', shop, '3'], ['24/11/2026', '20.00', 'CITY TAXIS', '4'])
  t.match((await send(journey, far)).ok, { linesMatched: 0 })
})

t.test('a person matches what the service did not, once, by the same amount', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const { id: other } = (await buy(journey, { amountPence: 1_100 })).ok
  await send(journey, csvOf(['24/11/2026', '10.00', 'SUMUP *XYZ', '1'], ['25/11/2026', '10.00', 'SUMUP *XYZ', '2']))
  const [second, first] = (await unmatched(journey)).map((line) => line.id)
  await refused(t, service, () => match(journey, first ?? '', other), 'request-invalid')
  await refused(t, service, () => match(journey, first ?? '', id, journey.careCoordinator), 'case-role-required')
  t.match((await match(journey, first ?? '', id)).ok, { purchaseId: id })
  await refused(t, service, () => match(journey, first ?? '', id), 'wrong-state')
  await refused(t, service, () => match(journey, second ?? '', id), 'wrong-state')
  t.same(
    (await listed<Purchase>(journey, 'purchases-without-feed-line')).map((one) => one.id),
    [other],
  )
})

t.test('a line that nobody wrote down becomes a purchase, under every rule of purchases', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await send(
    journey,
    csvOf(['24/11/2026', '12.50', 'CITY DRUM SHOP', '1'], ['24/11/2026', '999.00', 'CITY DRUM SHOP', '2']),
  )
  const [tooMuch, line] = (await unmatched(journey)).map(({ id }) => id)
  const record = (id = '') =>
    journey.broker.post<CardFeedLine>(`/v1/card-feed-lines/${id}/purchase`, {
      planLineId: journey.ids.planLineId,
      bought: 'Drum sticks',
    })
  await refused(t, service, () => record(tooMuch), 'line-overspent')
  const { purchaseId } = (await record(line)).ok
  t.match((await journey.person.get(`/v1/purchases/${purchaseId}`)).ok, {
    amountPence: 1_250,
    payee: 'CITY DRUM SHOP',
    boughtOn: '2026-11-24',
  })
  t.same((await balances(journey))['drum-kit'], [25_000, 1_250, 1_250, 23_750])
  await refused(t, service, () => record(line), 'wrong-state')
})

t.test('what came back is taken back of the purchase in part, once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const feed = csvOf(['24/11/2026', '10.00', 'CITY DRUM SHOP', '1'], ['27/11/2026', '-4.00', 'CITY DRUM SHOP', '2'])
  t.match((await send(journey, feed)).ok, { linesMatched: 2 })
  await send(journey, feed)
  t.match((await journey.person.get(`/v1/purchases/${id}`)).ok, {
    amountPence: 1_000,
    reversedPence: 400,
    reversedAt: null,
  })
  t.same((await balances(journey))['drum-kit'], [25_000, 600, 600, 24_400])
  t.match(
    (await send(journey, csvOf(['28/11/2026', '-7.00', 'CITY DRUM SHOP', '3']))).ok,
    { linesMatched: 0 },
    'more than stands is for a person',
  )
  const [line] = await unmatched(journey)
  await refused(t, service, () => match(journey, line?.id ?? '', id), 'request-invalid')
})

t.test('a feed of another profile is read by it, and one that cannot be read is refused whole', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const bank = 'Day;What;Pounds\n2026-11-24;"Smith; Sons";-1,050.00\n2026-11-24;CHECK;0.00\n'
  const as = {
    delimiter: ';',
    dateColumn: 'Day',
    dateFormat: 'yyyy-mm-dd',
    amountColumn: 'Pounds',
    paidIs: 'negative',
    merchantColumn: 'What',
    referenceColumn: null,
  }
  t.match((await send(journey, bank, as)).ok, { linesAdded: 1 })
  t.match(await unmatched(journey), [{ amountPence: 105_000, merchant: 'Smith; Sons', reference: '' }])
  const good: Row = ['24/11/2026', '10.00', 'A SHOP', '1']
  for (const [csv, pointer] of [
    [csvOf(good, ['2026-11-24', '10.00', 'A SHOP', '1']), '/csv'],
    [csvOf(good, ['24/11/2026', 'ten', 'A SHOP', '1']), '/csv'],
    [csvOf(good, ['24/11/2026', '10.00', '', '1']), '/csv'],
    [`${csvOf(good)}\n24/11/2026,"1`, '/csv'],
    ['Day,Amount,Merchant,Ref\n24/11/2026,1.00,A,1', '/profile/dateColumn'],
  ] as const) {
    const problem = await refused(t, service, () => send(journey, csv), 'request-invalid')
    t.match(problem.errors, [{ pointer }])
  }
})

t.test('a feed is sent by who works on the case or has its money, and by nobody else', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const feed = csvOf(['24/11/2026', '1.00', 'A SHOP', '1'])
  await refused(t, service, () => send(journey, feed, {}, journey.officer), 'permission-missing')
  await refused(
    t,
    service,
    () => send(journey, feed, {}, service.as(anActor('person', { sub: 'another' }))),
    'not-found',
  )
  t.equal((await send(journey, feed, {}, journey.person)).status, 201)
})
