import t from 'tap'
import type { Purchase } from '../../src/spending/schemas.ts'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { buy, fileReceipt, reverse } from './acts.ts'

const service = await startService(t)
t.afterEach(() => service.clock.set(defaultNow))

/** Lets days go by, and does what is due about receipts. */
async function days(count: number): Promise<void> {
  service.clock.advance({ days: count })
  await doOnce(service, 'receipts')
}
const read = async (journey: Journey, id: string) => (await journey.person.get<Purchase>(`/v1/purchases/${id}`)).ok
const lift = (journey: Journey, id: string) =>
  journey.careCoordinator.post<Purchase>(`/v1/purchases/${id}/receipt-pause/lifting`, { because: 'The shop says so.' })
const missing = async ({ person, ids }: Journey) =>
  (await person.get<{ items: Purchase[] }>(`/v1/cases/${ids.caseId}/missing-receipts`)).ok.items.map(({ id }) => id)
const boughtOn = defaultNow.slice(0, 10)

async function bought() {
  const journey = await journeyTo(service, 'money-agreed')
  return { journey, id: (await buy(journey, { amountPence: 1_000 })).ok.id }
}
async function paused() {
  const { journey, id } = await bought()
  for (const after of [15, 14, 2]) await days(after)
  return { journey, id }
}

t.test(
  'who is paused stays so where they reverse the purchase, until its receipt is there or somebody else lifts it',
  async (t) => {
    const { journey, id } = await paused()
    t.match((await reverse(journey, id)).ok, { receiptPausedOn: '2026-12-25', receiptDueOn: null })
    t.match(await read(journey, id), { receiptPausedOn: '2026-12-25', receiptDueOn: null })
    for (const more of [{ boughtOn }, { boughtOn, amountPence: 999 }, { payee: 'Another Shop' }])
      await refused(t, service, () => buy(journey, { amountPence: 1_000, ...more }), 'receipt-missing')
    t.same(await missing(journey), [id], 'and is listed for who can')
    const answer = (await lift(journey, id)).ok
    t.match(answer, { receiptPausedOn: null, receiptDueOn: null })
    t.same(await read(journey, id), answer)
    t.same(await missing(journey), [], 'no receipt is waited for')
    t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  },
)

t.test(
  'what is asked for of a purchase that was taken back can be sent, or said to be lost, also for essential support',
  async (t) => {
    const sent = await paused()
    void (await reverse(sent.journey, sent.id)).ok
    void (await fileReceipt(sent.journey, sent.id, { amountPence: 1_000 })).ok
    t.match(await read(sent.journey, sent.id), { receiptPausedOn: null, reversedPence: 1_000 })
    t.same(await missing(sent.journey), [])
    service.clock.set(defaultNow)
    const lost = await paused()
    void (await reverse(lost.journey, lost.id)).ok
    await service.database.sql(
      "update receipt_chase set step = 'essential' where purchase_id = $1 and step = 'paused'",
      [lost.id],
    )
    t.same(await missing(lost.journey), [lost.id], 'no line is paused for it, and it is asked for')
    const said = { because: 'The shop has closed.' }
    void (await lost.journey.broker.post(`/v1/purchases/${lost.id}/receipt-loss`, said)).ok
    const accepted = { because: 'It has closed, as I saw.' }
    void (await lost.journey.careCoordinator.post(`/v1/purchases/${lost.id}/receipt-loss/acceptance`, accepted)).ok
    t.same(await missing(lost.journey), [])
  },
)

t.test('what was asked for is asked for on, and its days go by', async (t) => {
  const { journey, id } = await bought()
  await days(15)
  t.match((await reverse(journey, id)).ok, { receiptPausedOn: null, receiptDueOn: '2026-12-25' })
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  for (const after of [14, 2]) await days(after)
  t.match(await read(journey, id), {
    receiptChasedOn: ['2026-12-09', '2026-12-23', '2026-12-25'],
    receiptPausedOn: '2026-12-25',
  })
  await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
})

t.test('what nobody has asked for yet, or somebody lifted, is reversed and forgotten', async (t) => {
  const { journey, id } = await bought()
  await days(14)
  t.match((await reverse(journey, id)).ok, { receiptPausedOn: null, receiptDueOn: null })
  await days(30)
  t.same((await read(journey, id)).receiptChasedOn, [])
  service.clock.set(defaultNow)
  const lifted = await paused()
  void (await lift(lifted.journey, lifted.id)).ok
  t.match((await reverse(lifted.journey, lifted.id)).ok, { receiptPausedOn: null, receiptDueOn: null })
  t.same(await missing(lifted.journey), [])
})

t.test('who takes back what they typed and types it once more has no other days for its receipt', async (t) => {
  const { journey, id } = await bought()
  await days(14)
  await reverse(journey, id)
  const again = (await buy(journey, { amountPence: 1_000 })).ok
  t.match(again, { boughtOn: '2026-12-08', receiptDueOn: '2026-12-25' })
  const [shop, sum] = [
    (await buy(journey, { amountPence: 1_001 })).ok,
    (await buy(journey, { amountPence: 1_000, payee: 'Another Shop' })).ok,
  ]
  t.match([shop, sum], [{ receiptDueOn: '2027-01-08' }, { receiptDueOn: '2027-01-08' }], 'other purchases have theirs')
  for (const one of [shop, sum]) void (await fileReceipt(journey, one.id, { amountPence: one.amountPence })).ok
  await days(1)
  t.same((await read(journey, again.id)).receiptChasedOn, ['2026-12-09'])
  await reverse(journey, again.id)
  for (const after of [14, 2]) await days(after)
  t.match(await read(journey, again.id), { receiptPausedOn: '2026-12-25' })
  await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
})

t.test('all of it that came back, as a feed says that somebody else sent, ends the pause', async (t) => {
  const { journey, id } = await paused()
  void (await sendFeed(journey, journey.careCoordinator, '2026-12-20,-10.00,CITY DRUM SHOP')).ok
  const line = await unmatchedLine(journey)
  void (await journey.broker.post(`/v1/card-feed-lines/${line}/match`, { purchaseId: id })).ok
  t.match(await read(journey, id), { reversedPence: 1_000, receiptPausedOn: null })
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
})

for (const [what, by, back, of] of [
  ['a feed that who bought it sends', 'broker', 1_000, 'CITY DRUM SHOP'],
  ['a penny of it', 'careCoordinator', 1, 'CITY DRUM SHOP'],
  ['all but a penny of it', 'careCoordinator', 999, 'CITY DRUM SHOP'],
  ['what came back from somebody else', 'careCoordinator', 1_000, 'SOUTH TAXIS'],
] as const)
  t.test(`${what} is no evidence that it came back`, async (t) => {
    const { journey, id } = await paused()
    const amountPence = 1_000 - back
    const reason = 'The shop took it back.'
    if (amountPence > 0) void (await journey.broker.post(`/v1/purchases/${id}/reversal`, { amountPence, reason })).ok
    void (await sendFeed(journey, journey[by], `2026-12-20,-${(back / 100).toFixed(2)},${of}`)).ok
    const line = await unmatchedLine(journey)
    if (line) void (await journey.broker.post(`/v1/card-feed-lines/${line}/match`, { purchaseId: id })).ok
    t.match(await read(journey, id), { reversedPence: 1_000, receiptPausedOn: '2026-12-25' })
    await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
  })
