import t from 'tap'
import type { Purchase } from '../../src/spending/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { anotherDocument, aReceipt } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { balances, buy, fileHash, fileReceipt, reverse, sendDocument, statementOf } from './acts.ts'

const service = await startService(t)

async function bought() {
  const journey = await journeyTo(service, 'money-agreed')
  return { journey, id: (await buy(journey)).ok.id }
}

t.test('201: a receipt is filed beside its purchase, which is pending until the document is here', async (t) => {
  const { journey, id } = await bought()
  const { bytes, sha256: documentHash } = anotherDocument()
  const receipt = aReceipt({ documentHash })
  const answer = await fileHash(journey, id, receipt)
  t.equal(answer.status, 201)
  t.match(answer.ok.receipt, { ...receipt, receivedAt: '2026-11-24T09:30:00.000Z' })
  t.same((await journey.person.get(`/v1/purchases/${id}`)).ok, answer.ok)
  t.same((await balances(journey))['drum-kit'], [25_000, 9_999, 9_999, 15_001])
  t.equal((await sendDocument(journey, id, bytes)).status, 201)
  t.same((await balances(journey))['drum-kit'], [25_000, 9_999, 0, 15_001])
})

t.test('422: a receipt for another amount is refused with both sums', async (t) => {
  const { journey, id } = await bought()
  for (const [amountPence, words] of [
    [9_998, '£99.98'],
    [10_000, '£100.00'],
  ] as const) {
    const problem = await refused(t, service, () => fileReceipt(journey, id, { amountPence }), 'receipt-mismatch')
    t.equal(problem.detail, `The purchase is £99.99, the receipt ${words}`)
    t.match(problem.errors, [{ pointer: '/amountPence' }])
  }
})

t.test('409: a purchase has one receipt', async (t) => {
  const { journey, id } = await bought()
  await fileReceipt(journey, id)
  await refused(t, service, () => fileReceipt(journey, id, { documentHash: 'b'.repeat(64) }), 'receipt-held')
})

t.test('what was filed wrong gives way to what is filed again, until its document is there', async (t) => {
  const { journey, id } = await bought()
  const [wrong, right] = ['c'.repeat(64), 'd'.repeat(64)]
  const file = (documentHash: string, issuedOn: string) =>
    journey.broker.post<Purchase>(`/v1/purchases/${id}/receipt`, { amountPence: 9_999, issuedOn, documentHash })
  const first = (await file(wrong, '2026-11-20')).ok.receipt
  const second = (await file(right, '2026-11-21')).ok.receipt
  t.match(second, { id: first?.id, documentHash: right, issuedOn: '2026-11-21', file: null })
  t.match((await fileReceipt(journey, id)).status, 201)
  await refused(t, service, () => file(wrong, '2026-11-20'), 'receipt-held')
})

t.test('400: a receipt is what the contract says', async (t) => {
  const { journey, id } = await bought()
  for (const more of [
    { documentHash: 'A'.repeat(64) },
    { documentHash: 'a' },
    { issuedOn: '2026-13-01' },
    { issuedOn: '0000-01-01' },
    { document: 'x' },
  ])
    await refused(
      t,
      service,
      () => fileReceipt(journey, id, more),
      'request-invalid',
      JSON.stringify(more).slice(0, 40),
    )
})

t.test('201: a reversal gives the line its money back; the purchase stays, with the reason', async (t) => {
  const { journey, id } = await bought()
  service.clock.advance({ hours: 1 })
  const answer = await reverse(journey, id)
  service.clock.set('2026-11-24T09:30:00Z')
  t.equal(answer.status, 201)
  t.match(answer.ok, { reversedAt: '2026-11-24T10:30:00.000Z', reversalReason: 'The shop took the drum kit back.' })
  t.same((await journey.person.get(`/v1/purchases/${id}`)).ok, answer.ok)
  t.same((await balances(journey))['drum-kit'], [25_000, 0, 0, 25_000])
  t.equal((await buy(journey, { amountPence: 25_000 })).status, 201, 'the money can be spent again')
})

