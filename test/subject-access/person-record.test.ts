import t from 'tap'
import { exportedKinds } from '../../src/exports/kinds.ts'
import { kept, leftOutFor, told } from '../../src/subject-access/kept.ts'
import { giveForBudget } from '../bank-accounts/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

interface PersonRecord {
  readonly sections: readonly { readonly record: string; readonly items: readonly Record<string, unknown>[] }[]
  readonly leftOut: readonly { readonly record: string; readonly because: string }[]
}
const rowsOf = (record: PersonRecord, table: string) =>
  record.sections.find((section) => section.record === table)?.items ?? []
const read = (client: Client, personId: string) => client.get<PersonRecord>(`/v1/people/${personId}/record`)

t.test(
  'every table of the database is told, or says why not; and every column that is left out is there',
  async (t) => {
    const columns = await service.database.sql<{ table: string; name: string }>(
      `select c.relname as table, a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migration' and not a.attisdropped`,
    )
    t.same([...new Set(columns.map(({ table }) => table))].sort(), Object.keys(kept).sort())
    const has = (table: string, name: string) => columns.some((each) => each.table === table && each.name === name)
    for (const { table, entry } of told) {
      t.ok(has(table, typeof entry.by === 'string' ? entry.by : entry.by.key), `${table} hangs on a person`)
      for (const name of Object.keys(entry.without ?? {})) t.ok(has(table, name), `${table}.${name}`)
    }
  },
)

t.test('no column that is sealed, or by which what is sealed is found, is told or exported of any table', async (t) => {
  const columns = await service.database.sql<{ table: string; name: string }>(
    `select c.relname as table, a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
      and (a.atttypid = 'bytea'::regtype or a.attname ~ '(^|_)(sealed|fingerprint|key_id|secret|code_hash|session_hash)$')`,
  )
  t.ok(columns.length >= 8, 'the guard sees them')
  const leftOut = [
    ...told.map(({ table, entry }) => ({ table, without: Object.keys(entry.without ?? {}) })),
    ...exportedKinds.map(({ table, without }) => ({ table, without })),
  ]
  const open = columns.filter(({ table, name }) =>
    leftOut.some((of) => of.table === table && !of.without.includes(name)),
  )
  t.same(open, [])
})

t.test('that there is an account is told, and not the account, as data or on the page', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  void (await giveForBudget(journey, {})).ok
  const [account, ...others] = rowsOf((await read(journey.person, journey.ids.personId)).ok, 'bank-account')
  t.match(account, { status: 'proposed', case_id: journey.ids.caseId })
  t.same(others, [])
  for (const column of ['sealed', 'fingerprint', 'key_id']) t.notOk(column in (account ?? {}), column)
  const page = await journey.person.get<string>(`/v1/people/${journey.ids.personId}/record-page`)
  t.match(String(page.body), 'We leave out “Fingerprint”.')
  t.notMatch(String(page.body), /x[0-9a-f]{58}/, 'no bytes')
})

t.test('by what other systems know somebody, their cases and their plans is told, and of nobody else', async (t) => {
  const [journey, other] = [await journeyTo(service, 'plan-drafted'), await journeyTo(service, 'plan-drafted')]
  const system = 'https://record.trust.example/id'
  for (const [{ ids, careCoordinator }, of] of [
    [journey, 'theirs'],
    [other, 'of-somebody-else'],
  ] as const)
    for (const path of [`people/${ids.personId}`, `cases/${ids.caseId}`, `support-plans/${ids.supportPlanId}`])
      void (await careCoordinator.post(`/v1/${path}/identifiers`, { system, values: [of] })).ok
  const record = (await read(journey.person, journey.ids.personId)).ok
  t.same(
    rowsOf(record, 'identifier')
      .map(({ kind, value }) => `${kind} ${value}`)
      .sort(),
    ['case theirs', 'person theirs', 'support-plan theirs'],
  )
})

