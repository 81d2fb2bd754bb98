import t from 'tap'
import { domainWork } from '../../src/domains.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anotherDocument } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { balances, buy, fileHash, sendDocument } from './acts.ts'

const service = await startService(t)
t.afterEach(() => service.clock.set(defaultNow))

/** Lets days go by, and asks for what is missing. */
async function days(count: number): Promise<void> {
  service.clock.advance({ days: count })
  const chasing = domainWork.find(({ name }) => name === 'receipts')
  await chasing?.work({ database: service.access, now: service.clock.now }, new AbortController().signal)
}
const read = async (journey: Journey, id: string) => (await journey.person.get<Purchase>(`/v1/purchases/${id}`)).ok

/** Something that was bought, and its receipt: by its hash first, and then the document. */
async function bought() {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const { bytes, sha256 } = anotherDocument()
  const byHash = () => fileHash(journey, id, { amountPence: 1_000, documentHash: sha256 })
  return { journey, id, byHash, send: () => sendDocument(journey, id, bytes) }
}

t.test('the hash of a receipt ends no pause: its document does', async (t) => {
  const { journey, id, byHash, send } = await bought()
  for (const after of [15, 14, 2]) await days(after)
  t.match((await byHash()).ok, { receipt: { file: null }, receiptPausedOn: '2026-12-25' })
  await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
  t.equal((await send()).ok.receiptPausedOn, null)
  t.match(await read(journey, id), { receiptPausedOn: null, receiptDueOn: null })
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
})

t.test('a receipt of which there is the hash alone is asked for, and pending in the statement', async (t) => {
  const { journey, id, byHash, send } = await bought()
  t.equal((await byHash()).ok.receiptDueOn, '2026-12-25')
  await days(15)
  t.same((await read(journey, id)).receiptChasedOn, ['2026-12-09'])
  const pending = async () => (await balances(journey)).whole?.[2]
  t.equal(await pending(), 1_000)
  t.equal((await send()).ok.receiptDueOn, null)
  t.equal(await pending(), 0)
  await days(14)
  t.same((await read(journey, id)).receiptChasedOn, ['2026-12-09'], 'nobody asks again')
})

t.test('the hash of a receipt is no first payment: its document is', async (t) => {
  const { journey, byHash, send } = await bought()
  const status = async () =>
    (await journey.person.get<{ status: string }>(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok.status
  void (await byHash()).ok
  t.equal(await status(), 'agreed')
  void (await send()).ok
  t.equal(await status(), 'active')
})

t.test('who filed the hash, and has lost the receipt, says so; somebody else accepts it', async (t) => {
  const { journey, id, byHash } = await bought()
  void (await byHash()).ok
  void (await journey.broker.post(`/v1/purchases/${id}/receipt-loss`, { because: 'It was in the bag.' })).ok
  const accepted = { because: 'The shop confirms the sale.' }
  const of = `/v1/purchases/${id}/receipt-loss/acceptance`
  t.match((await journey.careCoordinator.post<Purchase>(of, accepted)).ok, { receiptDueOn: null })
  t.equal((await balances(journey)).whole?.[2], 0)
})
