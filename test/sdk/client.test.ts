import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import {
  type ClientOptions,
  createClient,
  etagOf,
  follow,
  isProblem,
  items,
  NoAnswerError,
  NoTokenError,
  requestIdOf,
  UnexpectedAnswerError,
  wasReplayed,
} from '../../sdk/typescript/src/index.ts'
import { aPersonLine, toNdjson } from '../bulk-imports/acts.ts'
import { aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aDocument, aReceipt } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { sdkOf } from './acts.ts'
import { faultyLineTo } from './faulty-line.ts'

const service = await startService(t)
const line = await faultyLineTo(t, service.baseUrl)
const clientOf = (more: Partial<ClientOptions> = {}) =>
  createClient({
    baseUrl: line.url,
    token: () => service.tokenFor('care-coordinator'),
    patience: { firstWaitMs: 10, longestWaitMs: 50 },
    ...more,
  })
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
const came = async (work: () => Promise<unknown>) => {
  const from = line.came.length
  await work()
  return line.came.slice(from)
}
const people = async () => (await service.database.sql<{ n: number }>('select count(*)::int as n from person'))[0]?.n

t.test('an answer that is lost: the request is sent again under its key, and done once', async (t) => {
  const before = Number(await people())
  line.next('answer-lost', 'answer-lost')
  const requests = await came(async () => {
    const person = await clientOf().registerPerson({ body: aPerson() })
    t.equal(wasReplayed(person), true)
  })
  t.equal(requests.length, 3)
  t.equal(new Set(requests.map(({ key }) => key)).size, 1, 'one key for one request')
  t.equal(await people(), before + 1)
  const [first, second] = [
    await clientOf().registerPerson({ body: aPerson() }),
    await clientOf().registerPerson({ body: aPerson() }),
  ]
  t.not(first.id, second.id, 'each call has a key of its own')
  const options = { idempotencyKey: 'the-same-import-line' }
  const body = aPerson()
  const again = [await clientOf().registerPerson({ body }, options), await clientOf().registerPerson({ body }, options)]
  t.equal(again[0]?.id, again[1]?.id, 'but for a key that the caller gives')
})

t.test('what has no key is not sent again once it may have been done', async (t) => {
  const person = await clientOf().registerPerson({ body: aPerson() })
  const read = await clientOf().getPerson({ personId: person.id })
  const change = () => clientOf().changePerson({ personId: person.id, ifMatch: read, body: { language: 'pl' } })
  line.next('answer-lost')
  const requests = await came(async () => t.ok((await thrownBy(change())) instanceof NoAnswerError))
  t.equal(requests.length, 1)
  t.equal((await clientOf().getPerson({ personId: person.id })).language, 'pl')
  const stale = await thrownBy(change())
  t.ok(isProblem(stale, 'precondition-failed') && stale.status === 412 && stale.requestId)
  t.notOk(isProblem(stale, 'not-found'))
  const none = clientOf().changePerson({ personId: person.id, ifMatch: {}, body: {} })
  t.match(await thrownBy(none), { message: /ifMatch has no ETag/ })
})

t.test('a service that is too busy is left alone for as long as it says', async (t) => {
  line.next({ status: 503, retryAfter: '1' })
  const [first, second] = await came(() => clientOf().listSchemes())
  t.ok((second?.at ?? 0) - (first?.at ?? 0) >= 1_000)
  line.next({ status: 429, retryAfter: '3600' })
  const requests = await came(async () =>
    t.ok((await thrownBy(clientOf().listSchemes())) instanceof UnexpectedAnswerError),
  )
  t.equal(requests.length, 1, 'longer than the call may take')
  line.next(...Array.from({ length: 5 }, () => ({ status: 502 })))
  const all = await came(async () => t.match(await thrownBy(clientOf().listSchemes()), { status: 502 }))
  t.equal(all.length, 5, 'the first and four more')
  line.next({ status: 500 })
  t.equal((await came(async () => t.match(await thrownBy(clientOf().listSchemes()), { status: 500 }))).length, 1)
})

t.test('a call ends in its time, and when its caller ends it', async (t) => {
  line.next('silent')
  t.match(await thrownBy(clientOf().listSchemes({}, { timeoutMs: 200 })), { message: /not answered in time/ })
  line.next('silent')
  const controller = new AbortController()
  const asked = line.came.length
  const call = thrownBy(clientOf().listSchemes({}, { signal: controller.signal }))
  while (line.came.length === asked) await setTimeout(1)
  controller.abort(new Error('the page was closed'))
  t.match(await call, { message: 'the page was closed' })
})

