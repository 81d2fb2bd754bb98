import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { anyScript, notWords } from '../support/scripts.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { ids, person, representative, careCoordinator, broker, officer, teamManager } = await journeyTo(
  service,
  'team-complete',
)
const services = `/v1/cases/${ids.caseId}/current-services`
const register = (client: Client, more: object = {}) =>
  client.post<CurrentService>(services, { ...aCurrentService(), ...more })

t.test('201: the person, who acts for them and the care coordinator write down what the person has now', async (t) => {
  for (const client of [person, representative, careCoordinator]) {
    const answer = await register(client)
    t.equal(answer.status, 201)
    t.match(answer.ok, { ...aCurrentService(), caseId: ids.caseId, status: 'kept', shortfallMinutesPerWeek: 0 })
    t.equal(answer.headers.get('location'), `/v1/current-services/${answer.ok.id}`)
    const read = await client.get<CurrentService>(`/v1/current-services/${answer.ok.id}`)
    t.same(read.ok, answer.ok)
    t.equal(read.etag, '"1"')
  }
})

t.test('what was written is kept as it was written, and is on the record without its words', async (t) => {
  const words = { title: anyScript.slice(0, 200).trim(), provider: '“Ma & Pa” <b>', relationshipWith: 'רחל' }
  const entries = await audited(service, async () => {
    const answer = await register(person, words)
    t.match((await person.get(`/v1/current-services/${answer.ok.id}`)).ok, words)
  })
  t.match(entries, [
    {
      type: 'current-service.registered',
      case_id: ids.caseId,
      facts: { kind: 'therapy', status: 'kept', minutesPerWeek: 60, namedRelationship: true },
    },
  ])
})

t.test('201: a service can be at risk from the start, save NHS crisis services', async (t) => {
  t.match((await register(careCoordinator, { status: 'at-risk', statusReason: 'The group closes.' })).ok, {
    status: 'at-risk',
    statusReason: 'The group closes.',
  })
  const crisis = { kind: 'nhs-crisis', relationshipWith: null }
  t.match((await register(careCoordinator, crisis)).ok, { kind: 'nhs-crisis', status: 'kept' })
  const atRisk = () => register(careCoordinator, { ...crisis, status: 'at-risk' })
  const problem = await refused(t, service, atRisk, 'kept-service-not-tradable')
  t.match(problem.errors, [{ pointer: '/status' }])
})

t.test('422: a code that the price list does not have', async (t) => {
  const problem = await refused(
    t,
    service,
    () => register(person, { serviceCode: 'talking-therapy' }),
    'service-unknown',
  )
  t.match(problem.errors, [{ pointer: '/serviceCode' }])
  const lambeth = await journeyTo(service, 'team-complete', { scheme: 'lambeth-integrated' })
  const path = `/v1/cases/${lambeth.ids.caseId}/current-services`
  const body = aCurrentService({ serviceCode: 'talking-therapy' })
  t.match((await lambeth.person.post(path, body)).ok, { serviceCode: 'talking-therapy' })
})

t.test('409: a case has at most two hundred services, so that each is looked at', async (t) => {
  const full = await journeyTo(service, 'case-opened')
  const path = `/v1/cases/${full.ids.caseId}/current-services`
  await full.person.post(path, aCurrentService())
  const copies = `insert into current_service (commissioner_id, current_service_id, case_id, kind, title, provider, status, registered_at, registered_by, version)
    select commissioner_id, gen_random_uuid(), case_id, kind, title, provider, status, registered_at, registered_by, 1
    from current_service, generate_series(1, $2) where case_id = $1`
  await service.database.sql(copies, [full.ids.caseId, 198])
  t.equal((await full.person.post(path, aCurrentService())).status, 201)
  await refused(t, service, () => full.person.post(path, aCurrentService()), 'services-full')
})

