import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import t from 'tap'
import { roles } from '../../src/permissions.ts'
import { type Actor, actorOf, anActor, inTenant, type Who } from '../support/actors.ts'
import { aConsent, aMember, anOrganisation, aSharing } from '../support/builders.ts'
import type { Operation } from '../support/contract.ts'
import { journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { aDraft } from '../support/policy.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

/**
 * Every operation, by every role, in every situation that ends a sight: what is answered is compared with `matrix.md`, which is for a person to
 * read. `npm run matrix` writes it anew; read the difference before it is committed. A write is sent with the contract's example, and nothing of
 * it is kept: the database refuses to commit it.
 */
const file = new URL('matrix.md', import.meta.url)
const service = await startService(t)
const everybody = [...roles, 'machine'] as const
type Column = (typeof everybody)[number]

const officer = service.as('commissioner-officer')
await officer.post('/v1/organisations', anOrganisation({ code: 'RX7', kind: 'trust' }))
await officer.post('/v1/organisations', anOrganisation({ code: 'BRK9', kind: 'brokerage-organisation' }))
const elsewhere: Partial<Record<Column, string>> = {
  'care-coordinator': 'RX7',
  'team-manager': 'RX7',
  'mdt-member': 'RX7',
  broker: 'BRK9',
}

const operations = service.contract.operations.filter(({ permission }) => permission)
const isRead = ({ method }: Operation) => method === 'GET'
/** While they are asked, no transaction that records something is committed. Its constraint is one that the service knows. */
await service.database.sql(`create function never_commit() returns trigger language plpgsql as $$
  begin raise exception 'asked only' using errcode = 'check_violation', constraint = 'review_one_scheduled_per_kind'; end $$`)
const undone = ['audit_entry', 'idempotency_record', 'attempt']
const asking = (on: boolean) =>
  Promise.all(
    undone.map((table) =>
      service.database.sql(
        on
          ? `create constraint trigger never_commit after insert on ${table} deferrable initially deferred for each row execute function never_commit()`
          : `drop trigger never_commit on ${table}`,
      ),
    ),
  )
const sections: string[] = []

/** The example of the contract for a body, about what these identifiers name. */
function bodyOf({ body }: Operation, ids: Readonly<Record<string, string>>): unknown {
  if (!body) return undefined
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, (name.endsWith('Id') && ids[name]) || named(inner)]),
    )
  }
  return named(service.contract.exampleOf(body))
}

const inWords: Readonly<Record<string, string>> = { 'permission-missing': '403', 'case-role-required': 'role' }

/** Where it is of no record, it makes no difference how somebody stands to one: it is asked once. */
const isOfRecord = ({ path, body }: Operation) =>
  [...path.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !ofNoRecord.includes(name)) ||
  /"(person|case)Id"/.test(JSON.stringify(body ? service.contract.exampleOf(body) : null))
const ofNoRecord = ['schemeId', 'schemeDraftId', 'organisationId', 'machineClientId', 'staffMemberId', 'delegationId']