t.test('a token is kept, renewed before it ends, and once where it is refused', async (t) => {
  let given = 0
  const counted = (token: () => Promise<string>) => async () => {
    given += 1
    return { token: await token(), expiresAt: new Date(Date.now() + 3_600_000) }
  }
  const good = () => service.tokenFor('care-coordinator')
  const client = clientOf({ token: counted(good) })
  await Promise.all([client.listSchemes(), client.listSchemes(), client.listCases()])
  await client.listSchemes()
  t.equal(given, 1)

  given = 0
  const over = () => service.tokenFor('care-coordinator', { exp: 1_600_000_000, iat: 1_599_990_000 })
  const renewed = clientOf({ token: counted(() => (given === 1 ? over() : good())) })
  const requests = await came(() => renewed.listSchemes())
  t.equal(requests.length, 2)
  t.not(requests[0]?.token, requests[1]?.token)
  t.match(await thrownBy(clientOf({ token: over }).listSchemes()), { status: 401 }, 'asked for once, and then said')
  t.match(await thrownBy(clientOf({ token: await over() }).listSchemes()), { status: 401 })
})

t.test('lists go on over their pages; files and texts come as what they are', async (t) => {
  const schemes: string[] = []
  const requests = await came(async () => {
    for await (const { code } of items(clientOf().listSchemes, { limit: 3 })) schemes.push(code)
  })
  t.equal(schemes.length, new Set(schemes).size)
  t.equal(requests.length, Math.ceil(schemes.length / 3))

  const { ids } = await journeyTo(service, 'purchase-made')
  const broker = sdkOf(service, 'broker')
  const receipt = new Blob([aDocument.bytes], { type: 'application/pdf' })
  const { purchaseId } = ids
  await broker.fileReceipt({ purchaseId, body: aReceipt({ documentHash: aDocument.sha256 }) })
  const purchase = await broker.sendReceiptFile({ purchaseId, body: receipt })
  t.ok(requestIdOf(purchase))
  const file = await broker.getReceiptFile({ purchaseId })
  t.same(Buffer.from(await file.arrayBuffer()), aDocument.bytes)
  t.match(await broker.getStatementFile({ caseId: ids.caseId }), /drum/i)
  t.match(etagOf(await broker.getSupportPlan({ supportPlanId: ids.supportPlanId })), /^"\d+"$/)
})

