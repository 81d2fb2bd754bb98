import { get as httpGet } from 'node:http'
import t from 'tap'
import { exportedKinds, isOfPeople, notExported, toldInExports } from '../../src/exports/kinds.ts'
import { opens } from '../../src/rules/access/opens.ts'
import { fromCsv } from '../../src/shared/csv.ts'
import { kept } from '../../src/subject-access/kept.ts'
import { attached } from '../attachments/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { listenToBatches } from '../support/spy.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const because = 'We move to another system.'
let keys = 0
const ask = (client: Client, more: object = {}) => {
  keys += 1
  return client.post<{ id: string }>(
    '/v1/exports',
    { kind: null, format: 'ndjson', because, ...more },
    { key: `export-${keys}` },
  )
}

async function open(client: Client, id: string) {
  if (!client.actor) throw new Error('somebody signs in')
  const authorization = `Bearer ${await service.tokenFor(client.actor)}`
  return fetch(`${service.baseUrl}/v1/exports/${id}/file`, { headers: { authorization } })
}
async function taken(more: object = {}, client = officer) {
  const answer = await open(client, (await ask(client, more)).ok.id)
  return { answer, text: await answer.text() }
}
interface Line {
  readonly kind?: string
  readonly record?: Record<string, unknown>
  readonly end?: true
  readonly rows?: number
  readonly counts?: Record<string, number>
  readonly restrictedRecords?: number
}
const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

t.test('everything of the commissioner is in it, nothing of another, and the last line says how much', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const elsewhere = service.as(inTenant('QOP', 'care-coordinator'))
  const other = (await elsewhere.post<{ id: string }>('/v1/people', aPerson({ familyName: 'Elsewhere' }))).ok
  const file = await attached(journey.person, journey.ids.caseId)
  const { answer, text } = await taken()
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('content-type'), 'application/x-ndjson; charset=utf-8')
  t.equal(answer.headers.get('content-disposition'), 'attachment; filename="everything.ndjson"')
  const lines = linesOf(text)
  t.match(lines[0], { begin: true, at: '2026-11-24T09:30:00.000Z' })
  const last = lines.at(-1)
  t.equal(last?.end, true)
  t.equal(last?.rows, lines.length - 2)
  t.equal(last?.restrictedRecords, 0)
  const tenant = (
    await service.database.sql<{ id: string }>("select commissioner_id as id from commissioner where code = 'QYG'")
  )[0]?.id
  for (const { kind, table } of exportedKinds) {
    const [row] = await service.database.sql<{ n: number }>(
      `select count(*)::int as n from ${table} where commissioner_id = '${tenant}'`,
    )
    t.equal(last?.counts?.[kind], row?.n, `every ${kind}`)
    t.equal(lines.filter((line) => line.kind === kind).length, row?.n)
  }
  t.match(
    lines.find(({ kind, record }) => kind === 'attachment' && record?.attachment_id === file.id),
    { record: { title: file.title, sha256: file.sha256 } },
    'what hangs on a case, as far as it is written down',
  )
  t.notMatch(text, new RegExp(`${other.id}|Elsewhere`), 'nobody of another tenant')
})

t.test('the walls hold: no concern, no safe contact, no secret, and no restricted record', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { personId, caseId } = journey.ids
  t.match((await taken()).text, new RegExp(personId))
  await service.as('privacy-officer').post(`/v1/people/${personId}/restriction`, { reason: 'They know the officer.' })
  const { text } = await taken()
  t.equal(linesOf(text).at(-1)?.restrictedRecords, 1, 'how many, and no more')
  for (const id of [personId, caseId, journey.ids.supportPlanId, journey.ids.planLineId])
    t.notMatch(text, new RegExp(id ?? 'none'), 'nothing of who is restricted')
  for (const table of Object.keys(notExported))
    t.notOk(
      linesOf(text).some(({ kind }) => kind === table.replaceAll('_', '-')),
      table,
    )
  const columns = await service.database.sql<{ of: string; name: string }>(
    "select attrelid::regclass::text as of, attname as name from pg_attribute where attnum > 0 and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')",
  )
  const out = columns.filter(({ of, name }) =>
    exportedKinds.some((one) => one.table === of && !one.without.includes(name)),
  )
  t.ok(out.length > 500)
  t.same(
    out
      .filter(({ name }) =>
        /sealed|fingerprint|key_id|secret|token|session|account_number|sort_code|locator/.test(name),
      )
      .filter(({ of }) => of !== 'course_session' && of !== 'course_enrolment'),
    [],
    'no column of a kind holds what is sealed or what one signs in with',
  )
  for (const of of exportedKinds.filter(isOfPeople)) {
    const entry = kept[of.table as keyof typeof kept]
    t.ok('view' in entry && opens('commissioner', entry.view) && !entry.personAlone, `an officer may read ${of.kind}`)
    if (!('view' in entry)) continue
    const told = toldInExports[of.table as keyof typeof kept] ?? {}
    for (const column of Object.keys(entry.without ?? {}))
      t.not(of.without.includes(column), column in told, `${of.kind}.${column} is left out, or named with its reason`)
  }
})

