import t from 'tap'
import { declinedInterest, lodge } from '../appeals/acts.ts'
import { ask as askOffPlan, withRoom } from '../off-plan-requests/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { add, aPdf, attached, hashOf, listed, saved, send, takeBack } from './acts.ts'

const service = await startService(t)

t.test('201: the person hangs a file on their case, and it is given as it was sent, to be saved', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const bytes = aPdf()
  const added = await add(journey.person, journey.ids.caseId, bytes)
  t.equal(added.status, 201)
  t.match(added.ok, { kind: 'case', ofId: journey.ids.caseId, addedAs: 'person', file: null, withdrawn: null })
  t.equal((await journey.person.get(`/v1/attachments/${added.ok.id}/file`)).status, 404, 'until it is sent')
  const sent = await send(journey.person, added.ok.id, bytes)
  t.same(sent.ok.file, { mediaType: 'application/pdf', sizeBytes: bytes.length, scan: 'not-scanned', scanSays: null })
  t.same((await journey.officer.get(`/v1/attachments/${added.ok.id}`)).ok, sent.ok)
  t.same(await listed(journey.careCoordinator, journey.ids.caseId), [sent.ok])
  const path = `/v1/attachments/${added.ok.id}/file`
  const got = await saved(service, journey.officer, path)
  t.same(got.bytes, bytes)
  t.equal(got.headers.get('content-disposition'), `attachment; filename="attachment-${added.ok.id}.pdf"`)
  t.equal(got.headers.get('x-content-type-options'), 'nosniff')
  t.equal(got.headers.get('etag'), `"${hashOf(bytes)}"`)
  const held = await saved(service, journey.officer, path, { 'if-none-match': `"${hashOf(bytes)}"` })
  t.same([held.status, held.bytes.length], [304, 0], 'who has it is not sent it again')
  await service.app.readLog.flush()
  const reads = await service.database.sql<{ operation: string }>(
    `select operation from record_read where case_id = '${journey.ids.caseId}' and operation = 'getAttachmentFile'`,
  )
  t.ok(reads.length > 0, 'and that somebody looked at it is in the log of who looked')
})

t.test('it hangs on what there is on the case, and on nothing else', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const other = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  const [decision] = (await journey.officer.get<{ items: { id: string }[] }>(`/v1/cases/${caseId}/decisions`)).ok.items
  const on = { kind: 'decision', ofId: decision?.id }
  t.match((await add(journey.officer, caseId, aPdf(), on)).ok, { ...on, addedAs: 'commissioner-officer' })
  t.equal((await listed(journey.officer, caseId, `?ofId=${decision?.id}`)).length, 1)
  await refused(
    t,
    service,
    () => add(journey.person, caseId, aPdf(), on),
    'case-role-required',
    'a decision is not theirs',
  )
  for (const wrong of [
    { kind: 'decision', ofId: unknownId() },
    { kind: 'appeal', ofId: decision?.id },
    { kind: 'decision' },
    { kind: 'case', ofId: other.ids.caseId },
  ]) {
    const problem = await refused(t, service, () => add(journey.officer, caseId, aPdf(), wrong), 'request-invalid')
    t.match(problem.errors, [{ pointer: '/ofId' }], JSON.stringify(wrong))
  }
  await refused(
    t,
    service,
    () => add(other.officer, other.ids.caseId, aPdf(), on),
    'request-invalid',
    'of another case',
  )
})

t.test('whoever may see the thing sees what hangs on it, and nobody else', async (t) => {
  const room = await withRoom(service)
  const { caseId } = room.ids
  const ofCase = await attached(room.person, caseId)
  const request = (await askOffPlan(room)).ok
  const ofRequest = await attached(room.broker, caseId, aPdf(), { kind: 'off-plan-request', ofId: request.id })
  t.equal(ofRequest.addedAs, 'broker')
  const ids = async (client: typeof room.person) => (await listed(client, caseId)).map(({ id }) => id)
  t.same(await ids(room.person), [ofRequest.id, ofCase.id])
  t.same(await ids(room.broker), [ofRequest.id], 'a broker sees what is of the money, and not the person’s own')
  for (const path of [`/v1/attachments/${ofCase.id}`, `/v1/attachments/${ofCase.id}/file`])
    t.equal((await room.broker.get(path)).status, 404, path)
  await refused(t, service, () => add(room.broker, caseId, aPdf()), 'request-invalid', 'nor hangs anything there')
  await refused(t, service, () => takeBack(room.broker, ofCase.id), 'not-found')
  const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
  for (const client of [stranger, service.as(inTenant('QOP', 'commissioner-officer'))]) {
    t.equal((await client.get(`/v1/attachments/${ofCase.id}`)).status, 404)
    t.equal((await client.get(`/v1/cases/${caseId}/attachments`)).status, 404)
    await refused(t, service, () => add(client, caseId, aPdf()), 'not-found')
  }
  t.equal((await service.as('safeguarding-lead').get(`/v1/cases/${caseId}/attachments`)).status, 403)
})