/** What one is answered, in a word: a write that was not refused at the door went past it, whatever became of it there. */
async function answerTo(operation: Operation, path: string, body: unknown, token: string): Promise<string> {
  const response = await fetch(`${service.baseUrl}${path}`, {
    method: operation.method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(isRead(operation) ? {} : { 'if-match': '*', 'idempotency-key': randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (isRead(operation) || response.status === 404 || response.status === 401) return String(response.status)
  const { code } = JSON.parse(text)
  if (response.status !== 403) return 'past'
  return inWords[code] ?? code
}

/** Asks every operation whose path these identifiers fill, by each of these actors, and keeps the answers as one table. */
async function ask(title: string, ids: Readonly<Record<string, string>>, who: Partial<Record<Column, Who>>) {
  const columns = everybody.filter((column) => who[column] !== undefined)
  const tokens = await Promise.all(columns.map((column) => service.tokenFor(who[column] ?? column)))
  const rows: Record<'reads' | 'writes', string[]> = { reads: [], writes: [] }
  await asking(true)
  const { record_read: _, ...before } = await service.database.fingerprint()
  for (const operation of operations) {
    const { operationId, path } = operation
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    if (!isRead(operation) && sections.length > 0 && !isOfRecord(operation)) continue
    if ((names.length === 0 && isRead(operation)) || names.some((name) => ids[name] === undefined)) continue
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
    const body = bodyOf(operation, ids)
    const answers = await Promise.all(tokens.map((token) => answerTo(operation, filled, body, token)))
    rows[isRead(operation) ? 'reads' : 'writes'].push(`| ${[operationId, ...answers].join(' | ')} |`)
  }
  const { record_read: __, ...after } = await service.database.fingerprint()
  t.same(after, before, 'nothing that was asked is kept')
  await asking(false)
  for (const [kind, lines] of Object.entries(rows)) {
    const head = [kind, ...columns]
    sections.push(
      [`## ${title}: ${kind}`, '', `| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...lines].join('\n'),
    )
  }
}

const of = (columns: readonly Column[], actor: (column: Column) => Who) =>
  Object.fromEntries(columns.map((column) => [column, actor(column)]))
const colleague = (column: Column): Actor => ({ ...actorOf(column), sub: 'a-colleague' })
const people = everybody.filter((column) => column !== 'machine')
const aCorrection = { record: 'person', recordId: null, words: 'It is wrong' }
const advocate = {
  actorId: 'the-advocate',
  caseRole: 'advocate',
  name: 'Quillon Advocate',
  organisationId: null,
} as const

t.test('who reads and writes what is as the table of expected answers says', async (t) => {
  const { person, ids, known } = await journeyTo(service, 'receipt-filed')
  await person.post(`/v1/cases/${ids.caseId}/members`, aMember(advocate))
  const current = await person.post<{ id: string }>(`/v1/cases/${ids.caseId}/current-services`, aCurrentService())
  const made = async (client: typeof person, path: string, body: unknown) =>
    (await client.post<{ id: string }>(`/v1${path}`, body)).ok.id
  const newest = async (path: string) =>
    (await officer.get<{ items: { id: string }[] }>(`/v1${path}`)).ok.items[0]?.id ?? ''
  const other = await journeyTo(service, 'person-registered')
  const ofPerson = `/people/${ids.personId}`
  const all = {
    ...known,
    currentServiceId: current.ok.id,
    sharingId: await made(officer, `${ofPerson}/sharings-without-consent`, aSharing({ purpose: 'share-for-budget' })),
    legalHoldId: await made(officer, `${ofPerson}/legal-holds`, { reason: 'The coroner has asked for it' }),
    correctionRequestId: await made(person, `${ofPerson}/correction-requests`, aCorrection),
    likelyDoubleId: await made(officer, '/likely-doubles', {
      personId: ids.personId,
      otherPersonId: other.ids.personId,
    }),
    signInCodeId: await newest(`${ofPerson}/sign-in-codes`),
    staffMemberId: await newest('/staff-members'),
    schemeDraftId: (await aDraft(service)).id,
    machineClientId: tenants.QYG.machineClientId,
  }
  await ask(
    'On the case, or in the role',
    all,
    of(everybody, (column) => column),
  )
  await ask('Of the same organisation, with no part in the case', all, of(people, colleague))
  await ask(
    'Of another organisation of the kind',
    all,
    of(Object.keys(elsewhere) as Column[], (column) =>
      anActor(column as 'broker', { organisation: elsewhere[column] ?? '' }),
    ),
  )
  await ask(
    'Of another commissioner',
    all,
    of(everybody, (column) => inTenant('QOP', column)),
  )
  const privacy = service.as('privacy-officer')
  await privacy.post(`/v1/people/${ids.personId}/restriction`, { reason: 'A relative works at the trust.' })
  await ask(
    'Restricted',
    all,
    of(everybody, (column) => column),
  )
  await privacy.post(`/v1/people/${ids.personId}/restriction/lifting`)
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  await ask(
    'The case has ended',
    all,
    of(everybody, (column) => column),
  )

  const second = await journeyTo(service, 'plan-drafted')
  await second.person.post(`/v1/consents/${second.ids.consentId}/withdrawal`)
  await ask('Consent for brokerage withdrawn', second.known, { broker: 'broker' })
  await second.person.post(`/v1/people/${second.ids.personId}/consents`, aConsent({ purpose: 'share-for-budget' }))
  await ask('Consent for another purpose', second.known, { broker: 'broker' })

  const third = await journeyTo(service, 'plan-drafted')
  const path = `/v1/cases/${third.ids.caseId}/members`
  const { items } = (await third.officer.get<{ items: { id: string; caseRole: string }[] }>(path)).ok
  for (const { id } of items.filter(({ caseRole }) => ['broker', 'care-coordinator'].includes(caseRole)))
    await third.officer.post(`${path}/${id}/departure`)
  await ask('Left the team', third.known, { broker: 'broker', 'care-coordinator': 'care-coordinator' })

  const pooled = await journeyTo(service, 'receipt-filed', {
    scheme: 'west-sussex-pooled',
    wish: { method: 'points' },
  })
  const councils = `/v1/schemes/${pooled.ids.schemeId}/councils`
  await officer.post(councils, { organisationId: tenants.QYG.councilId })
  const ofCouncil = { 'local-authority-officer': 'local-authority-officer' } as const
  await ask('Officer of a council that pays into the scheme', pooled.known, ofCouncil)
  await privacy.post(`/v1/people/${pooled.ids.personId}/restriction`, { reason: 'A relative works at the council.' })
  await ask('The same, restricted', pooled.known, ofCouncil)
  await privacy.post(`/v1/people/${pooled.ids.personId}/restriction/lifting`)
  await pooled.person.post(`/v1/cases/${pooled.ids.caseId}/withdrawal`, { words: null })
  await ask('The same, and the case has ended', pooled.known, ofCouncil)

  const intro = [
    '# What each role is answered',
    '',
    'Every operation, by every role, in each situation. Written by `npm run matrix`; [docs/access.md](../../docs/access.md) says why.',
    '',
    '- **200**: a read that is answered.',
    '- **past**: a write that is past the door. What becomes of it depends on the state of the case and on what is sent.',
    '- **403**: the role lacks the permission.',
    '- **404**: there is no such thing for them.',
    '- **role**: the permission is there, and it takes another role on the case (`case-role-required`). Any other word is the code of a 403.',
  ].join('\n')
  const text = `${[intro, ...sections].join('\n\n')}\n`
  if (process.env.MATRIX === 'write') await writeFile(file, text)
  const expected = await readFile(file, 'utf8')
  t.same(text.split('\n'), expected.split('\n'))
})