t.test('it is a look at everybody, and the auditors are told', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  let id = ''
  const entries = await audited(service, async () => {
    id = (await ask(officer, { kind: 'purchase', format: 'csv' })).ok.id
  })
  t.match(entries, [{ type: 'records.export-asked', facts: { kind: 'purchase', format: 'csv' } }])
  t.notMatch(JSON.stringify(entries), /another system/, 'without the words')
  const { items } = (await service.as('auditor').get<{ items: object[] }>('/v1/exports')).ok
  t.match(items[0], { id, because, kind: 'purchase' }, 'who sees who asked, and why')
  const before = await looksAt(journey.ids.personId)
  await (await open(officer, id)).text()
  t.equal(await looksAt(journey.ids.personId), before + 1)
  const path = `/v1/people/${journey.ids.personId}/reads?limit=100`
  const { items: reads } = (await journey.person.get<{ items: { operation: string }[] }>(path)).ok
  t.match(
    reads.filter(({ operation }) => operation === 'getExportFile'),
    [{ actorId: officer.actor?.sub, ground: 'commissioner', caseId: null }],
    'which the person reads',
  )
  await (await open(officer, (await ask(officer, { kind: 'scheme', format: 'csv' })).ok.id)).text()
  t.equal(await looksAt(journey.ids.personId), before + 1, 'what is about nobody is a look at nobody')
})
const looksAt = async (personId: string) => {
  const [row] = await service.database.sql<{ n: number }>(
    `select count(*)::int as n from record_read where person_id = '${personId}' and operation = 'getExportFile'`,
  )
  return row?.n ?? 0
}

