import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import { anNhsNumber } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'
import { aPersonLine, brought, known, system, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const scheme = 'merseyside-one-off'
const aCaseLine = (person: object, more: object = {}) => ({
  identifier: known(),
  person,
  schemeCode: scheme,
  trustCode: 'RW4',
  ...more,
})
const people = Array.from({ length: 5 }, () => aPersonLine())
await brought(service, officer, toNdjson(people))
const [one, two, three, four, five] = people.map(({ identifier }) => identifier)
const open = (lines: readonly unknown[], dryRun = false) =>
  brought(service, officer, toNdjson(lines), { kind: 'cases', dryRun })
const count = async (table: string) =>
  (await service.database.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n

t.test('a case begins at its beginning, on the ground that it was brought over, and once', async (t) => {
  const line = aCaseLine(one ?? {})
  const before = await count('budget_case')
  fits(t, await open([line], true), { made: 1, lines: [{ outcome: 'made', thingId: null }] })
  t.equal(await count('budget_case'), before)
  const done = await open([line])
  fits(t, done, { status: 'completed', made: 1 })
  const id = done.lines[0]?.thingId ?? ''
  const found = (await officer.get<CaseView>(`/v1/cases/${id}`)).ok
  fits(t, found, { step: 'case-opened', stage: 'expression', identifiers: [line.identifier], ending: null, clocks: [] })
  const [opening] = await service.database.sql('select ground, opened_by from case_opening where case_id = $1', [id])
  t.same(opening, { ground: 'brought-over', opened_by: 'the-commissioner-officer' })
  const events = await service.database.sql<{ type: string; facts: { ground?: string } }>(
    'select type, facts from audit_entry where case_id = $1',
    [id],
  )
  fits(t, events, [{ type: 'case.opened', facts: { ground: 'brought-over' } }])
  for (const table of ['decision', 'signature', 'support_plan', 'expression_of_interest'])
    t.equal(await count(table), 0, `nobody decided or signed here: ${table}`)
  fits(t, await open([line]), { made: 0, thereAlready: 1, lines: [{ outcome: 'there-already', thingId: id }] })
  fits(t, await open([{ ...line, person: two }]), {
    lines: [{ outcome: 'refused', errors: [{ pointer: '/person', code: 'differs' }] }],
  })
  t.equal(await count('budget_case'), Number(before) + 1)
})

t.test('a case is held to the rules of opening one', async (t) => {
  await registerStaff(service, 'care-coordinator', 'left-the-trust', 'not-confirmed')
  await registerStaff(service, 'broker', 'the-broker')
  const twice = aCaseLine(three ?? {})
  const lines = [
    aCaseLine(known()),
    aCaseLine(two ?? {}, { schemeCode: 'no-such-scheme' }),
    aCaseLine(two ?? {}, { trustCode: 'BRK1' }),
    aCaseLine(one ?? {}),
    twice,
    { ...twice, identifier: known() },
    aCaseLine(two ?? {}, { identifier: known(anNhsNumber()) }),
    aCaseLine(two ?? {}, { step: 'plan-agreed', decidedOn: '2026-01-01' }),
    aCaseLine(two ?? {}, { careCoordinator: 'nobody-here' }),
    aCaseLine(two ?? {}, { careCoordinator: 'the-broker' }),
    aCaseLine(two ?? {}, { careCoordinator: 'left-the-trust' }),
    aCaseLine(two ?? {}, { careCoordinator: 'not-confirmed' }),
  ]
  const left =
    'update staff_member s set ended_at = now(), ended_by = $2 from staff_identity i where i.staff_member_id = s.staff_member_id and i.actor_id = $1'
  await service.database.sql(left, ['left-the-trust', 'the-team-manager'])
  await service.database.sql('update staff_identity set confirmed_at = null, confirmed_by = null where actor_id = $1', [
    'not-confirmed',
  ])
  const expected = [
    ['/person', 'reference-unknown'],
    ['/schemeCode', 'reference-unknown'],
    ['/trustCode', 'reference-unknown'],
    ['/', 'case-in-flight'],
    undefined,
    ['/person', 'repeated'],
    ['/identifier/value', 'identifier-misplaced'],
    ['/step', 'additionalProperties'],
    ...Array(4).fill(['/careCoordinator', 'reference-unknown']),
  ]
  const dry = await open(lines, true)
  const real = await open(lines)
  for (const done of [dry, real])
    t.same(
      done.lines.map(({ errors: [error] }) => error && [error.pointer, error.code]),
      expected,
    )
})

t.test('a case that names its care coordinator has somebody whose turn it is', async (t) => {
  await registerStaff(service, 'care-coordinator', 'the-care-coordinator')
  const line = aCaseLine(five ?? {}, { careCoordinator: 'the-care-coordinator' })
  const columns = ['identifier.system', 'identifier.value', 'person.system', 'person.value', 'schemeCode', 'trustCode']
  const cells = [line.identifier.system, line.identifier.value, five?.system, five?.value, scheme, 'RW4']
  const csv = `${[...columns, 'careCoordinator']}\r\n${[...cells, 'the-care-coordinator']}\r\n`
  const { lines } = await brought(service, officer, csv, { kind: 'cases', type: 'text/csv' })
  const caseId = lines[0]?.thingId ?? ''
  const coordinator = service.as('care-coordinator')
  const { items } = (await coordinator.get<{ items: Task[] }>(`/v1/tasks?caseId=${caseId}`)).ok
  t.ok(items.length > 0, 'it is on their list of tasks')
  const { items: members } = (await officer.get<{ items: CaseMember[] }>(`/v1/cases/${caseId}/members`)).ok
  fits(t, members, [
    { actorId: 'the-care-coordinator', caseRole: 'care-coordinator', organisationId: tenants.QYG.trustId },
  ])
  fits(t, await open([line]), { made: 0, thereAlready: 1 })
  fits(t, await open([{ ...line, careCoordinator: null }]), { made: 0, thereAlready: 1 })
})

t.test('services that people have now come to their cases, by the rules of registering one', async (t) => {
  const ofCase = aCaseLine(four ?? {})
  const { lines } = await open([ofCase])
  const caseId = lines[0]?.thingId ?? ''
  const aServiceLine = (more: object = {}) => ({
    identifier: known(),
    case: ofCase.identifier,
    kind: 'therapy',
    title: 'Talking therapy',
    provider: 'Mersey Mental Health NHS Trust',
    serviceCode: null,
    minutesPerWeek: 60,
    relationshipWith: null,
    ...more,
  })
  const ofServices = (text: string, type?: string) =>
    brought(service, officer, text, { kind: 'current-services', ...(type && { type }) })
  const line = aServiceLine()
  const done = await ofServices(
    toNdjson([
      line,
      aServiceLine({ case: known() }),
      aServiceLine({ kind: 'nhs-crisis', status: 'at-risk' }),
      aServiceLine({ serviceCode: 'no-such-code' }),
    ]),
  )
  fits(t, done, {
    made: 1,
    lines: [
      { outcome: 'made' },
      { outcome: 'refused', errors: [{ pointer: '/case', code: 'reference-unknown' }] },
      { outcome: 'refused', errors: [{ pointer: '/status', code: 'kept-service-not-tradable' }] },
      { outcome: 'refused', errors: [{ pointer: '/serviceCode', code: 'service-unknown' }] },
    ],
  })
  const there = async () =>
    (await officer.get<{ items: CurrentService[] }>(`/v1/cases/${caseId}/current-services`)).ok.items
  fits(t, await there(), [{ title: 'Talking therapy', status: 'kept', personAgreement: null, minutesPerWeek: 60 }])
  fits(t, await ofServices(toNdjson([line])), { thereAlready: 1 })
  fits(t, await ofServices(toNdjson([{ ...line, minutesPerWeek: 30 }])), {
    lines: [{ outcome: 'refused', errors: [{ pointer: '/minutesPerWeek', code: 'differs' }] }],
  })
  for (const [field, value] of [
    ['status', 'at-risk'],
    ['statusReason', 'The group may close.'],
    ['hours', [{ days: [1], from: '09:00', to: '10:00' }]],
    ['minutesWantedPerWeek', 90],
    ['paymentRoute', { kind: 'salaried-by-trust' }],
  ])
    fits(t, await ofServices(toNdjson([{ ...line, [String(field)]: value }])), {
      lines: [{ outcome: 'refused', errors: [{ pointer: `/${field}`, code: 'differs' }] }],
    })
  const said = { status: 'kept', hours: null, dependsOn: [], paymentRoute: null, statusReason: null }
  fits(t, await ofServices(toNdjson([{ ...line, ...said }])), { thereAlready: 1 })
  const csv = `identifier.system,identifier.value,case.system,case.value,kind,title,provider,serviceCode,minutesPerWeek,relationshipWith\n${system},${known().value},${system},${ofCase.identifier.value},other,Walking group,City Walks,,,\n`
  fits(t, await ofServices(csv, 'text/csv'), { made: 1 })
  t.equal((await there()).length, 2)
})

t.test('nothing comes to the case of somebody from whom others are kept out, and nothing is told of it', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const identifier = known()
  await officer.post(`/v1/cases/${journey.ids.caseId}/identifiers`, { system, values: [identifier.value] })
  const line = {
    ...{ identifier: known(), case: identifier, kind: 'other', title: 'A group', provider: 'A charity' },
    ...{ serviceCode: null, minutesPerWeek: null, relationshipWith: null },
  }
  await service
    .as('privacy-officer')
    .post(`/v1/people/${journey.ids.personId}/restriction`, { reason: 'A relative works there.' })
  const kept = await brought(service, officer, toNdjson([line]), { kind: 'current-services' })
  fits(t, kept.lines, [{ outcome: 'refused', errors: [{ pointer: '/case', code: 'reference-unknown' }] }])
  const again = await open([{ ...aCaseLine(one ?? {}), identifier }])
  fits(t, again.lines, [{ outcome: 'refused', errors: [{ pointer: '/identifier', code: 'identifier-taken' }] }])
})
