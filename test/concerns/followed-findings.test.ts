import t from 'tap'
import type { AuditSample, AuditSampleItem } from '../../src/concerns/sample-schemas.ts'
import type { Concern } from '../../src/concerns/schemas.ts'
import type { AuditedKind, AuditFinding } from '../../src/rules/concerns/audit-samples.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { aPdf, hashOf } from '../attachments/acts.ts'
import { accountants, giveForPayee } from '../bank-accounts/acts.ts'
import { move } from '../line-moves/acts.ts'
import { paidProvider } from '../payments/acts.ts'
import { buy, fileHash, sendDocument, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { newestOf, settle, take } from './acts.ts'

const service = await startService(t)
const [auditor, lead] = [service.as('auditor'), service.as('safeguarding-lead')]
t.beforeEach(() => service.clock.set(defaultNow))
const words = 'The receipt is of another shop.'

/** Draws all of a kind that came about until today, tomorrow. */
async function drawn(of: AuditedKind, more: object = {}): Promise<AuditSample> {
  const until = service.clock.today()
  service.clock.advance({ days: 1 })
  const sample = { of, from: '2020-01-01', until, size: 500, method: 'random', ...more }
  return (await auditor.post<AuditSample>('/v1/audit-samples', sample)).ok
}
const find = (sample: AuditSample, item: string, finding: AuditFinding) =>
  auditor.post<AuditSampleItem>(`/v1/audit-samples/${sample.id}/items/${item}/finding`, { finding, words })
const itemOf = async ({ id }: AuditSample, item: string) =>
  (await auditor.get<{ items: AuditSampleItem[] }>(`/v1/audit-samples/${id}/items?limit=100`)).ok.items.find(
    (one) => one.id === item,
  )
const read = async ({ person }: Journey, id: string) => (await person.get<Purchase>(`/v1/purchases/${id}`)).ok
async function concernOf(journey: Journey): Promise<Concern | undefined> {
  const id = await newestOf(lead, journey)
  return id === undefined ? undefined : (await take(lead, id)).ok
}
/** What the broker who bought sees of a case and of what happened on it. */
const seenBy = async ({ broker, ids }: Journey) => [
  (await broker.get(`/v1/cases/${ids.caseId}/timeline`)).ok,
  (await broker.get(`/v1/cases/${ids.caseId}`)).ok,
  (await broker.get(`/v1/cases/${ids.caseId}/purchases`)).ok,
]

async function withReceipt() {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const bytes = aPdf()
  void (await fileHash(journey, id, { amountPence: 1_000, documentHash: hashOf(bytes) })).ok
  void (await sendDocument(journey, id, bytes)).ok
  return { journey, id, bytes }
}

t.test('a receipt that shows nothing by an audit counts no more, and is asked for again', async (t) => {
  const { journey, id, bytes } = await withReceipt()
  const sample = await drawn('purchase', { method: 'risk' })
  t.equal((await itemOf(sample, id))?.weight, 1, 'it has its receipt')
  void (await find(sample, id, 'evidence-missing')).ok
  t.equal((await statementOf(journey)).pendingReceiptPence, 1_000)
  t.equal(await doOnce(service, 'receipts'), 1)
  const asked = await read(journey, id)
  t.match(asked, { receiptDueOn: '2026-12-26', receiptChasedOn: [], receipt: { file: { refusedAt: String } } })
  t.equal(await concernOf(journey), undefined, 'a paper that is missing is asked for, and is no concern')
  const again = await drawn('purchase', { method: 'risk' })
  t.equal((await itemOf(again, id))?.weight, 3, 'it has none')
  t.equal((await auditor.get<{ same: boolean }>(`/v1/audit-samples/${sample.id}/verification`)).ok.same, true)
  await refused(t, service, () => sendDocument(journey, id, aPdf()), 'receipt-held')
  void (await find(again, id, 'in-order')).ok
  await refused(t, service, () => sendDocument(journey, id, bytes), 'document-differs')
  const sent = (await sendDocument(journey, id, aPdf())).ok
  t.match(sent, { receiptDueOn: null, receipt: { file: { refusedAt: null } } })
  t.match(await read(journey, id), { receiptDueOn: null, receipt: { file: { refusedAt: null } } })
  t.equal((await statementOf(journey)).pendingReceiptPence, 0)
  t.equal(await doOnce(service, 'receipts'), 0)
  t.equal((await auditor.get<{ same: boolean }>(`/v1/audit-samples/${again.id}/verification`)).ok.same, true)
})

t.test(
  'a receipt of which only the hash was filed, and nobody waits for, is asked for once an audit misses it',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = (await buy(journey, { amountPence: 1_000 })).ok
    void (await fileHash(journey, id, { amountPence: 1_000 })).ok
    await service.database.sql(`update purchase set chase_on = null where purchase_id = '${id}'`)
    void (await find(await drawn('purchase'), id, 'evidence-missing')).ok
    t.equal(await doOnce(service, 'receipts'), 1)
    t.match(await read(journey, id), { receiptDueOn: '2026-12-26' })
  },
)