t.test('CSV has the columns, no formula that would run, and an end', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await attached(journey.person, journey.ids.caseId, undefined, { title: '=HYPERLINK("http://x","y")' })
  const { answer, text } = await taken({ kind: 'attachment', format: 'csv' })
  t.equal(answer.headers.get('content-disposition'), 'attachment; filename="attachment.csv"')
  t.notMatch(text, /(^|,|")=HYPERLINK/, 'it is marked as text')
  const rows = fromCsv(text) ?? []
  const [head = []] = rows
  t.equal(head[0]?.replace('\uFEFF', ''), 'kind')
  t.notOk(head.includes('commissioner_id'))
  t.ok(rows.slice(1, -1).every((row) => row.length === head.length && row[0] === 'attachment'))
  t.same(rows.at(-1), ['end', String(rows.length - 2)])
  t.ok(rows.some((row) => row[head.indexOf('title')]?.startsWith("'=HYPERLINK")))
  const problem = await refused(t, service, () => ask(officer, { format: 'csv' }), 'request-invalid')
  t.match(problem.errors, [{ pointer: '/kind' }])
})

t.test('403, 404, 409: by an officer who asked, within the hour', async (t) => {
  const { id } = (await ask(officer)).ok
  for (const who of [
    'auditor',
    'care-coordinator',
    'team-manager',
    'machine',
    'privacy-officer',
    'finance-officer',
  ] as const)
    await refused(t, service, () => ask(service.as(who)), 'permission-missing', who)
  for (const client of [
    service.as(anActor('commissioner-officer', { sub: 'another-officer' })),
    service.as(inTenant('QOP', 'commissioner-officer')),
  ])
    t.equal((await open(client, id)).status, 404)
  service.clock.advance({ minutes: 61 })
  t.equal((await open(officer, id)).status, 409)
  service.clock.set('2026-11-24T09:30:00Z')
  await refused(t, service, () => ask(officer, { kind: 'concern' }), 'request-invalid')
})

t.test(
  'fifty thousand rows flow as they are read; who stops reading holds a few, and a cut answer has no end',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    await attached(journey.person, journey.ids.caseId)
    await service.database.sql(
      `insert into attachment (commissioner_id, attachment_id, case_id, kind, of_id, title, sha256, added_by, added_by_name, added_as, added_at)
     select commissioner_id, gen_random_uuid(), case_id, kind, of_id, repeat('long ', 40), sha256, added_by, added_by_name, added_as, added_at
     from (select * from attachment where case_id = '${journey.ids.caseId}' limit 1) a, generate_series(1, 50000)`,
    )
    let fetches = 0
    const quiet = listenToBatches((statements) => {
      fetches += statements.filter(({ text }) => text.startsWith('fetch')).length
    })
    t.teardown(quiet)
    const wanted = { kind: 'attachment', format: 'ndjson' }
    const { id } = (await ask(officer, wanted)).ok
    const token = await service.tokenFor('commissioner-officer')
    const cut = await new Promise<string>((resolve, reject) => {
      const request = httpGet(
        `${service.baseUrl}/v1/exports/${id}/file`,
        { headers: { authorization: `Bearer ${token}` } },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.once('data', async (chunk: string) => {
            text += chunk
            answer.pause()
            // Until nothing moves any more: what the sockets hold between the two is full.
            for (let [last, same] = [-1, 0]; same < 5; ) {
              await new Promise((wait) => setTimeout(wait, 100))
              same = fetches === last ? same + 1 : 0
              last = fetches
            }
            t.ok(fetches < 80, `${fetches} of more than a hundred fetches were made for a reader who stopped`)
            t.equal((await open(officer, id)).status, 409, 'and one export is read at a time')
            request.destroy()
            resolve(text)
          })
        },
      )
      request.on('error', reject)
    })
    t.notMatch(cut, /"end":true/)
    // The connection is given back: the next has it.
    let answer = await open(officer, id)
    for (let tries = 0; tries < 50 && answer.status === 409; tries += 1) {
      await new Promise((wait) => setTimeout(wait, 100))
      answer = await open(officer, id)
    }
    const lines = linesOf(await answer.text())
    t.equal(lines.at(-1)?.rows, lines.length - 2)
    t.ok(lines.length > 50_000)
  },
)

t.test('what is planted in each table and column that stays here is nowhere in an export', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await service.as('care-coordinator').get(`/v1/cases/${journey.ids.caseId}`)
  await service.app.readLog.flush()
  const columns = await service.database.sql<{ of: string; name: string }>(
    `select table_name as of, column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and is_generated = 'NEVER'`,
  )
  const staysHere = columns.filter(
    ({ of, name }) => of in notExported || exportedKinds.some((one) => one.table === of && one.without.includes(name)),
  )
  const planted: string[] = []
  for (const { of, name } of staysHere) {
    // Where a rule of the table keeps the words out, there is nothing to plant.
    const rows = await service.database
      .sql(`update ${of} set ${name} = 'planted in ${of}.${name}' returning 1`)
      .catch(() => [])
    if (rows.length > 0) planted.push(`${of}.${name}`)
  }
  for (const place of ['person.name_letters', 'sign_in_code.locator', 'record_read.actor_name'])
    t.ok(planted.includes(place), place)
  const { text } = await taken()
  t.match(text, /"end":true/)
  t.same([...new Set(text.match(/planted in [a-z_.]+/g) ?? [])], [])
  for (const { kind, without } of exportedKinds) {
    const keys = new Set(linesOf(text).flatMap((line) => (line.kind === kind ? Object.keys(line.record ?? {}) : [])))
    t.same(
      without.filter((column) => keys.has(column)),
      [],
      kind,
    )
  }
})