t.test('a purchase with its receipt can be reversed, and keeps the receipt', async (t) => {
  const { journey, id } = await bought()
  await fileReceipt(journey, id)
  const marks = [{ reason: 'reversed-with-receipt', likePurchaseId: null }]
  t.match((await reverse(journey, id)).ok, { receipt: { amountPence: 9_999 } })
  const { reversedWithReceiptPence, spentPence, lines } = await statementOf(journey)
  t.same([reversedWithReceiptPence, spentPence], [9_999, 0], 'the statement shows it')
  t.equal(lines[0]?.reversedWithReceiptPence, 9_999)
  const { items } = (await service.as('auditor').get<{ items: { id: string }[] }>('/v1/marked-purchases')).ok
  t.match(
    items.find((marked) => marked.id === id),
    { marks },
    'and those who look at accounts see it',
  )
  t.same((await balances(journey)).whole, [40_000, 0, 0, 40_000])
})

t.test(
  'a purchase that is reversed before its receipt is filed is marked for the commissioner and the auditor',
  async (t) => {
    const { journey, id } = await bought()
    const marks = [{ reason: 'reversed-without-receipt', likePurchaseId: null }]
    t.match((await reverse(journey, id)).ok, { receipt: null })
    for (const reader of [journey.officer, service.as('auditor')]) {
      const { items } = (await reader.get<{ items: { id: string }[] }>('/v1/marked-purchases')).ok
      t.match(
        items.find((marked) => marked.id === id),
        { marks },
      )
    }
  },
)

t.test('409: a purchase is reversed once, and gets no receipt any more', async (t) => {
  const { journey, id } = await bought()
  await reverse(journey, id)
  await refused(t, service, () => reverse(journey, id), 'purchase-reversed')
  await refused(t, service, () => fileReceipt(journey, id), 'purchase-reversed')
})

t.test('a repeated key reverses once', async (t) => {
  const { journey, id } = await bought()
  const first = await reverse(journey, id, journey.broker, { key: 'back' })
  t.same((await reverse(journey, id, journey.broker, { key: 'back' })).ok, first.ok)
  t.same((await balances(journey))['drum-kit'], [25_000, 0, 0, 25_000])
  await refused(t, service, () => reverse(journey, id, journey.broker, { key: null }), 'idempotency-key-required')
})

t.test('403, 404: nobody but the case’s broker keeps its papers', async (t) => {
  const { journey, id } = await bought()
  for (const [client, code] of [
    [journey.person, 'case-role-required'],
    [journey.careCoordinator, 'case-role-required'],
    [journey.officer, 'permission-missing'],
    [service.as('machine'), 'case-role-required'],
    [service.as(anActor('broker', { sub: 'second-broker' })), 'not-found'],
    [service.as(inTenant('QOP', 'broker')), 'not-found'],
  ] as const) {
    await refused(t, service, () => fileReceipt(journey, id, {}, client), code, `${client.actor?.sub} files a receipt`)
    await refused(t, service, () => reverse(journey, id, client), code, `${client.actor?.sub} reverses`)
  }
  await refused(t, service, () => reverse(journey, unknownId()), 'not-found')
  await refused(t, service, () => fileReceipt(journey, unknownId()), 'not-found')
})

t.test('it is on the record that a receipt came and that a purchase was reversed, and not why', async (t) => {
  const { journey, id } = await bought()
  const filed = await audited(service, () => fileHash(journey, id))
  const reversed = await audited(service, () => reverse(journey, id))
  t.match(filed, [{ type: 'purchase.receipt-filed', subject_id: id, actor_id: 'the-broker' }])
  t.same(filed[0]?.facts, { amountPence: 9_999 })
  t.match(reversed, [{ type: 'purchase.reversed', subject_id: id }])
  t.same(reversed[0]?.facts, { planLineId: journey.ids.planLineId, amountPence: 9_999, ownPence: 0 })
})