t.test('lines go as a string or a file, and what can be too long to be held comes as a stream', async (t) => {
  const system = sdkOf(service, 'machine')
  const bring = (body: string | Blob) => system.startBulkImport({ kind: 'people', body })
  const { id } = await bring(toNdjson([aPersonLine()]))
  await doOnce(service, 'bulk-imports')
  t.match(await system.getBulkImport({ bulkImportId: id }), { status: 'completed', made: 1 })
  const { identifier, ...others } = aPersonLine()
  const columns = { 'identifier.system': identifier.system, 'identifier.value': identifier.value, ...others }
  const rows = [Object.keys(columns), Object.values(columns)].map((row) => row.map((cell) => `"${cell ?? ''}"`).join())
  t.ok((await bring(new Blob([rows.join('\r\n')], { type: 'text/csv' }))).id)
  await doOnce(service, 'bulk-imports')

  const officer = sdkOf(service, 'commissioner-officer')
  for (const [format, kind] of [
    ['ndjson', null],
    ['csv', 'person'],
  ] as const) {
    const asked = await officer.askForExport({ body: { kind, format, because: 'We move to another system.' } })
    const file = await officer.getExportFile({ recordsExportId: asked.id }, { timeoutMs: 20_000 })
    t.ok(requestIdOf(file))
    const text = await new Response(file).text()
    t.match(text.trimEnd().split('\n').at(-1), format === 'csv' ? /^"?end/ : /"end":true/)
  }
})

t.test('a feed is followed until it is ended; the client for lists does not take it', async (t) => {
  // @ts-expect-error A feed has no last page.
  t.equal(typeof items(clientOf().listEvents), 'object')
  const client = clientOf({ token: () => service.tokenFor('commissioner-officer') })
  const controller = new AbortController()
  const options = { signal: controller.signal }
  let cursor: string | undefined
  const known: number[] = []
  const follows = (async () => {
    for await (const page of follow(client.listEvents, { limit: 5 }, options)) {
      known.push(...page.items.map(({ sequence }) => sequence))
      cursor = page.nextCursor
    }
  })()
  const ended = thrownBy(follows)
  await service.seal()
  const last = async () =>
    (await service.database.sql<{ n: number }>('select max(sequence)::int as n from audit_seal'))[0]?.n
  while (known.at(-1) !== (await last())) await setTimeout(20)
  const before = known.length
  const asked = line.came.length
  await setTimeout(300)
  t.ok(line.came.length - asked <= 1, 'an answer is held back while there is nothing to tell')
  await clientOf().registerPerson({ body: aPerson() })
  await service.seal()
  while (known.length === before) await setTimeout(20)
  t.same(
    known,
    [...new Set(known)].sort((one, other) => one - other),
    'each once, in order',
  )
  controller.abort(new Error('enough'))
  t.match(await ended, { message: 'enough' })
  const [next] = await Promise.all([
    follow(client.listEvents, cursor === undefined ? {} : { cursor }).next(),
    (async () => {
      await clientOf().registerPerson({ body: aPerson() })
      await service.seal()
    })(),
  ])
  t.ok(
    next.value?.items.every(({ sequence }) => sequence > (known.at(-1) ?? 0)),
    'it goes on where it was',
  )
})

t.test('a feed is followed over a time without the service, and what does not pass ends it', async (t) => {
  const away = await faultyLineTo(t, service.baseUrl)
  const client = clientOf({ baseUrl: away.url, token: () => service.tokenFor('commissioner-officer') })
  const controller = new AbortController()
  const pages = follow(client.listEvents, {}, { signal: controller.signal })
  const register = async () => {
    await clientOf().registerPerson({ body: aPerson() })
    await service.seal()
  }
  await register()
  const { value: first } = await pages.next()
  t.ok(first)
  await away.goesAway()
  await register()
  const next = pages.next()
  const came = away.came.length
  // Longer than all tries of a call take.
  await setTimeout(1_500)
  t.equal(await Promise.race([next.then(() => 'over'), setTimeout(10, 'it waits')]), 'it waits')
  t.equal(away.came.length, came, 'nobody is there')
  away.next(...Array.from({ length: 5 }, () => ({ status: 503 })), { status: 429, retryAfter: '1' })
  await away.comesBack()
  const { value: second } = await next
  const last = first?.items.at(-1)?.sequence ?? 0
  t.ok((second?.items[0]?.sequence ?? 0) > last, 'it goes on where it was')
  for (const status of [401, 403, 410]) {
    away.next({ status })
    const thrown = await thrownBy(follow(client.listEvents, {}, { signal: controller.signal }).next())
    t.match(thrown, { name: 'UnexpectedAnswerError', status }, `${status}`)
  }
  const refused = clientOf({ baseUrl: away.url, token: () => Promise.reject(new Error('no such client')) })
  t.match(await thrownBy(follow(refused.listEvents).next()), { name: 'NoTokenError' })
  await away.goesAway()
  const waits = thrownBy(pages.next())
  await setTimeout(500)
  controller.abort(new Error('enough'))
  t.match(await waits, { message: 'enough' }, 'a pause ends with the signal')
  await away.comesBack()
})

t.test('a token that does not come ends the call in its time, and is asked for again by the next', async (t) => {
  let asked = 0
  const token = () => {
    asked += 1
    return new Promise<string>(() => {})
  }
  const client = clientOf({ token })
  const begun = performance.now()
  t.ok((await thrownBy(client.listSchemes({}, { timeoutMs: 100 }))) instanceof NoTokenError)
  t.ok(performance.now() - begun < 5_000)
  const controller = new AbortController()
  const call = thrownBy(client.listSchemes({}, { signal: controller.signal }))
  controller.abort(new Error('the page was closed'))
  t.match(await call, { message: 'the page was closed' })
  t.equal(asked, 1, 'whoever waits, waits for the same one')
  const refuses = clientOf({ token: () => Promise.reject(new Error('no issuer')) })
  t.match(await thrownBy(refuses.listSchemes()), { name: 'NoTokenError', cause: { message: 'no issuer' } })
})
