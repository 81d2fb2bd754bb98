import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { tokenOf } from '../../src/rules/people/identifiers.ts'
import { aMachine, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anNhsNumber, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aPersonLine, brought, known, linesOf, send, system, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const people = async () =>
  Number((await service.database.sql<{ n: number }>('select count(*)::int as n from person'))[0]?.n)
const left = async () =>
  (
    await service.database.sql<{ n: number }>(
      'select ((select count(*) from bulk_import_part) + (select count(*) from bulk_import_mark))::int as n',
    )
  )[0]?.n

t.test('people are registered as one by one, with their identifiers, and again makes nothing twice', async (t) => {
  const lines = [
    aPersonLine({ communicationNeeds: '=HYPERLINK("x")' }),
    aPersonLine({ nhsNumber: null }),
    aPersonLine(),
  ]
  const text = toNdjson(lines)
  const entries = await audited(service, async () => {
    const first = await brought(service, officer, `\ufeff${text}`)
    fits(t, first, {
      kind: 'people',
      dryRun: false,
      status: 'completed',
      total: 3,
      made: 3,
      thereAlready: 0,
      refused: 0,
    })
    t.same(
      first.lines.map(({ line, outcome }) => [line, outcome]),
      [1, 2, 3].map((line) => [line, 'made']),
    )
    for (const [at, line] of lines.entries()) {
      const { identifier, ...fields } = line
      const person = (await officer.get<Person>(`/v1/people/${first.lines[at]?.thingId}`)).ok
      fits(t, person, { ...fields, identifiers: [identifier] })
    }
  })
  t.same(
    entries.map(({ type }) => type).filter((type) => !type.startsWith('record.')),
    ['bulk-import.started', 'person.registered', 'person.registered', 'person.registered', 'bulk-import.completed'],
  )
  fits(t, entries.at(-1), { facts: { kind: 'people', dryRun: false, made: 3, thereAlready: 0, refused: 0 } })
  const before = await people()
  fits(t, await brought(service, officer, text), { made: 0, thereAlready: 3, refused: 0 })
  const changed = await brought(service, officer, toNdjson([{ ...lines[0], language: 'cy', bornOn: '1970-01-01' }]))
  t.same(changed.lines, [
    {
      line: 1,
      outcome: 'refused',
      thingId: null,
      errors: ['/bornOn', '/language'].map((pointer) => ({
        pointer,
        code: 'differs',
        detail: 'is recorded otherwise: change what is recorded',
      })),
    },
  ])
  t.same([await people(), await left()], [before, 0])
})

t.test('each line that cannot be taken says which field and rule, and never what was sent', async (t) => {
  const number = anNhsNumber()
  const { id } = (await officer.post<{ id: string }>('/v1/people', aPerson({ nhsNumber: number }))).ok
  const twice = aPersonLine()
  const mine = aPersonLine()
  const wrong: [object | string, string, string][] = [
    ['{"identifier"', '/', 'json-broken'],
    ['17', '/', 'type'],
    [aPersonLine({ bornOn: '2099-01-01' }), '/bornOn', 'date-ahead'],
    [aPersonLine({ bornOn: '2023-02-29' }), '/bornOn', 'format'],
    [aPersonLine({ nhsNumber: '9990000019' }), '/nhsNumber', 'nhs-number-invalid'],
    [aPersonLine({ givenName: null, familyName: null }), '/familyName', 'required'],
    [aPersonLine({ surname: 'Secretly' }), '/surname', 'additionalProperties'],
    [aPersonLine({ nhsNumber: number }), '/nhsNumber', 'nhs-number-recorded'],
    [aPersonLine({ nhsNumber: null, identifier: known(anNhsNumber()) }), '/identifier/value', 'identifier-misplaced'],
    [
      aPersonLine({ identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: number } }),
      '/identifier/system',
      'identifier-misplaced',
    ],
    [aPersonLine({ identifier: known('two words') }), '/identifier/value', 'pattern'],
    [aPersonLine({ communicationNeeds: 'x'.repeat(70_000) }), '/', 'too-long'],
    [{ ...twice, identifier: known() }, '/nhsNumber', 'repeated'],
    [{ ...aPersonLine(), identifier: mine.identifier }, '/identifier', 'repeated'],
  ]
  const file = [twice, mine, ...wrong.map(([line]) => line)]
  const text = file.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\r\n\n')
  const dry = await brought(service, officer, text, { dryRun: true })
  const before = await people()
  const real = await brought(service, officer, text)
  for (const one of [dry, real]) {
    fits(t, one, { made: 2, thereAlready: 0, refused: wrong.length, status: 'completed' })
    for (const [at, [, pointer, code]] of wrong.entries())
      fits(
        t,
        one.lines[at + 2],
        { line: 2 * (at + 2) + 1, outcome: 'refused', errors: [{ pointer, code }] },
        `${pointer} ${code}`,
      )
  }
  t.equal(await people(), before + 2)
  t.same((await linesOf(officer, real.id, '&outcome=refused')).length, wrong.length)
  const said = JSON.stringify(real.lines)
  for (const value of [number, 'Secretly', '2099-01-01', '9990000019']) t.notOk(said.includes(value), value)
  t.ok(id)
})