t.test(
  'what the person gives as evidence opens to nobody who may not read their words, whatever it hangs on',
  async (t) => {
    const room = await withRoom(service)
    const { caseId } = room.ids
    const on = { kind: 'off-plan-request', ofId: (await askOffPlan(room)).ok.id }
    const theirs = await attached(room.person, caseId, aPdf(), on)
    const quote = await attached(room.broker, caseId, aPdf(), on)
    const ids = async (client: typeof room.person) => (await listed(client, caseId)).map(({ id }) => id)
    for (const client of [room.person, room.officer, room.careCoordinator])
      t.same(await ids(client), [quote.id, theirs.id])
    for (const client of [service.as('auditor'), room.broker]) {
      t.same(await ids(client), [quote.id], 'what a broker hung there is of the money')
      for (const path of [`/v1/attachments/${theirs.id}`, `/v1/attachments/${theirs.id}/file`])
        t.equal((await client.get(path)).status, 404, path)
      t.equal((await client.get(`/v1/attachments/${quote.id}`)).status, 200)
      const file = await saved(service, client, `/v1/attachments/${quote.id}/file`)
      t.equal(file.headers.get('cache-control'), 'no-store', 'and no browser keeps a file')
    }
    await refused(t, service, () => takeBack(room.broker, theirs.id), 'not-found')
  },
)

t.test('a file is the one that was named, by who named it, and of a type in which nothing runs', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  const bytes = aPdf()
  const { id } = (await add(journey.person, caseId, bytes)).ok
  t.equal((await send(journey.person, id, aPdf())).problem.code, 'document-differs')
  t.equal((await send(journey.officer, id, bytes)).problem.code, 'case-role-required')
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  for (const [raw, type, code] of [
    [page, 'application/pdf', 'file-type-differs'],
    [bytes, 'image/png', 'file-type-differs'],
    [page, 'text/html', 'media-type-unsupported'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 'media-type-unsupported'],
    [Buffer.from('PK\u0003\u0004'), 'application/vnd.ms-word.document.macroEnabled.12', 'media-type-unsupported'],
    [Buffer.alloc(0), 'application/pdf', 'file-type-differs'],
  ] as const)
    await refused(t, service, () => send(journey.person, id, raw, type), code, type)
  const large = Buffer.concat([bytes, Buffer.alloc(8 * 1024 * 1024)])
  await refused(t, service, () => send(journey.person, id, large), 'body-too-large')
  const sent = await send(journey.person, id, bytes, 'application/pdf', 'once')
  t.same((await send(journey.person, id, bytes, 'application/pdf', 'once')).ok, sent.ok, 'a repeated key sends once')
  t.equal((await send(journey.person, id, bytes)).problem.code, 'wrong-state', 'and once alone')
  t.ok((await attached(journey.person, caseId, bytes)).file, 'the same file can hang there twice')
})

t.test('who put a file there takes it back with the reason, and it goes from the store', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  const { id } = await attached(journey.person, caseId)
  await refused(t, service, () => takeBack(journey.careCoordinator, id), 'case-role-required')
  await refused(t, service, () => takeBack(journey.officer, id), 'case-role-required', 'nor an officer, for no reason')
  const [entry] = await audited(service, () => takeBack(journey.person, id, 'wrong-file', 'It is the wrong page'))
  t.match(entry, { type: 'attachment.withdrawn', facts: { because: 'wrong-file' } })
  t.notMatch(JSON.stringify(entry), /wrong page/, 'without their words')
  const { ok } = await journey.officer.get<{ title: string }>(`/v1/attachments/${id}`)
  t.match(ok, {
    title: 'Letter from my physiotherapist',
    withdrawn: { because: 'wrong-file', words: 'It is the wrong page' },
  })
  const gone = await refused(t, service, () => journey.person.get(`/v1/attachments/${id}/file`), 'file-removed')
  t.equal(gone.status, 410)
  await refused(t, service, () => takeBack(journey.person, id), 'wrong-state')
  service.clock.advance({ hours: 2 })
  const kept = `select from stored_document where stored_document_id = (select document_id from attachment where attachment_id = '${id}')`
  t.equal((await service.database.sql(kept)).length, 1)
  await service.documents.sweep()
  t.equal((await service.database.sql(kept)).length, 0, 'the store has it no more')
})

