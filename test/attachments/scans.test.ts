import { readdir, rename } from 'node:fs/promises'
import t from 'tap'
import { setScanned } from '../../src/documents/repository.ts'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { eicar, startScanner } from '../support/scanner.ts'
import { type Service, startService } from '../support/service.ts'
import { add, aPdf, attached, hashOf, saved, send, takeBack } from './acts.ts'

const server = await startScanner(t)
const service = await startService(t, { scanner: server.scanner })
const scan = (of: Service = service) =>
  scanDocuments({ database: of.access, now: of.clock.now, documents: of.documents })
const inStore = async () =>
  (await readdir(service.documentsFolder, { recursive: true })).filter((path) => path.includes('/')).length
const fileOf = (id: string) => `/v1/attachments/${id}/file`

t.test('nobody gets a file before the scanner found it clean', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
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
  const journey = await journeyTo(service, 'money-agreed')
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
  t.equal(items[0]?.type, 'attachment.found-harmful', 'and the timeline has it')
  t.equal((await attached(journey.person, journey.ids.caseId)).file?.scan, 'waiting', 'another copy can be sent')
  await scan()
})

t.test('while the scanner is away files wait, and none is lost', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
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
  const journey = await journeyTo(service, 'money-agreed')
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
  const journey = await journeyTo(service, 'money-agreed')
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
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await attached(journey.person, journey.ids.caseId, aPdf(eicar))
  await Promise.all([scan(), scan()])
  const entries = await service.database.sql<{ type: string }>(
    `select type from audit_entry where case_id = '${journey.ids.caseId}' and type = 'attachment.found-harmful'`,
  )
  t.equal(entries.length, 1)
  await refused(t, service, () => journey.officer.get(fileOf(id)), 'file-removed')
})

t.test('what was sent before there was a scanner is scanned before anybody gets it again', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const bytes = aPdf()
  const { id } = (await add(journey.person, journey.ids.caseId, bytes)).ok
  await send(journey.person, id, bytes)
  await service.database.sql(`update document set scan = 'not-scanned' where scan = 'waiting'`)
  await refused(t, service, () => journey.officer.get(fileOf(id)), 'file-waits-for-scan')
  t.equal(await scan(), 1)
  t.equal((await saved(service, journey.officer, fileOf(id))).status, 200)
})

t.test('that the store does not give a file, or what answers is not well, counts against no file', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await attached(journey.person, journey.ids.caseId)
  const [row] = await service.database.sql<{ name: string }>(
    `select commissioner_id || '/' || document_id as name from attachment where attachment_id = '${id}'`,
  )
  const file = `${service.documentsFolder}/${row?.name}`
  await rename(file, `${file}.away`)
  const next = await attached(journey.person, journey.ids.caseId)
  for (let times = 0; times < 20; times += 1) {
    await t.rejects(scan(), /does not give the document/, 'it is told')
    service.clock.advance({ hours: 1 })
  }
  t.match(
    (await journey.person.get(`/v1/attachments/${next.id}`)).ok,
    { file: { scan: 'clean' } },
    'the next is scanned',
  )
  await rename(`${file}.away`, file)
  server.manner = 'is not well'
  for (let times = 0; times < 20; times += 1) {
    t.equal(await scan(), 0)
    service.clock.advance({ hours: 1 })
  }
  server.manner = 'scans'
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'waiting' } })
  await scan()
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'clean' } })
})

t.test('what could not be read is tried again a day later, and another copy takes its place meanwhile', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId } = journey.ids
  const locked = aPdf('a file with a password')
  const { id } = await attached(journey.person, caseId, locked)
  await scan()
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { file: { scan: 'failed' } })
  const good = aPdf()
  t.match((await send(journey.person, id, good)).ok, { sha256: hashOf(good), file: { scan: 'waiting' } })
  const rows = await service.database.sql<{ hash: string }>(
    `select d.sha256 as hash from document d join attachment a on a.document_id = d.replaced_by where a.attachment_id = '${id}'`,
  )
  t.same(rows, [{ hash: hashOf(locked) }], 'what was there first stays known')
  await scan()
  t.same((await saved(service, journey.officer, fileOf(id))).bytes, good)
})

