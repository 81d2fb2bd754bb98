import t from 'tap'
import { domainWork } from '../../src/domains.ts'
import type { MissingReceipt } from '../../src/spending/receipt-schemas.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { balances, buy, fileReceipt } from './acts.ts'

const service = await startService(t)
t.afterEach(() => service.clock.set(defaultNow))

/** Lets days go by, and does what is due about receipts. */
async function days(count: number): Promise<number> {
  service.clock.advance({ days: count })
  const chasing = domainWork.find(({ name }) => name === 'receipts')
  if (!chasing) throw new Error('nothing asks for receipts')
  return Number(await chasing.work({ database: service.access, now: service.clock.now }, new AbortController().signal))
}
const read = async (journey: Journey, id: string) => (await journey.person.get<Purchase>(`/v1/purchases/${id}`)).ok
const lift = (journey: Journey, id: string, client = journey.careCoordinator) =>
  client.post<Purchase>(`/v1/purchases/${id}/receipt-pause/lifting`, { because: 'They are in hospital.' })
const lose = (journey: Journey, id: string, client = journey.broker) =>
  client.post<Purchase>(`/v1/purchases/${id}/receipt-loss`, { because: 'It was in the bag that was stolen.' })
const accept = (journey: Journey, id: string, client = journey.careCoordinator) =>
  client.post<Purchase>(`/v1/purchases/${id}/receipt-loss/acceptance`, { because: 'The shop confirms the sale.' })

async function bought(more: object = {}) {
  const journey = await journeyTo(service, 'money-agreed')
  const { id, receiptDueOn } = (await buy(journey, { amountPence: 1_000, ...more })).ok
  return { journey, id, receiptDueOn }
}
async function paused() {
  const { journey, id } = await bought()
  for (const after of [15, 14, 2]) await days(after)
  return { journey, id }
}

t.test(
  'a missing receipt is asked for after 15 and 29 days, once each, and after 31 who bought it is paused',
  async (t) => {
    const { journey, id, receiptDueOn } = await bought()
    t.equal(receiptDueOn, '2026-12-25')
    await days(14)
    t.same((await read(journey, id)).receiptChasedOn, [])
    await days(1)
    t.equal(await days(0), 0, 'once')
    t.match(await read(journey, id), {
      receiptChasedOn: ['2026-12-09'],
      receiptDueOn: '2026-12-25',
      receiptPausedOn: null,
    })
    await days(14)
    t.equal((await buy(journey, { amountPence: 1_000 })).status, 201, 'and goes on buying until then')
    await days(2)
    t.match(await read(journey, id), {
      receiptChasedOn: ['2026-12-09', '2026-12-23', '2026-12-25'],
      receiptDueOn: null,
      receiptPausedOn: '2026-12-25',
    })
    await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
    const { sql } = service.database
    const events = await sql(
      "select facts->>'step' as step from audit_entry where type = 'purchase.receipt-chased' and subject_id = $1 order by happened_at",
      [id],
    )
    t.same(events, [{ step: 'first-reminder' }, { step: 'second-reminder' }, { step: 'paused' }])
  },
)

t.test('the receipt ends the pause', async (t) => {
  const { journey, id } = await paused()
  t.match((await fileReceipt(journey, id, { amountPence: 1_000 })).ok, { receiptPausedOn: null, receiptDueOn: null })
  t.match(await read(journey, id), { receiptPausedOn: null, receiptDueOn: null })
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
})