t.test('a dry run makes nothing, and says what the run then does, over the parts as well', async (t) => {
  const one = aPersonLine()
  const lines = [...Array.from({ length: 620 }, () => aPersonLine({ nhsNumber: null })), one]
  const file = toNdjson([one, ...lines.slice(0, -1), { ...one, language: 'fr' }])
  const before = await people()
  const dry = await brought(service, officer, file, { dryRun: true })
  t.same([await people(), await left()], [before, 0])
  const real = await brought(service, officer, file)
  const told = (of: typeof dry) => of.lines.map(({ line, outcome, errors }) => ({ line, outcome, errors }))
  t.same(told(dry), told(real))
  fits(t, real, { total: 622, made: 621, refused: 1 })
  t.equal(await people(), before + 621)
})

t.test('CSV: columns by their names, in any order', async (t) => {
  const header =
    'familyName,givenName,nhsNumber,bornOn,ethnicCategory,language,interpreterNeeded,communicationNeeds,identifier.system,identifier.value'
  const row = (value: string, more: Partial<Record<'born' | 'needs' | 'yes', string>> = {}) =>
    `Quill,"Ann, ""A""",,${more.born ?? '1990-05'},J,ur,${more.yes ?? 'true'},${more.needs ?? ''},${system},${value}`
  const [one, two, three] = [known().value, known().value, known().value]
  const file = `\ufeff${header}\r\n${row(one, { needs: '"Large print,\r\nand time"' })}\r\n${row(two, { born: '1990-13' })}\r\n${row(three, { yes: 'ja' })}\r\n`
  const done = await brought(service, officer, file, { type: 'text/csv; charset=utf-8' })
  fits(t, done.lines, [
    { line: 2, outcome: 'made' },
    { line: 3, outcome: 'refused', errors: [{ pointer: '/bornOn', code: 'pattern' }] },
    { line: 4, outcome: 'refused', errors: [{ pointer: '/interpreterNeeded', code: 'type' }] },
  ])
  const person = (await officer.get<Person>(`/v1/people/${done.lines[0]?.thingId}`)).ok
  fits(t, person, {
    familyName: 'Quill',
    givenName: 'Ann, "A"',
    nhsNumber: null,
    bornOn: '1990-05',
    interpreterNeeded: true,
    communicationNeeds: 'Large print,\r\nand time',
  })
  for (const wrong of [
    `${header},note\n${row('a')},x\n`,
    `${header},bornOn\n${row('a')},x\n`,
    `${header.replace('bornOn,', '')}\n`,
    `${header}\n${row('a')},more\n`,
    `${header}\n"open\n`,
    header,
  ])
    await refused(t, service, () => send(officer, wrong, { type: 'text/csv' }), 'request-invalid', wrong.slice(0, 200))
})

t.test('what is no file of lines is refused whole', async (t) => {
  await refused(t, service, () => send(officer, '\n \n'), 'request-invalid', 'no line')
  await refused(t, service, () => send(officer, Buffer.from([0x7b, 0xff, 0x7d])), 'request-invalid', 'not UTF-8')
  await refused(t, service, () => send(officer, '{}', { type: 'application/json' }), 'media-type-unsupported')
  await refused(t, service, () => send(officer, '{}', { kind: 'decisions' as 'people' }), 'request-invalid')
  const key = {
    key: 'import-once',
    raw: toNdjson([aPersonLine()]),
    headers: { 'content-type': 'application/x-ndjson' },
  }
  const one = (await officer.post<{ id: string }>('/v1/bulk-imports?kind=people', undefined, key)).ok
  t.same(
    (await officer.post<{ id: string }>('/v1/bulk-imports?kind=people', undefined, key)).ok,
    one,
    'a key gives the first answer',
  )
  await refused(t, service, () => send(officer, toNdjson([aPersonLine()])), 'import-running')
  await doOnce(service, 'bulk-imports')
})