t.test('what was settled on stays; what is about somebody else goes, with its title', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  const path = `/v1/cases/${caseId}/person-requests`
  const question = { kind: 'question', words: 'When does it begin?' }
  const { id: ofId } = (await journey.person.post<{ id: string }>(path, question)).ok
  const { id } = await attached(journey.person, caseId, aPdf(), { kind: 'person-request', ofId })
  const answer = { outcome: 'answered', words: 'On Monday.' }
  t.equal((await journey.careCoordinator.post(`/v1/person-requests/${ofId}/answer`, answer)).status, 200)
  const on = { kind: 'person-request', ofId }
  await refused(t, service, () => add(journey.person, caseId, aPdf(), on), 'wrong-state', 'nothing is added to it')
  await refused(t, service, () => takeBack(journey.person, id), 'wrong-state')
  const brought = () => takeBack(journey.person, id, 'about-somebody-else')
  await refused(
    t,
    service,
    brought,
    'case-role-required',
    'what was looked at does not go by the word of who brought it',
  )
  const answered = await takeBack(journey.officer, id, 'about-somebody-else')
  t.match(answered.ok, { title: null, withdrawn: { because: 'about-somebody-else' } })
  t.match((await journey.person.get(`/v1/attachments/${id}`)).ok, { title: null })
  const rows = await service.database.sql<{ title: string }>(
    `select title from attachment where attachment_id = '${id}'`,
  )
  t.same(rows, [{ title: null }], 'nor is it kept')
})

t.test('there are at most fifty on one thing', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  const { id } = (await add(journey.person, caseId, aPdf())).ok
  await service.database.sql(
    `insert into attachment (commissioner_id, attachment_id, case_id, kind, of_id, title, sha256, added_by, added_by_name, added_as, added_at)
     select commissioner_id, gen_random_uuid(), case_id, kind, of_id, title, sha256, added_by, added_by_name, added_as, added_at
     from attachment, generate_series(1, 48) where attachment_id = '${id}'`,
  )
  const both = await Promise.all([1, 2].map(() => add(journey.person, caseId, aPdf())))
  t.same(both.map(({ status }) => status).sort(), [201, 409], 'the fiftieth, and no other beside it')
  await refused(t, service, () => add(journey.person, caseId, aPdf()), 'attachments-full')
})

t.test('on a case that has ended nothing more hangs, but on an open appeal', async (t) => {
  const { journey, decisionId } = await declinedInterest(service)
  const { caseId } = journey.ids
  await refused(t, service, () => add(journey.person, caseId, aPdf()), 'case-ended')
  const appeal = (await lodge(journey.person, decisionId)).ok
  const on = { kind: 'appeal', ofId: appeal.id }
  t.match(await attached(journey.person, caseId, aPdf(), on), { ...on, addedAs: 'person' })
  const reviewer = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))
  t.equal((await listed(reviewer, caseId, `?ofId=${appeal.id}`)).length, 1, 'who reviews it sees it')
  await journey.person.post(`/v1/appeals/${appeal.id}/withdrawal`)
  await refused(t, service, () => add(journey.person, caseId, aPdf(), on), 'wrong-state', 'once it is over')
})

t.test('400: an attachment is what the contract says', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  for (const more of [
    { title: '' },
    { title: '\u200b' },
    { title: 'x'.repeat(201) },
    { sha256: 'A'.repeat(64) },
    { kind: 'concern', ofId: unknownId() },
    { ofId: 'x' },
    { bytes: 'x' },
  ])
    await refused(
      t,
      service,
      () => add(journey.person, caseId, aPdf(), more),
      'request-invalid',
      JSON.stringify(more).slice(0, 40),
    )
  t.equal((await add(journey.person, caseId, aPdf(), { title: 'رسالة 🏥' })).ok.title, 'رسالة 🏥')
  t.notMatch(service.logLines.join('\n'), /physiotherapist|رسالة/, 'no title is in the log')
})
