import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Identifiers } from '../../src/identifiers/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anNhsNumber, anOrganisation, aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const coordinator = service.as('care-coordinator')
const system = 'https://record.trust.example/id/thing'
const another = 'urn:oid:1.2.826.0.1.9'
const fresh = () => `X-${randomUUID().slice(0, 13)}`
const set = (client: Client, path: string, values: readonly string[], of = system) =>
  client.post<Identifiers>(`${path}/identifiers`, { system: of, values })
const token = (value: string, of = system) => encodeURIComponent(`${of}|${value}`)
const journey = await journeyTo(service, 'plan-signed')
const { ids } = journey
const register = async (more = {}) => (await coordinator.post<{ id: string }>('/v1/people', aPerson(more))).ok.id
const organisation = async () =>
  (
    await officer.post<{ id: string }>(
      '/v1/organisations',
      anOrganisation({ code: `I${randomUUID().slice(0, 6).toUpperCase()}` }),
    )
  ).ok.id
const [caseAt, planAt] = [`/v1/cases/${ids.caseId}`, `/v1/support-plans/${ids.supportPlanId}`]
const listed = async (client: Client, path: string) =>
  (await client.get<{ items: { id: string; identifiers: unknown }[] }>(path)).ok.items

t.test('people, cases, organisations and plans are given identifiers, and tell them where they are read', async (t) => {
  const things = [
    ['person', `/v1/people/${ids.personId}`],
    ['case', caseAt],
    ['organisation', `/v1/organisations/${await organisation()}`],
    ['support-plan', planAt],
  ] as const
  for (const [kind, path] of things) {
    const [one, two, elsewhere] = [fresh(), fresh(), fresh()].sort()
    const items = [
      { system, value: one },
      { system, value: two },
    ]
    const entries = await audited(service, async () => {
      const answer = await set(officer, path, [two ?? '', one ?? ''])
      t.same([answer.status, answer.ok.items], [200, items], kind)
      t.same((await set(officer, path, [one ?? '', two ?? ''])).ok.items, items, 'sent again, it changes nothing')
    })
    fits(t, entries, [{ type: `${kind}.identifiers-set`, facts: { added: 2, removed: 0 } }])
    t.equal(entries.length, 1)
    const both = [...items, { system: another, value: elsewhere }]
    t.same((await set(officer, path, [elsewhere ?? ''], another)).ok.items, both, 'each system has its own')
    t.same((await officer.get<{ identifiers: unknown }>(path)).ok.identifiers, both)
    await set(officer, path, [])
    t.same((await officer.get<{ identifiers: unknown }>(path)).ok.identifiers, both.slice(2))
    await set(officer, path, [], another)
  }
})

t.test(
  'cases and organisations are found by an identifier, and their lists and those of plans tell them',
  async (t) => {
    const [ofCase, ofOrganisation, ofPlan] = [fresh(), fresh(), fresh()]
    const organisationId = await organisation()
    await set(officer, caseAt, [ofCase])
    await set(officer, `/v1/organisations/${organisationId}`, [ofOrganisation])
    await set(officer, planAt, [ofPlan])
    for (const client of [officer, journey.careCoordinator, journey.person])
      fits(t, await listed(client, `/v1/cases?identifier=${token(ofCase)}`), [
        { id: ids.caseId, identifiers: [{ system, value: ofCase }] },
      ])
    const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger-to-the-case' }))
    for (const client of [stranger, service.as(inTenant('QOP', 'commissioner-officer'))])
      t.same(await listed(client, `/v1/cases?identifier=${token(ofCase)}`), [])
    fits(t, await listed(officer, `/v1/organisations?identifier=${token(ofOrganisation)}`), [
      { id: organisationId, identifiers: [{ system, value: ofOrganisation }] },
    ])
    for (const none of [token(ofCase.toLowerCase()), token(ofCase, another), token(ofOrganisation)])
      t.same(await listed(officer, `/v1/cases?identifier=${none}`), [])
    t.same(await listed(officer, `/v1/organisations?identifier=${token(ofCase)}`), [])
    fits(t, await listed(officer, `${caseAt}/support-plans`), [{ identifiers: [{ system, value: ofPlan }] }])
    await refused(
      t,
      service,
      () => officer.get(`/v1/cases?identifier=${ofCase}`),
      'request-invalid',
      'without a system',
    )
  },
)