t.test('who resembles somebody is found as when they are registered', async (t) => {
  const { id } = (
    await officer.post<{ id: string }>(
      '/v1/people',
      aPerson({ nhsNumber: null, givenName: 'Ottoline', familyName: 'Zephyr' }),
    )
  ).ok
  const alike = aPersonLine({ nhsNumber: null, givenName: 'Zephyr', familyName: 'Ottoline' })
  const done = await brought(service, officer, toNdjson([alike, { ...alike, identifier: known() }]))
  const [one, other] = done.lines.map(({ thingId }) => thingId ?? '')
  const likely = async (of: string) => (await officer.get<Person>(`/v1/people/${of}`)).ok.likelySame
  t.same(await likely(id), [one, other].sort())
  t.same(await likely(one ?? ''), [id, other].sort())
})

t.test('a record from which others are kept out tells nothing of itself', async (t) => {
  const line = aPersonLine()
  const { lines } = await brought(service, officer, toNdjson([line]))
  await service
    .as('privacy-officer')
    .post(`/v1/people/${lines[0]?.thingId}/restriction`, { reason: 'A relative works there.' })
  const again = await brought(service, officer, toNdjson([line]))
  fits(t, again.lines, [
    { outcome: 'refused', thingId: null, errors: [{ pointer: '/identifier', code: 'identifier-taken' }] },
  ])
  const other = await brought(service, officer, toNdjson([{ ...line, identifier: known() }]))
  fits(t, other.lines, [{ outcome: 'made' }])
})

t.test('the commissioner alone brings over, for itself, and reads what came of it', async (t) => {
  const file = toNdjson([aPersonLine()])
  for (const who of ['care-coordinator', 'team-manager', 'auditor', 'broker', 'person'] as const)
    await refused(t, service, () => send(service.as(who), file), 'permission-missing', who)
  await refused(t, service, () => send(service.as(aMachine(undefined, 'RW4')), file), 'permission-missing')
  const done = await brought(service, service.as('machine'), file)
  fits(t, done, { status: 'completed', made: 1, startedBy: 'client:the-machine' })
  const elsewhere = service.as(inTenant('QOP', 'commissioner-officer'))
  await refused(t, service, () => elsewhere.get(`/v1/bulk-imports/${done.id}`), 'not-found')
  await refused(t, service, () => elsewhere.get(`/v1/bulk-imports/${done.id}/lines`), 'not-found')
  t.same((await elsewhere.get<{ items: unknown[] }>('/v1/bulk-imports')).ok.items, [])
  t.ok((await officer.get<{ items: { id: string }[] }>('/v1/bulk-imports')).ok.items.some(({ id }) => id === done.id))
})

t.test('what was sent is sealed while it waits, gone when it is done, and the report after thirty days', async (t) => {
  const line = aPersonLine({ givenName: 'Unmistakable' })
  const { id } = (await send(officer, toNdjson([line]))).ok
  const waits = () =>
    service.database.sql<{ text: string }>("select encode(sealed, 'escape') as text from bulk_import_part")
  t.equal((await waits()).length, 1)
  t.notOk((await waits()).some(({ text }) => text.includes('Unmistakable') || text.includes(tokenOf(line.identifier))))
  await doOnce(service, 'bulk-imports')
  t.same([await waits(), await left()], [[], 0])
  service.clock.advance({ days: 29 })
  await doOnce(service, 'old-imports')
  t.equal((await officer.get(`/v1/bulk-imports/${id}`)).status, 200)
  service.clock.advance({ days: 2 })
  await doOnce(service, 'old-imports')
  await refused(t, service, () => officer.get(`/v1/bulk-imports/${id}`), 'not-found')
  t.same(await service.database.sql('select 1 from bulk_import_line where bulk_import_id = $1', [id]), [])
})
