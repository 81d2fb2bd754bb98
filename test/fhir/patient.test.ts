import type { CapabilityStatement, OperationOutcome, Patient } from '@medplum/fhirtypes'
import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anNhsNumber, aPerson, unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { asking, idsOf, resourcesOf, saidOf, settle } from './acts.ts'

const service = await startService(t)
const officer = asking(service, 'commissioner-officer')
const register = async (more: Parameters<typeof aPerson>[0] = {}) =>
  (await service.as('commissioner-officer').post<Person>('/v1/people', aPerson(more))).ok
const nhs = 'https://fhir.nhs.uk/Id/nhs-number'

t.test('what can be asked is read without a token', async (t) => {
  const { status, body } = await asking(service, undefined).get<CapabilityStatement>('/metadata')
  t.equal(status, 200)
  t.equal(body.fhirVersion, '4.0.1')
  const kinds = body.rest?.[0]?.resource ?? []
  t.same(kinds.map(({ type }) => type).sort(), [
    'CarePlan',
    'CareTeam',
    'Consent',
    'DocumentReference',
    'Goal',
    'Patient',
    'ServiceRequest',
  ])
  for (const { type, interaction } of kinds)
    t.same(
      interaction?.map(({ code }) => code),
      ['read', 'search-type'],
      type,
    )
})

t.test('a person is read as a Patient, as UK Core has the NHS number', async (t) => {
  const nhsNumber = anNhsNumber()
  const person = await register({ nhsNumber, givenName: 'Zoë 沈', familyName: 'Ó Murchú' })
  const { status, body, headers } = await officer.get<Patient>(`/Patient/${person.id}`)
  t.equal(status, 200)
  t.equal(headers.get('last-modified'), 'Tue, 24 Nov 2026 09:30:00 GMT')
  fits(t, body, {
    id: person.id,
    meta: { lastUpdated: '2026-11-24T09:30:00.000Z' },
    identifier: [
      { system: nhs, value: nhsNumber },
      { system: 'urn:ietf:rfc3986', value: `urn:uuid:${person.id}` },
    ],
    active: true,
    name: [{ text: 'Zoë 沈 Ó Murchú', family: 'Ó Murchú', given: ['Zoë 沈'] }],
    birthDate: person.bornOn,
  })
  t.notMatch(JSON.stringify(body), /ethnic|orientation/i)
})

t.test('one name is enough, and a year is a birth date', async (t) => {
  const person = await register({ nhsNumber: null, familyName: null, bornOn: '1990' })
  const { body } = await officer.get<Patient>(`/Patient/${person.id}`)
  t.equal(body.birthDate, '1990')
  t.notOk(body.name?.[0]?.family)
  t.same(
    body.identifier?.map(({ system }) => system),
    ['urn:ietf:rfc3986'],
  )
})

t.test('a person is found by NHS number with POST, and never by an address', async (t) => {
  const nhsNumber = anNhsNumber()
  const person = await register({ nhsNumber })
  const of = { birthdate: person.bornOn, purpose: 'person-asks' }
  const found = await officer.post('Patient', { ...of, identifier: `${nhs}|${nhsNumber}` })
  t.same(idsOf(found.body), [person.id])
  t.notMatch(JSON.stringify(found.body.link), nhsNumber)
  const spaced = `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`
  t.same(idsOf((await officer.post('Patient', { ...of, identifier: `${nhs}|${spaced}` })).body), [person.id])
  t.same(idsOf((await officer.post('Patient', { ...of, identifier: `${nhs}|${anNhsNumber()}` })).body), [])
  t.equal(
    (await officer.post('Patient', { ...of, identifier: `${nhs}|9990000019` })).status,
    400,
    'it is no NHS number',
  )
  // Fixed digits, for the number of nobody may stand in an address of this test.
  for (const refused of [
    await officer.refused(`/Patient?identifier=${nhs}|9990000018`),
    await officer.post('Patient', of, `?identifier=${nhs}|9990000018`),
  ]) {
    t.equal(refused.status, 400)
    t.match(saidOf(refused.body as OperationOutcome).text, /send it with POST to _search/)
  }
})