t.test('a person is found by an identifier and a second fact, in the body', async (t) => {
  const value = fresh()
  const nhsNumber = anNhsNumber()
  const id = await register({ nhsNumber, familyName: 'Quill', bornOn: '1990-05-17' })
  await set(coordinator, `/v1/people/${id}`, [value])
  const search = (more: object, client = coordinator) =>
    client.post<{ items: { id: string }[] }>('/v1/people/searches', {
      purpose: 'referral-received',
      nhsNumber: null,
      bornOn: null,
      familyName: null,
      identifier: `${system}|${value}`,
      ...more,
    })
  const found = async (more: object, client = coordinator) => (await search(more, client)).ok.items.map((one) => one.id)
  t.same(await found({ bornOn: '1990-05-17' }), [id])
  t.same(await found({ familyName: 'quill' }), [id])
  t.same(await found({ familyName: 'Quill', nhsNumber }), [id])
  t.same(await found({ familyName: 'Other' }), [])
  t.same(await found({ bornOn: '1990-05-18' }), [])
  t.same(await found({ familyName: 'Quill', nhsNumber: anNhsNumber() }), [], 'both must fit')
  t.same(await found({ familyName: 'Quill' }, service.as(inTenant('QOP', 'care-coordinator'))), [])
  await refused(t, service, () => search({}), 'request-invalid', 'an identifier alone tells nothing')
  const misplaced = await refused(
    t,
    service,
    () => search({ identifier: `https://fhir.nhs.uk/Id/nhs-number|${nhsNumber}`, familyName: 'Quill' }),
    'request-invalid',
  )
  t.match(misplaced.errors, [{ pointer: '/identifier', detail: /nhsNumber/ }])
})

t.test('409: no two of a kind have one identifier of a system, whoever is faster; two of two kinds can', async (t) => {
  const value = fresh()
  const people = await Promise.all([register(), register(), register(), register()])
  const answers = await Promise.all(people.map((id) => set(coordinator, `/v1/people/${id}`, [value])))
  t.same(answers.map(({ status }) => status).sort(), [200, 409, 409, 409])
  t.equal((await set(officer, caseAt, [value])).status, 200)
  const elsewhere = service.as(inTenant('QOP', 'care-coordinator'))
  const { id } = (await elsewhere.post<{ id: string }>('/v1/people', aPerson())).ok
  t.equal((await set(elsewhere, `/v1/people/${id}`, [value])).status, 200, 'another commissioner has its own')
})

t.test('422: what has a place of its own is no identifier', async (t) => {
  const nhsNumber = anNhsNumber()
  const [known, unknown] = [await register({ nhsNumber }), await register({ nhsNumber: null })]
  const misplaced = (path: string, values: string[], of?: string) =>
    refused(t, service, () => set(officer, path, values, of), 'identifier-misplaced', `${path} ${values} ${of}`)
  for (const uri of [
    'https://fhir.nhs.uk/Id/nhs-number',
    'http://FHIR.nhs.uk/Id/NHS-Number/',
    'urn:oid:2.16.840.1.113883.2.1.4.1',
  ])
    for (const path of [`/v1/people/${known}`, caseAt, planAt]) await misplaced(path, ['A-1'], uri)
  await misplaced(`/v1/organisations/${await organisation()}`, ['A1'], 'https://fhir.nhs.uk/Id/ods-organization-code')
  const other = anNhsNumber()
  const apart = `${other.slice(0, 3)}.${other.slice(3, 6)}.${other.slice(6)}`
  for (const path of [`/v1/people/${unknown}`, caseAt, planAt, `/v1/organisations/${await organisation()}`])
    for (const value of [other, apart]) await misplaced(path, [value])
  await misplaced(`/v1/people/${known}`, [nhsNumber])
  t.equal((await set(officer, `/v1/people/${known}`, [other])).status, 200, 'theirs is known, and is another')
  t.equal((await set(officer, `/v1/people/${unknown}`, [`RW4-${nhsNumber}`])).status, 200)
  const own = (await officer.get<{ nhsNumber: string }>(`/v1/people/${ids.personId}`)).ok.nhsNumber
  for (const path of [`/v1/people/${ids.personId}`, caseAt, planAt]) {
    for (const value of [`RW4-${own}`, `RW4/${own.slice(0, 3)}-${own.slice(3)}/2`]) await misplaced(path, [value])
    await misplaced(path, ['A-1'], `https://record.trust.example/${own}/id`)
  }
})

t.test(
  'what has a number in it that becomes the number of the person goes, also of their cases and plans',
  async (t) => {
    const nhsNumber = anNhsNumber()
    const { ids } = await journeyTo(service, 'plan-drafted')
    const paths = [`/v1/people/${ids.personId}`, `/v1/cases/${ids.caseId}`, `/v1/support-plans/${ids.supportPlanId}`]
    const kept = fresh()
    for (const path of paths) t.equal((await set(officer, path, [`RW4-${nhsNumber}`, kept])).status, 200, path)
    const entries = await audited(service, async () => {
      const path = `/v1/people/${ids.personId}`
      const { etag } = await officer.get(path)
      t.equal((await officer.patch(path, { nhsNumber }, { ifMatch: etag })).status, 200)
    })
    for (const path of paths)
      t.same((await officer.get<{ identifiers: unknown }>(path)).ok.identifiers, [{ system, value: kept }], path)
    const set_ = entries.filter(({ type }) => String(type).endsWith('.identifiers-set'))
    t.same(
      set_.map(({ facts }) => facts),
      paths.map(() => ({ added: 0, removed: 1 })),
    )
  },
)

