import t from 'tap'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startScanner } from '../support/scanner.ts'
import { startService } from '../support/service.ts'
import { aPdf, attached, hashOf, saved, send } from './acts.ts'

const server = await startScanner(t)
const service = await startService(t, { scanner: server.scanner })
const scan = () => scanDocuments({ database: service.access, now: service.clock.now, documents: service.documents })
const days = async (many: number) => {
  for (let day = 0; day < many; day += 1) {
    service.clock.advance({ days: 1, minutes: 6 })
    await scan()
  }
}
const told = async (subjectId: string) =>
  (
    await service.database.sql<{ type: string }>(
      'select type from audit_entry where subject_id = $1 and type like any(array[$2, $3]) order by happened_at, audit_entry_id',
      [subjectId, '%.not-readable', '%.scan-ended'],
    )
  ).map(({ type }) => type)
const dueOf = async (id: string) =>
  (
    await service.database.sql<{ due: string }>(
      `select scan_due_at::text as due from document where document_id = (select document_id from attachment
        where attachment_id = $1)`,
      [id],
    )
  )[0]?.due

t.test('a scanner that stays away is waited for three days: then whoever sent the file is told, once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await server.stop()
  const bytes = aPdf()
  const { id } = await attached(journey.person, journey.ids.caseId, bytes)
  const read = async () => (await journey.person.get<object>(`/v1/attachments/${id}`)).ok
  await scan()
  await days(2)
  t.match(await read(), { file: { scan: 'waiting' } })
  t.same(await told(id), [])
  await days(1)
  t.match(await read(), { file: { scan: 'failed', scanSays: /could not check that this file is safe/ } })
  t.same(await told(id), ['attachment.not-readable'])
  await days(3)
  t.same(await told(id), ['attachment.not-readable'], 'once')
  await refused(t, service, () => journey.officer.get(`/v1/attachments/${id}/file`), 'file-not-readable')
  await server.start()
  await days(1)
  t.match(await read(), { file: { scan: 'clean', scanSays: null } }, 'and once the scanner is back it is there')
  t.same((await saved(service, journey.officer, `/v1/attachments/${id}/file`)).bytes, bytes)
})

t.test(
  'what could not be read is tried for a week, and then no more: the case tells it, and another copy can come',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = await attached(journey.person, journey.ids.caseId, aPdf('a file with a password'))
    const locked = aPdf('also a file with a password')
    const purchaseId = (await buy(journey)).ok.id
    await fileReceipt(journey, purchaseId, { documentHash: hashOf(locked) })
    const headers = { 'content-type': 'application/pdf' }
    void (
      await journey.broker.post<Purchase>(`/v1/purchases/${purchaseId}/receipt/file`, undefined, {
        raw: locked,
        headers,
      })
    ).ok
    await scan()
    t.same(await told(id), ['attachment.not-readable'])
    await days(6)
    t.not(await dueOf(id), 'infinity')
    t.same(await told(id), ['attachment.not-readable'])
    await days(2)
    t.equal(await dueOf(id), 'infinity', 'nobody tries it any more')
    t.same(await told(id), ['attachment.not-readable', 'attachment.scan-ended'])
    t.same(await told(purchaseId), ['file.not-readable', 'file.scan-ended'])
    await days(40)
    t.same(await told(id), ['attachment.not-readable', 'attachment.scan-ended'], 'once')
    t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, {
      file: { scan: 'failed', scanSays: /send it again/ },
    })
    const good = aPdf()
    t.match((await send(journey.person, id, good)).ok, { file: { scan: 'waiting' } })
    await scan()
    t.same((await saved(service, journey.officer, `/v1/attachments/${id}/file`)).bytes, good)
  },
)

t.test('what was given up while the scanner was away is asked again once it answers, for a week', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const bytes = aPdf()
  const { id } = await attached(journey.person, journey.ids.caseId, bytes)
  const { id: locked } = await attached(journey.person, journey.ids.caseId, aPdf('a file with a password'))
  await server.stop()
  await scan()
  await days(30)
  for (const one of [id, locked])
    t.same(await told(one), ['attachment.not-readable', 'attachment.scan-ended'], 'it is told once')
  await server.start()
  await days(1)
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'clean' } })
  t.same((await saved(service, journey.officer, `/v1/attachments/${id}/file`)).bytes, bytes)
  await days(6)
  t.not(await dueOf(locked), 'infinity', 'the week begins anew')
  t.equal((await told(locked)).length, 2)
  await days(2)
  t.equal(await dueOf(locked), 'infinity')
  t.equal((await told(locked)).length, 3)
})

t.test('what could not be checked can be sent again as it was', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const bytes = aPdf()
  const { id } = await attached(journey.person, journey.ids.caseId, bytes)
  const purchaseId = (await buy(journey)).ok.id
  const receipt = aPdf()
  await fileReceipt(journey, purchaseId, { documentHash: hashOf(receipt) })
  const file = { raw: receipt, headers: { 'content-type': 'application/pdf' } }
  const sendReceipt = () => journey.broker.post<Purchase>(`/v1/purchases/${purchaseId}/receipt/file`, undefined, file)
  void (await sendReceipt()).ok
  await server.stop()
  await scan()
  await days(4)
  await server.start()
  t.match((await send(journey.person, id, bytes)).ok, { sha256: hashOf(bytes), file: { scan: 'waiting' } })
  t.match((await sendReceipt()).ok, { receipt: { documentHash: hashOf(receipt), file: { scan: 'waiting' } } })
  await scan()
  t.same((await saved(service, journey.officer, `/v1/attachments/${id}/file`)).bytes, bytes)
})