t.test('400: the body is held to the contract, field by field', async (t) => {
  for (const [more, pointer] of [
    [{ kind: 'crisis' }, '/kind'],
    [{ title: '' }, '/title'],
    [{ title: 'x'.repeat(201) }, '/title'],
    [{ provider: null }, '/provider'],
    [{ minutesPerWeek: -1 }, '/minutesPerWeek'],
    [{ minutesPerWeek: 10_081 }, '/minutesPerWeek'],
    [{ minutesPerWeek: 1.5 }, '/minutesPerWeek'],
    [{ minutesPerWeek: '60' }, '/minutesPerWeek'],
    [{ serviceCode: 'Talking therapy' }, '/serviceCode'],
    [{ status: 'ending' }, '/status'],
    [{ endsOn: '2027-01-01' }, '/endsOn'],
  ] as const) {
    const problem = await refused(
      t,
      service,
      () => register(person, more),
      'request-invalid',
      JSON.stringify(more).slice(0, 60),
    )
    t.ok(problem.errors?.some((error) => error.pointer === pointer))
  }
  for (const [name, words] of Object.entries(notWords))
    await refused(t, service, () => register(person, { title: words }), 'request-invalid', name)
})

t.test('403: nobody else writes it, the broker least of all', async (t) => {
  await refused(t, service, () => register(broker), 'permission-missing', 'broker')
  await refused(t, service, () => register(officer), 'permission-missing', 'officer')
  await refused(t, service, () => register(teamManager), 'permission-missing', 'team manager')
  await refused(t, service, () => register(service.as('machine')), 'case-role-required', 'machine')
  const both = service.as(anActor('care-coordinator', { sub: 'the-broker' }))
  await refused(t, service, () => register(both), 'not-found', 'a broker who is a care coordinator elsewhere')
})

t.test('409: not on a case that has ended; what is there can still be read', async (t) => {
  const ended = await journeyTo(service, 'case-opened')
  const path = `/v1/cases/${ended.ids.caseId}/current-services`
  const { id } = (await ended.person.post<CurrentService>(path, aCurrentService())).ok
  await ended.person.post(`/v1/cases/${ended.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => ended.person.post(path, aCurrentService()), 'case-ended')
  t.equal((await ended.person.get(`/v1/current-services/${id}`)).status, 200)
})

t.test('whoever works on the case reads what the person has now; a page at a time, newest first', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  for (const title of ['First', 'Second', 'Third']) await journey.person.post(path, aCurrentService({ title }))
  for (const client of [
    journey.person,
    journey.representative,
    journey.careCoordinator,
    journey.broker,
    journey.officer,
    journey.teamManager,
  ]) {
    const first = (await client.get<{ items: CurrentService[]; nextCursor: string }>(`${path}?limit=2`)).ok
    t.same(
      first.items.map((item) => item.title),
      ['Third', 'Second'],
      client.actor?.sub ?? '',
    )
    const rest = (await client.get<{ items: CurrentService[]; nextCursor: null }>(`${path}?cursor=${first.nextCursor}`))
      .ok
    t.same(
      rest.items.map((item) => item.title),
      ['First'],
    )
    t.equal(rest.nextCursor, null)
  }
})

t.test('404: of another person, and of nobody', async (t) => {
  const other = await journeyTo(service, 'case-opened')
  const { id } = (await register(person)).ok
  await refused(t, service, () => other.person.get(services), 'not-found')
  await refused(t, service, () => other.person.get(`/v1/current-services/${id}`), 'not-found')
  await refused(t, service, () => other.person.post(services, aCurrentService()), 'not-found')
  await refused(t, service, () => person.get(`/v1/current-services/${unknownId()}`), 'not-found')
})

t.test('the doors are closed to whoever has no business here', async (t) => {
  const { id } = (await register(person)).ok
  await closed(t, service, 'service:write', (client) => client.post(services, aCurrentService()))
  await closed(t, service, 'service:read', (client) => client.get(services))
  await closed(t, service, 'service:read', (client) => client.get(`/v1/current-services/${id}`))
  await closed(t, service, 'service:read', (client) => client.get(`/v1/cases/${ids.caseId}/what-stays`))
})