t.test('taken back, a file goes from the store with each of which it took the place', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.advance({ hours: 2 })
  await service.documents.sweep()
  const before = await inStore()
  const { id } = await attached(journey.person, journey.ids.caseId, aPdf('a file with a password'))
  await scan()
  void (await send(journey.person, id, aPdf('also a file with a password'))).ok
  await scan()
  void (await send(journey.person, id, aPdf())).ok
  await scan()
  t.equal(await inStore(), before + 3, 'another copy may be what it was: both stay known')
  void (await takeBack(journey.person, id)).ok
  service.clock.advance({ hours: 2 })
  await service.documents.sweep()
  t.equal(await inStore(), before)
})

t.test('no other copy comes once what it hangs on was settled, or the case has ended', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId } = journey.ids
  const path = `/v1/cases/${caseId}/person-requests`
  const question = { kind: 'question', words: 'When does it begin?' }
  const { id: ofId } = (await journey.person.post<{ id: string }>(path, question)).ok
  const on = { kind: 'person-request', ofId }
  const ofRequest = await attached(journey.person, caseId, aPdf(`${eicar} 1`), on)
  const ofCase = await attached(journey.person, caseId, aPdf(`${eicar} 2`))
  await scan()
  const answer = { outcome: 'answered', words: 'On Monday.' }
  t.equal((await journey.careCoordinator.post(`/v1/person-requests/${ofId}/answer`, answer)).status, 200)
  t.equal((await send(journey.person, ofRequest.id, aPdf())).problem.code, 'wrong-state')
  t.equal((await journey.person.post(`/v1/cases/${caseId}/withdrawal`, { words: null })).status, 200)
  t.equal((await send(journey.person, ofCase.id, aPdf())).problem.code, 'case-ended')
})

t.test('a legal hold keeps the bytes of what is taken back or harmful, until it is lifted', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { personId, caseId } = journey.ids
  const holds = `/v1/people/${personId}/legal-holds`
  const hold = (await journey.officer.post<{ id: string }>(holds, { reason: 'A claim before the court.' })).ok
  service.clock.advance({ hours: 2 })
  await service.documents.sweep()
  const before = await inStore()
  const back = await attached(journey.person, caseId)
  await attached(journey.person, caseId, aPdf(eicar))
  await scan()
  await takeBack(journey.person, back.id, 'about-somebody-else', 'It is of my neighbour')
  const told = (await journey.person.get<object>(`/v1/attachments/${back.id}`)).ok
  t.match(told, { title: null, file: { scanSays: null }, withdrawn: { words: null } }, 'without words on them')
  service.clock.advance({ hours: 2 })
  await service.documents.sweep()
  t.equal(await inStore(), before + 2)
  await refused(t, service, () => journey.person.get(fileOf(back.id)), 'file-removed')
  t.equal((await journey.officer.post(`/v1/legal-holds/${hold.id}/lifting`)).status, 200)
  await service.documents.sweep()
  t.equal(await inStore(), before)
})

t.test('harmful goes before clean, whichever comes first', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await attached(journey.person, journey.ids.caseId)
  const [row] = await service.database.sql<{ of: string; tenant: string }>(
    `select document_id as of, commissioner_id as tenant from attachment where attachment_id = '${id}'`,
  )
  const scope = { commissionerId: row?.tenant ?? '', actorId: 'system' }
  const at = { now: new Date(), again: new Date() }
  const say = (verdict: 'clean' | 'infected') =>
    service.access.write(scope, (tx) => setScanned(tx, scope, row?.of ?? '', verdict, at))
  t.equal(await say('clean'), journey.ids.caseId)
  t.equal(await say('infected'), journey.ids.caseId)
  t.equal(await say('clean'), undefined)
  await refused(t, service, () => journey.officer.get(fileOf(id)), 'file-removed')
})