t.test(
  '200: the person reads everything about them, as data and as a page, and nothing about anybody else',
  async (t) => {
    const other = await journeyTo(service, 'plan-agreed')
    const { person, representative, ids } = await journeyTo(service, 'review-done')
    const record = (await read(person, ids.personId)).ok
    t.same(
      record.sections.map((section) => section.record),
      told.map((each) => each.record),
    )
    const rows = (table: string) => record.sections.find((section) => section.record === table)?.items ?? []
    fits(t, rows('person'), [{ person_id: ids.personId, given_name: 'Zebedee' }])
    for (const table of [
      'consent',
      'budget-case',
      'case-member',
      'needs-assessment',
      'support-plan',
      'support-plan-version',
      'signature',
      'decision',
      'plan-line',
      'purchase',
      'ledger-entry',
      'ledger-posting',
      'review',
      'audit-entry',
    ])
      t.ok(rows(table).length > 0, table)
    t.same(
      record.leftOut.map((each) => each.record),
      leftOutFor('person').map(({ record }) => record),
    )
    const all = JSON.stringify(record)
    for (const id of [other.ids.personId, other.ids.caseId, other.ids.supportPlanId]) t.notMatch(all, id)
    t.equal((await read(representative, ids.personId)).status, 200)

    const page = await person.get<string>(`/v1/people/${ids.personId}/record-page?print=large`)
    t.match(page.headers.get('content-type'), 'text/html')
    for (const words of [
      '<h1>Everything we keep about you</h1>',
      'Zebedee',
      'Given name: ',
      '<html lang="en-GB" dir="ltr" class="large">',
      '</html>',
    ])
      t.match(String(page.body), words)
    t.notMatch(String(page.body), /[0-9a-f]{8}-[0-9a-f]{4}-7/, 'no identifier that says nothing')
  },
)

t.test('who does not act for the person reads it only to answer a request that the person made', async (t) => {
  const { careCoordinator, officer, ids } = await journeyTo(service, 'team-complete')
  const reading = (client: Client) => () => read(client, ids.personId)
  await refused(t, service, reading(careCoordinator), 'permission-missing')
  await refused(t, service, reading(service.as(anActor('person', { sub: 'somebody-else' }))), 'not-found')
  await refused(t, service, reading(service.as(inTenant('QOP', 'commissioner-officer'))), 'not-found')
  await refused(t, service, reading(officer), 'record-request-missing')
  const ask = (receivedOn: string) => () =>
    officer.post(`/v1/people/${ids.personId}/record-requests`, { reason: 'By letter; identity checked', receivedOn })
  for (const day of ['2026-11-25', '2026-10-23']) await refused(t, service, ask(day), 'request-invalid')
  const entries = await audited(service, async () => fits(t, (await ask('2026-11-20')()).ok, { dueOn: '2026-12-20' }))
  fits(t, entries, [{ type: 'person.record-requested', facts: { dueOn: '2026-12-20' } }])
  t.equal((await read(officer, ids.personId)).status, 200)
  service.clock.set('2026-12-21T09:30:00Z')
  await refused(t, service, reading(officer), 'record-request-missing')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('a record of twenty thousand rows is one moment, and leaves while it is read', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const add = (rows: number) =>
    service.database.sql(
      `insert into brokerage_time select commissioner_id, uuidv7(), case_id, 'the-broker', null, 'planning', 5, '2026-11-24', now(), true
        from budget_case, generate_series(1, $1) where case_id = $2`,
      [rows, ids.caseId],
    )
  await add(20_000)
  const answer = await fetch(`${service.baseUrl}/v1/people/${ids.personId}/record`, {
    headers: { authorization: `Bearer ${await service.tokenFor(person.actor ?? 'person')}` },
  })
  let text = ''
  let parts = 0
  const decoder = new TextDecoder()
  for await (const part of answer.body ?? []) {
    if (parts === 0) await add(7)
    parts += 1
    text += decoder.decode(part, { stream: true })
  }
  const record: PersonRecord = JSON.parse(text)
  t.equal(record.sections.find((section) => section.record === 'brokerage-time')?.items.length, 20_000)
  t.ok(parts > 10, `${parts} parts`)
})
