import t from 'tap'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { aPdf, hashOf } from '../attachments/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { eicar, startScanner } from '../support/scanner.ts'
import { defaultNow, startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { buy, fileHash, fileReceipt, reverse, sendDocument, statementOf } from './acts.ts'

const { scanner } = await startScanner(t)
const service = await startService(t, { scanner })
t.beforeEach(() => service.clock.set(defaultNow))
const scan = () => scanDocuments({ database: service.access, now: service.clock.now, documents: service.documents })
const read = async ({ person }: Journey, id: string) => (await person.get<Purchase>(`/v1/purchases/${id}`)).ok
const pendingOf = async (journey: Journey) => (await statementOf(journey)).pendingReceiptPence
async function days(count: number): Promise<number> {
  service.clock.advance({ days: count })
  return doOnce(service, 'receipts')
}
const planOf = async ({ person, ids }: Journey) =>
  (await person.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok.status

/** Files a receipt and sends what a scanner finds harmful later. */
async function sendHarmful(journey: Journey, id: string, amountPence: number) {
  const bad = aPdf(`${eicar} ${id}`)
  void (await fileHash(journey, id, { amountPence, documentHash: hashOf(bad) })).ok
  void (await sendDocument(journey, id, bad)).ok
}
/** A purchase whose receipt was found harmful after it had counted. */
async function harmful() {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  await sendHarmful(journey, id, 1_000)
  t.equal(await days(0), 0)
  const counted = { pending: await pendingOf(journey), plan: await planOf(journey) }
  t.ok(await scan())
  return { journey, id, counted }
}

t.test(
  'a receipt that is found harmful later counts as none, and is asked for as any other from then on',
  async (t) => {
    const { journey, id, counted } = await harmful()
    t.same(counted, { pending: 0, plan: 'active' })
    t.equal(await pendingOf(journey), 1_000)
    t.equal(await days(0), 1)
    t.equal(await days(0), 0, 'once')
    t.equal(await planOf(journey), 'agreed', 'nothing shows its first payment')
    t.match(await read(journey, id), { receiptDueOn: '2026-12-25', receiptChasedOn: [], receiptPausedOn: null })
    for (const after of [15, 14, 2]) t.equal(await days(after), 1)
    t.match(await read(journey, id), {
      receiptChasedOn: ['2026-12-09', '2026-12-23', '2026-12-25'],
      receiptPausedOn: '2026-12-25',
    })
    await refused(t, service, () => buy(journey, { amountPence: 1_000 }), 'receipt-missing')
    t.match((await sendDocument(journey, id, aPdf())).ok, { receiptDueOn: null, receiptPausedOn: null })
    t.equal(await pendingOf(journey), 0)
    t.equal(await planOf(journey), 'active')
    t.equal(await days(0), 0, 'nobody asks for what has come')
  },
)

t.test('who was asked before has all the days again, and a pause of then is not one of now', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  for (const after of [15, 14, 2]) t.equal(await days(after), 1)
  await sendHarmful(journey, id, 1_000)
  t.ok(await scan())
  t.equal(await days(1), 1)
  t.match(await read(journey, id), { receiptDueOn: '2027-01-26', receiptChasedOn: [], receiptPausedOn: null })
  t.equal((await buy(journey, { amountPence: 100 })).status, 201)
  for (const after of [15, 14, 2]) t.ok(await days(after))
  t.match(await read(journey, id), { receiptPausedOn: '2027-01-26' })
  const lifting = { because: 'They are in hospital.' }
  const lifted = await journey.careCoordinator.post<Purchase>(`/v1/purchases/${id}/receipt-pause/lifting`, lifting)
  t.match(lifted.ok, { receiptPausedOn: null })
  const rows = await service.database.sql<{ on: string }>(
    `select chased_on::text as on from receipt_chase where purchase_id = '${id}' and lifted_at is not null`,
  )
  t.same(rows, [{ on: '2027-01-26' }], 'the pause of then stays as it was')
})

t.test('another copy that is harmful too is asked for again; one that is lost for good is not', async (t) => {
  const { journey, id } = await harmful()
  t.equal(await days(0), 1)
  void (await sendDocument(journey, id, aPdf(`${eicar} once more`))).ok
  t.match(await read(journey, id), { receiptDueOn: null })
  t.ok(await scan())
  t.equal(await days(1), 1)
  t.match(await read(journey, id), { receiptDueOn: '2026-12-26' })
  const loss = `/v1/purchases/${id}/receipt-loss`
  void (await journey.broker.post(loss, { because: 'The shop has closed.' })).ok
  void (await journey.careCoordinator.post(`${loss}/acceptance`, { because: 'The bank shows it.' })).ok
  t.equal(await days(0), 0)
  t.match(await read(journey, id), { receiptDueOn: null })
  t.equal(await pendingOf(journey), 0)
})

t.test('nobody asks again for what was taken back, or for a receipt that is there', async (t) => {
  const { journey, id } = await harmful()
  void (await reverse(journey, id)).ok
  t.equal(await days(0), 0)
  const other = (await buy(journey, { amountPence: 500 })).ok
  void (await fileReceipt(journey, other.id, { amountPence: 500 })).ok
  t.ok(await scan())
  t.equal(await days(20), 0)
})