t.test('who does not know whose a case is reads no identifier of it, and finds none by it', async (t) => {
  const value = fresh()
  await set(officer, caseAt, [value], another)
  for (const role of ['auditor', 'finance-officer'] as const) {
    const client = service.as(role)
    t.same((await client.get<{ identifiers: unknown }>(caseAt)).ok.identifiers, [], role)
    t.same(await listed(client, `/v1/cases?identifier=${token(value, another)}`), [], role)
    const all = (await listed(client, '/v1/cases?limit=100')).filter(({ id }) => id === ids.caseId)
    t.same(
      all.map((one) => one.identifiers),
      role === 'auditor' ? [[]] : [],
      role,
    )
  }
  fits(t, await listed(officer, `/v1/cases?identifier=${token(value, another)}`), [{ id: ids.caseId }])
})

t.test('400: an identifier is no free text, and a thing has so many', async (t) => {
  const path = `/v1/people/${await register()}`
  for (const value of ['', 'two words', 'a|b', 'Amina‌', 'é1', '-1', 'x'.repeat(65), 'amina@example.org'])
    await refused(t, service, () => set(coordinator, path, [value]), 'request-invalid', value)
  for (const uri of [
    'record',
    'https://a b.example',
    'https://a.example/|x',
    `https://${'a'.repeat(210)}`,
    'mailto:a@b.example',
  ])
    await refused(t, service, () => set(coordinator, path, ['A1'], uri), 'request-invalid', uri)
  await refused(t, service, () => set(coordinator, path, ['A1', 'A1']), 'request-invalid')
  for (let n = 0; n < 4; n += 1) await set(coordinator, path, Array.from({ length: 5 }, fresh), `${system}/${n}`)
  await refused(t, service, () => set(coordinator, path, [fresh()]), 'request-invalid')
  // As where two records were joined that had that many each.
  await service.database.sql(
    `insert into identifier (commissioner_id, system, value, person_id, set_by, set_at)
      select commissioner_id, 'urn:joined', 'J' || n, person_id, 'somebody', now() from person, generate_series(1, 20) n
      where person_id = $1`,
    [path.split('/').at(-1)],
  )
  t.equal((await set(coordinator, path, [], `${system}/0`)).ok.items.length, 35, 'what is too much can be taken away')
})

t.test('those who set them are staff and systems who see the thing, and nobody else', async (t) => {
  const path = `/v1/people/${ids.personId}`
  const strangerTo = service.as(anActor('care-coordinator', { sub: 'another-stranger' }))
  for (const at of [path, caseAt, planAt]) {
    await refused(t, service, () => set(journey.person, at, [fresh()]), 'permission-missing', at)
    await refused(t, service, () => set(journey.broker, at, [fresh()]), 'permission-missing', at)
    await refused(t, service, () => set(strangerTo, at, [fresh()]), 'not-found', at)
    await refused(
      t,
      service,
      () => set(service.as(inTenant('QOP', 'commissioner-officer')), at, [fresh()]),
      'not-found',
      at,
    )
    for (const client of [journey.careCoordinator, service.as('machine')])
      t.equal((await set(client, at, [fresh()], `${another}.${at === path ? 1 : 2}`)).status, 200, at)
  }
  const theirs = `/v1/organisations/${await organisation()}`
  await refused(t, service, () => set(coordinator, theirs, [fresh()]), 'permission-missing')
})

t.test('what a record is known by goes over when it is joined into another', async (t) => {
  const [one, goesOnId] = [await register(), await register()]
  const [value, own] = [fresh(), fresh()].sort()
  const { nhsNumber } = (await officer.get<{ nhsNumber: string }>(`/v1/people/${goesOnId}`)).ok
  // Of the one it is another number; of both together it is theirs.
  await set(coordinator, `/v1/people/${one}`, [value ?? '', `RW4-${nhsNumber}`])
  await set(coordinator, `/v1/people/${goesOnId}`, [own ?? ''])
  const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  const { id } = (await officer.post<{ id: string }>('/v1/likely-doubles', { personId: one, otherPersonId: goesOnId }))
    .ok
  await officer.post(`/v1/likely-doubles/${id}/joining`, { goesOnId })
  t.equal((await second.post(`/v1/likely-doubles/${id}/joining/confirmation`, { goesOnId })).status, 200)
  const told = async (of: string) => (await officer.get<{ identifiers: unknown }>(`/v1/people/${of}`)).ok.identifiers
  t.same(
    await told(goesOnId),
    [value, own].map((each) => ({ system, value: each })),
  )
  t.same(await told(one), [])
})

t.test('no value is in an event or an entry of the audit', async (t) => {
  const value = fresh()
  await set(officer, caseAt, [value])
  for (const table of ['audit_entry', 'audit_outbox', 'idempotency_record', 'record_read'])
    t.same(await service.database.sql(`select 1 from ${table} x where x::text like '%${value}%'`), [], table)
})
