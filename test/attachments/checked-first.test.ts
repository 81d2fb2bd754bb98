import { readdir } from 'node:fs/promises'
import t from 'tap'
import { buy, fileReceipt } from '../spending/acts.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { claim, decidedLate } from '../waiting-claims/acts.ts'
import { add, aPdf, attached, hashOf, send, takeBack } from './acts.ts'

const service = await startService(t)
/** What is in the store, and what is known of it. */
const stored = async () => {
  const files = (await readdir(service.documentsFolder, { recursive: true })).filter((path) => path.includes('/'))
  const rows = await service.database.sql('select 1 from stored_document')
  return { files: files.length, rows: rows.length }
}
const sendTo = (client: Client, path: string, raw: Buffer, type = 'application/pdf') =>
  client.post(path, undefined, { raw, headers: { 'content-type': type } })

t.test('what is refused is stored nowhere: not the file of an attachment', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId } = journey.ids
  const bytes = aPdf()
  const { id } = (await add(journey.person, caseId, bytes)).ok
  const back = (await add(journey.person, caseId, bytes)).ok.id
  void (await takeBack(journey.person, back)).ok
  const there = await attached(journey.person, caseId)
  const before = await stored()
  const other = await journeyTo(service, 'money-agreed')
  for (const [client, of, raw, code] of [
    [journey.person, id, aPdf(), 'document-differs'],
    [journey.careCoordinator, id, bytes, 'case-role-required'],
    [other.person, id, bytes, 'not-found'],
    [journey.person, back, bytes, 'wrong-state'],
    [journey.person, there.id, bytes, 'wrong-state'],
  ] as const)
    t.equal((await send(client, of, raw)).problem.code, code)
  t.equal((await send(journey.person, id, bytes, 'image/png')).problem.code, 'file-type-differs')
  t.equal((await send(journey.person, id, Buffer.from('<html>'))).problem.code, 'file-type-differs')
  t.equal((await send(journey.person, id, Buffer.alloc(8 * 1024 * 1024 + 1, bytes))).status, 413)
  t.same(await stored(), before)
})

t.test('nor a receipt, of a purchase or of a claim', async (t) => {
  const { journey, late } = await decidedLate(service)
  const bytes = aPdf()
  const of = (await claim(journey, { ...late, documentHash: hashOf(bytes), noReceiptBecause: null })).ok
  const claimed = `/v1/waiting-claims/${of.id}/file`
  const purchaseId = (await buy(journey)).ok.id
  const bought = `/v1/purchases/${purchaseId}/receipt/file`
  const before = await stored()
  t.equal((await sendTo(journey.broker, bought, bytes)).problem.code, 'wrong-state', 'the receipt is filed first')
  await fileReceipt(journey, purchaseId, { documentHash: hashOf(bytes) })
  t.equal((await sendTo(journey.broker, bought, aPdf())).problem.code, 'document-differs')
  t.equal((await sendTo(journey.person, claimed, aPdf())).problem.code, 'document-differs')
  t.equal((await sendTo(journey.broker, claimed, bytes)).problem.code, 'case-role-required')
  t.same(await stored(), before)
  t.equal((await sendTo(journey.broker, bought, bytes)).status, 201)
  t.equal((await sendTo(journey.person, claimed, bytes)).status, 201)
  t.equal((await sendTo(journey.broker, bought, bytes)).problem.code, 'receipt-held')
  t.equal((await sendTo(journey.person, claimed, bytes)).problem.code, 'receipt-held')
  t.same(await stored(), { files: before.files + 2, rows: before.rows + 2 })
})

t.test('the same key gets the same answer, and stores nothing twice', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const bytes = aPdf()
  const { id } = (await add(journey.person, journey.ids.caseId, bytes)).ok
  const first = await send(journey.person, id, bytes, 'application/pdf', 'once')
  const before = await stored()
  const again = await send(journey.person, id, bytes, 'application/pdf', 'once')
  t.equal(again.status, 201)
  t.same(again.ok, first.ok)
  t.equal((await send(journey.person, id, aPdf(), 'application/pdf', 'once')).problem.code, 'idempotency-key-reused')
  t.same(await stored(), before)
})