t.test('what is not in order is a concern for those who handle them, and nobody else learns of it', async (t) => {
  const { journey, id } = await withReceipt()
  const sample = await drawn('purchase')
  const before = await seenBy(journey)
  t.match((await find(sample, id, 'not-in-order')).ok, { finding: 'not-in-order' })
  t.same(await seenBy(journey), before)
  t.match(await concernOf(journey), {
    about: 'payee',
    payee: 'City Drum Shop',
    level: 'medium',
    reports: [{ reason: 'audit-finding', words, purchaseId: id, raisedBy: 'the-auditor', raisedAs: 'other' }],
  })
  t.equal(await doOnce(service, 'receipts'), 0)
  const first = (await newestOf(lead, journey)) ?? ''
  void (await settle(lead, first, 'no-concern')).ok
  void (await find(await drawn('purchase'), id, 'not-in-order')).ok
  const second = await concernOf(journey)
  t.not(second?.id, first)
  t.match(second?.reports, [{ reason: 'audit-finding', words }], 'found once more, it is told once more')
})

t.test('so is a missing paper of anything else, on the case, or where a payee is to be paid', async (t) => {
  const moving = await journeyTo(service, 'plan-agreed')
  const moved = (await move(moving, { amountPence: 100 })).ok
  void (await find(await drawn('line-move'), moved.id, 'evidence-missing')).ok
  t.match(await concernOf(moving), { about: 'case', level: 'low', reports: [{ reason: 'audit-finding', words }] })
  service.clock.set(defaultNow)
  const { journey, provider } = await paidProvider(service)
  const account = (await giveForPayee(accountants(service).giver, provider.id, {})).ok
  const sample = await drawn('bank-details')
  t.equal(await concernOf(journey), undefined)
  void (await find(sample, account.id, 'in-order')).ok
  t.equal(await concernOf(journey), undefined, 'what is in order is told to nobody')
  const again = await drawn('bank-details')
  void (await find(again, account.id, 'not-in-order')).ok
  t.match(await concernOf(journey), { about: 'payee', payee: 'Riverside Support', level: 'medium' })
})

t.test('what an audit finds missing of a sample says nothing of the receipt that came after it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const sample = await drawn('purchase', { method: 'risk' })
  service.clock.advance({ hours: 1 })
  const bytes = aPdf()
  void (await fileHash(journey, id, { amountPence: 1_000, documentHash: hashOf(bytes) })).ok
  void (await sendDocument(journey, id, bytes)).ok
  void (await find(sample, id, 'evidence-missing')).ok
  t.match(await read(journey, id), { receipt: { file: { refusedAt: null } } })
  t.equal((await statementOf(journey)).pendingReceiptPence, 0)
})
