import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import t from 'tap'
import { diskStore } from '../../src/platform/documents/disk-store.ts'
import { Documents } from '../../src/platform/documents/documents.ts'
import type { DocumentStore } from '../../src/platform/documents/store.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { buy, fileReceipt, reverse } from './acts.ts'

const service = await startService(t)

const pdf = Buffer.concat([
  Buffer.from('%PDF-1.7\n'),
  Buffer.from([0, 255, 128, 13, 10]),
  Buffer.alloc(9_000, 'receipt'),
])
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const send = (client: Client, id: string, raw: Buffer, type = 'application/pdf', key?: string) =>
  client.post<Purchase>(`/v1/purchases/${id}/receipt/file`, undefined, {
    raw,
    headers: { 'content-type': type },
    ...(key && { key }),
  })

async function filed(bytes = pdf) {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey)).ok
  await fileReceipt(journey, id, { documentHash: hashOf(bytes) })
  return { journey, id }
}

const saved = async (who: Parameters<typeof service.tokenFor>[0], id: string) =>
  fetch(`${service.baseUrl}/v1/purchases/${id}/receipt/file`, {
    headers: { authorization: `Bearer ${await service.tokenFor(who)}` },
  })
/** What lies in the store. */
const inStore = async () =>
  (await readdir(service.documentsFolder, { recursive: true })).filter((path) => path.includes('/'))

t.test('201: the document of a receipt is sent as it is, and given as it was sent, to be saved', async (t) => {
  const { journey, id } = await filed()
  const answer = await send(journey.broker, id, pdf)
  t.equal(answer.status, 201)
  t.same(answer.ok.receipt?.file, {
    mediaType: 'application/pdf',
    sizeBytes: pdf.length,
    scan: 'not-scanned',
    scanSays: null,
    refusedAt: null,
  })
  t.same((await journey.person.get(`/v1/purchases/${id}`)).ok, answer.ok)
  const { actor } = journey.person
  if (!actor) throw new Error('the person signs in')
  const got = await saved(actor, id)
  t.equal(got.status, 200)
  t.same(Buffer.from(await got.arrayBuffer()), pdf)
  t.equal(got.headers.get('content-type'), 'application/pdf')
  t.equal(got.headers.get('x-content-type-options'), 'nosniff')
  t.equal(got.headers.get('content-disposition'), `attachment; filename="receipt-${answer.ok.receipt?.id}.pdf"`)
  t.equal((await service.as('privacy-officer').get(`/v1/purchases/${id}/receipt/file`)).status, 403)
  t.ok(
    (await inStore()).every((path) => /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(path)),
    'the store has no names',
  )
})

t.test('404: a receipt whose document was not sent has none, nor has what one may not see', async (t) => {
  const { journey, id } = await filed()
  t.equal((await journey.person.get(`/v1/purchases/${id}/receipt/file`)).status, 404)
  const another = await journeyTo(service, 'money-agreed')
  t.equal((await another.person.get(`/v1/purchases/${id}/receipt/file`)).status, 404)
  const before = (await inStore()).length
  await refused(t, service, () => send(another.person, id, pdf), 'not-found')
  t.equal((await inStore()).length, before, 'and nothing of theirs is put into the store')
})

t.test('415: a file is what it says, by what it begins with, and of a type that is taken', async (t) => {
  const { journey, id } = await filed()
  await refused(t, service, () => send(journey.broker, id, png), 'file-type-differs')
  await refused(
    t,
    service,
    () => send(journey.broker, id, Buffer.from('<script>alert(1)</script>')),
    'file-type-differs',
  )
  const mark = Buffer.from([0xff, 0xd8, 0xff])
  await refused(
    t,
    service,
    () => send(journey.broker, id, mark, 'image/jpeg'),
    'file-type-differs',
    'there is nothing in it',
  )
  await refused(t, service, () => send(journey.broker, id, pdf, 'image/svg+xml'), 'media-type-unsupported')
  await refused(
    t,
    service,
    () => send(journey.broker, id, Buffer.from('{}'), 'application/json'),
    'media-type-unsupported',
  )
  const asReceipt = { raw: pdf, headers: { 'content-type': 'application/pdf' } }
  await refused(
    t,
    service,
    () => journey.broker.post(`/v1/purchases/${id}/receipt`, undefined, asReceipt),
    'media-type-unsupported',
  )
})

t.test('413: a file has a limit', async (t) => {
  const { journey, id } = await filed()
  await refused(
    t,
    service,
    () => send(journey.broker, id, Buffer.alloc(8 * 1024 * 1024 + 1, '%PDF-1.7 ')),
    'body-too-large',
  )
})

t.test('422: the document is the one whose hash was filed; 409: it comes after the receipt, and once', async (t) => {
  const { journey, id } = await filed(png)
  t.equal((await send(journey.broker, id, pdf)).problem.code, 'document-differs')
  t.equal((await send(journey.broker, id, png, 'image/png', 'one')).status, 201)
  t.equal((await send(journey.broker, id, png, 'image/png', 'one')).status, 201, 'a repeated key gets its answer again')
  t.equal((await send(journey.broker, id, png, 'image/png')).problem.code, 'receipt-held')
  const { id: other } = (await buy(journey)).ok
  t.equal((await send(journey.broker, other, pdf)).problem.code, 'wrong-state')
  await reverse(journey, other)
  t.equal((await send(journey.broker, other, pdf)).problem.code, 'purchase-reversed')
})

t.test('what a crash or a removal leaves in the store is swept, and what is kept stays', async (t) => {
  const { journey, id } = await filed()
  await send(journey.broker, id, pdf)
  const { documents } = service
  await documents.sweep()
  service.clock.advance({ hours: 2 })
  await documents.sweep()
  const kept = await inStore()
  t.equal((await saved('commissioner-officer', id)).status, 200)

  // Sent again and refused, which leaves nothing; and a process that dies before the row comes.
  t.equal((await send(journey.broker, id, pdf)).problem.code, 'receipt-held')
  const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'broker' }
  await documents.put(scope, pdf)
  const failing: DocumentStore = { ...diskStore(service.documentsFolder), put: () => Promise.reject(new Error('full')) }
  await t.rejects(new Documents({ database: service.access, store: failing, now: service.clock.now }).put(scope, pdf))
  t.equal((await inStore()).length, kept.length + 1)
  t.equal(await documents.sweep(), 0, 'what may be on its way is left alone')
  service.clock.advance({ hours: 2 })
  t.equal(await documents.sweep(), 2)
  t.same(await inStore(), kept)

  // Retention removes rows of the case, and nothing else is known of the file then.
  await service.database.sql('delete from receipt where purchase_id = $1', [id])
  await service.database.sql('delete from document where case_id = $1', [journey.ids.caseId])
  t.equal(await documents.sweep(), 1)
  t.equal((await inStore()).length, kept.length - 1)
  service.clock.set('2026-11-24T09:30:00Z')
})
