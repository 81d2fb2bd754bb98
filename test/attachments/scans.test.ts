import { readdir } from 'node:fs/promises'
import t from 'tap'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { eicar, startScanner } from '../support/scanner.ts'
import { type Service, startService } from '../support/service.ts'
import { add, aPdf, attached, hashOf, saved, send } from './acts.ts'

const server = await startScanner(t)
const service = await startService(t, { scanner: server.scanner })
const scan = (of: Service = service) =>
  scanDocuments({ database: of.access, now: of.clock.now, documents: of.documents })
const inStore = async () =>
  (await readdir(service.documentsFolder, { recursive: true })).filter((path) => path.includes('/')).length
const fileOf = (id: string) => `/v1/attachments/${id}/file`

t.test('nobody gets a file before the scanner found it clean', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const bytes = aPdf()
  const { id, file } = await attached(journey.person, journey.ids.caseId, bytes)
  t.match(file, { scan: 'waiting', scanSays: /checking that this file is safe/ })
  for (const client of [journey.person, journey.officer])
    await refused(t, service, () => client.get(fileOf(id)), 'file-waits-for-scan')
  t.equal(await scan(), 1)
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'clean', scanSays: null } })
  t.same((await saved(service, journey.officer, fileOf(id))).bytes, bytes)
  t.equal(await scan(), 0, 'once is enough')
})

t.test('what is harmful is never given, goes from the store at once, and who sent it reads why', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const before = await inStore()
  const { id } = await attached(journey.person, journey.ids.caseId, aPdf(eicar))
  t.equal(await inStore(), before + 1)
  t.equal(await scan(), 1)
  t.equal(await inStore(), before, 'it is not in the store any more')
  const told = (await journey.person.get(`/v1/attachments/${id}`)).ok
  t.match(told, { file: { scan: 'infected', scanSays: /something harmful.*send another copy/i } })
  for (const client of [journey.person, journey.officer])
    await refused(t, service, () => client.get(fileOf(id)), 'file-removed')
  const { items } = (
    await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)
  ).ok
  t.equal(items[0]?.type, 'file.found-harmful', 'and the timeline has it')
  t.equal((await attached(journey.person, journey.ids.caseId)).file?.scan, 'waiting', 'another copy can be sent')
  await scan()
})

t.test('while the scanner is away files wait, and none is lost', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = await attached(journey.person, journey.ids.caseId)
  await server.stop()
  for (let times = 0; times < 30; times += 1) {
    t.equal(await scan(), 0)
    service.clock.advance({ hours: 1 })
  }
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'waiting' } }, 'however long it is')
  await server.start()
  t.equal(await scan(), 1)
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'clean' } })
})

t.test('a file that the scanner breaks over holds up no other, and is given up in the end', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  server.manner = 'hangs up'
  const { id } = await attached(journey.person, journey.ids.caseId)
  t.equal(await scan(), 0)
  server.manner = 'scans'
  const next = await attached(journey.person, journey.ids.caseId)
  t.equal(await scan(), 1, 'the one behind it is scanned')
  t.match((await journey.person.get(`/v1/attachments/${next.id}`)).ok, { file: { scan: 'clean' } })
  server.manner = 'says nothing'
  for (let times = 0; times < 14; times += 1) {
    service.clock.advance({ hours: 1 })
    t.equal(await scan(), 0)
  }
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'waiting' } })
  service.clock.advance({ hours: 1 })
  t.equal(await scan(), 1)
  server.manner = 'scans'
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, {
    file: { scan: 'failed', scanSays: /could not check/ },
  })
  await refused(t, service, () => journey.officer.get(fileOf(id)), 'file-not-readable')
})

t.test('a receipt goes through the same, and another copy takes the place of a harmful one', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = (await buy(journey)).ok
  const [bad, good] = [aPdf(eicar), aPdf()]
  const path = `/v1/purchases/${id}/receipt/file`
  const sendIt = (raw: Buffer) =>
    journey.broker.post<Purchase>(path, undefined, { raw, headers: { 'content-type': 'application/pdf' } })
  await fileReceipt(journey, id, { documentHash: hashOf(bad) })
  t.match((await sendIt(bad)).ok, { receipt: { file: { scan: 'waiting' } } })
  await refused(t, service, () => journey.officer.get(path), 'file-waits-for-scan')
  t.equal((await sendIt(good)).problem.code, 'receipt-held', 'while it is not known what the first is')
  await scan()
  await refused(t, service, () => journey.officer.get(path), 'file-removed')
  t.equal((await sendIt(bad)).problem.code, 'document-differs', 'not the same again')
  t.match((await sendIt(good)).ok, { receipt: { documentHash: hashOf(good), file: { scan: 'waiting' } } })
  await scan()
  t.same((await saved(service, journey.officer, path)).bytes, good)
})

t.test('two instances that scan at once keep one verdict', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = await attached(journey.person, journey.ids.caseId, aPdf(eicar))
  await Promise.all([scan(), scan()])
  const entries = await service.database.sql<{ type: string }>(
    `select type from audit_entry where case_id = '${journey.ids.caseId}' and type = 'file.found-harmful'`,
  )
  t.equal(entries.length, 1)
  await refused(t, service, () => journey.officer.get(fileOf(id)), 'file-removed')
})

t.test('what was sent before there was a scanner is scanned before anybody gets it again', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const bytes = aPdf()
  const { id } = (await add(journey.person, journey.ids.caseId, bytes)).ok
  await send(journey.person, id, bytes)
  await service.database.sql(`update document set scan = 'not-scanned' where scan = 'waiting'`)
  await refused(t, service, () => journey.officer.get(fileOf(id)), 'file-waits-for-scan')
  t.equal(await scan(), 1)
  t.equal((await saved(service, journey.officer, fileOf(id))).status, 200)
})