t.test('a pause is of one spender on one line', async (t) => {
  const { journey } = await paused()
  await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
  const lines = (
    await journey.person.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${journey.ids.caseId}/statement`)
  ).ok.lines
  const second = lines[1]?.planLineId
  t.equal((await buy(journey, { amountPence: 1_000, ...(second && { planLineId: second }) })).status, 201)

  const direct = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const held = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
  await change(direct, { lines: [aPlanLine({ amountPence: 30_000, ...held })] })
  await direct.on('money-agreed')
  const pay = (client: Client) => buy(direct, { client, amountPence: 1_000, instrument: 'bank-account' })
  await pay(direct.person)
  for (const after of [15, 14, 2]) await days(after)
  await refused(t, service, () => pay(direct.person), 'receipt-missing')
  t.equal((await pay(direct.representative)).status, 201, 'who acts for them did not lose it')
})

t.test('somebody else lifts a pause with a reason; the receipt is still missing', async (t) => {
  const { journey, id } = await paused()
  await refused(t, service, () => lift(journey, id, journey.broker), 'permission-missing')
  await refused(t, service, () => lift(journey, id, journey.person), 'permission-missing')
  t.match((await lift(journey, id)).ok, { receiptPausedOn: null })
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  await refused(t, service, () => lift(journey, id), 'wrong-state')
  const { items } = (
    await journey.person.get<{ items: Purchase[] }>(`/v1/cases/${journey.ids.caseId}/missing-receipts`)
  ).ok
  t.same(
    items.map((one) => one.id),
    [id],
  )
})

t.test('what is missing is listed for the case and for those who see many', async (t) => {
  const { journey, id } = await bought()
  const ofCase = async () =>
    (await journey.person.get<{ items: Purchase[] }>(`/v1/cases/${journey.ids.caseId}/missing-receipts`)).ok.items
  t.same(await ofCase(), [], 'nobody has asked for it yet')
  await days(15)
  t.same(
    (await ofCase()).map((one) => one.id),
    [id],
  )
  const listed = async (client = journey.broker) => {
    const { items } = (await client.get<{ items: MissingReceipt[] }>('/v1/missing-receipts?limit=100')).ok
    return items.filter(({ purchaseId }) => purchaseId === id)
  }
  for (const client of [journey.broker, journey.officer, service.as('auditor'), journey.teamManager, journey.person])
    t.match(await listed(client), [{ caseId: journey.ids.caseId, amountPence: 1_000, missingSince: '2026-12-09' }])
  t.same(await listed(service.as(anActor('broker', { sub: 'a-stranger' }))), [])
  t.same(await listed(service.as(anActor('commissioner-officer', { sub: 'elsewhere', commissioner: 'QOP' }))), [])
})

t.test('a receipt that is lost is missing until somebody else accepts it', async (t) => {
  const { journey, id } = await paused()
  t.match((await lose(journey, id)).ok.receiptLoss, { acceptedAt: null })
  await refused(t, service, () => lose(journey, id), 'wrong-state')
  await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
  await refused(t, service, () => accept(journey, id, journey.broker), 'permission-missing')
  const answer = (await accept(journey, id)).ok
  t.match(answer, { receiptPausedOn: null, receiptLoss: { acceptedBecause: 'The shop confirms the sale.' } })
  t.same(await read(journey, id), answer)
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  t.equal((await balances(journey))['drum-kit']?.[2], 1_000, 'the statement waits for the second receipt alone')
  await refused(t, service, () => accept(journey, id), 'wrong-state')
})

t.test('essential support is asked for its receipt, and never paused', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, { lines: [aPlanLine({ preventive: true, holdsBack: 'A night alone.' })] })
  await journey.on('money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  for (const after of [15, 14, 2]) await days(after)
  t.match(await read(journey, id), { receiptPausedOn: null, receiptDueOn: null })
  t.equal((await read(journey, id)).receiptChasedOn.length, 3)
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
})

t.test('who wrote a purchase down lifts no pause of it and accepts no loss of it, by whichever account', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  for (const after of [15, 14, 2]) await days(after)
  await sameHuman(service, journey.careCoordinator.actor?.sub ?? '', anActor('broker'))
  await refused(t, service, () => lift(journey, id), 'second-person-needed')
  await lose(journey, id)
  await refused(t, service, () => accept(journey, id), 'second-person-needed')
  t.equal((await accept(journey, id, journey.officer)).status, 200)
})