t.test('a number alone finds nobody: to look somebody up is what it is at searchPeople', async (t) => {
  const nhsNumber = anNhsNumber()
  const person = await register({ nhsNumber, familyName: 'Zephyrine' })
  const [identifier, purpose] = [`${nhs}|${nhsNumber}`, 'referral-received']
  for (const [more, name] of [
    [{ purpose }, 'identifier'],
    [{ family: 'Zephyrine' }, 'purpose'],
    [{ family: 'Zephyrine', purpose: 'because' }, 'purpose'],
    [{ birthdate: 'ge1990', purpose }, 'birthdate'],
  ] as const) {
    const refused = await officer.post('Patient', { identifier, ...more } as Record<string, string>)
    t.equal(refused.status, 400)
    t.match(saidOf(refused.body as unknown as OperationOutcome).text, `The parameter ${name} `)
  }
  const inAddress = await officer.post('Patient', { identifier, purpose }, '?family=Zephyrine')
  t.match(saidOf(inAddress.body as unknown as OperationOutcome).text, /^The parameter family .* no address/)
  const entries = await audited(service, async () => {
    t.same(idsOf((await officer.post('Patient', { identifier, purpose, family: ' zephyrine' })).body), [person.id])
    t.same(idsOf((await officer.post('Patient', { identifier, purpose, family: 'Another' })).body), [])
  })
  fits(
    t,
    entries.filter(({ type }) => type === 'person.searched'),
    [{ facts: { found: true, purpose } }, { facts: { found: false, purpose } }],
  )
  const unscoped = asking(service, aMachine(['person:read']))
  const refused = await unscoped.post('Patient', { identifier, purpose, family: 'Zephyrine' })
  t.equal(saidOf(refused.body as unknown as OperationOutcome).text, 'The permission person:search is missing')
  const often = asking(service, anActor('commissioner-officer', { sub: 'who-tries-often' }))
  const statuses = new Set<number>()
  for (const _ of Array(61).keys())
    statuses.add((await often.post('Patient', { identifier, purpose, family: 'Another' })).status)
  t.same([...statuses], [200, 429])
})

t.test('a person is found by our own identifier, and by id', async (t) => {
  const [one, other] = [await register(), await register()]
  t.same(idsOf((await officer.search(`/Patient?identifier=urn:ietf:rfc3986|urn:uuid:${one.id}`)).body), [one.id])
  const both = await officer.search(`/Patient?_id=${one.id.toUpperCase()},${other.id},${unknownId()},no-id`)
  t.same(idsOf(both.body).sort(), [one.id, other.id].sort())
  t.same(
    idsOf(
      (await officer.search(`/Patient?_id=${one.id},${other.id}&identifier=urn:ietf:rfc3986|urn:uuid:${other.id}`))
        .body,
    ),
    [other.id],
  )
  t.same(resourcesOf((await officer.search(`/Patient?_id=${unknownId()}`)).body), [])
})

t.test('who may not see somebody gets what they get where there is nobody', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { personId } = journey.ids
  const { nhsNumber, bornOn } = (await journey.officer.get<Person>(`/v1/people/${personId}`)).ok
  const of = { birthdate: bornOn, purpose: 'person-asks' }
  const seers = ['person', 'care-coordinator', 'commissioner-officer', 'machine'] as const
  for (const who of seers) t.equal((await asking(service, who).get(`/Patient/${personId}`)).status, 200, who)
  const strangers = [
    inTenant('QOP', 'commissioner-officer'),
    inTenant('QOP', 'machine'),
    aMachine(['person:read', 'person:search'], 'PRV1'),
  ]
  for (const who of strangers) {
    const refused = await asking(service, who).refused(`/Patient/${personId}`)
    t.equal(refused.status, 404)
    t.same(saidOf(refused.body).code, 'not-found')
    const searched = await asking(service, who).post('Patient', { identifier: `${nhs}|${nhsNumber}`, ...of })
    t.same(idsOf(searched.body), [])
    t.same(idsOf((await asking(service, who).search(`/Patient?_id=${personId}`)).body), [])
  }
  const unscoped = await asking(service, aMachine(['case:read'])).refused(`/Patient/${personId}`)
  t.equal(unscoped.status, 403)
  t.same(saidOf(unscoped.body), {
    issue: 'forbidden',
    code: 'permission-missing',
    text: 'The permission person:read is missing',
  })
  const nobody = await asking(service, undefined).refused(`/Patient/${personId}`)
  t.equal(nobody.status, 401)
  t.equal(saidOf(nobody.body).issue, 'login')
})

t.test('nobody is listed whom one sees only as everybody is seen', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const path = `/Patient?_lastUpdated=ge${service.clock.now().toISOString()}&_count=100`
  settle(service)
  const listed = async (who: Parameters<typeof asking>[1]) => idsOf((await asking(service, who).search(path)).body)
  t.ok((await listed('care-coordinator')).includes(ids.personId))
  for (const who of ['commissioner-officer', 'machine'] as const) {
    t.notOk((await listed(who)).includes(ids.personId), who)
    t.equal((await asking(service, who).get(`/Patient/${ids.personId}`)).status, 200, who)
  }
})
