import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anNhsNumber, aPerson, unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const coordinator = service.as('care-coordinator')
const register = async (more: Parameters<typeof aPerson>[0] = {}) => officer.post<Person>('/v1/people', aPerson(more))

t.test('201: a person is registered and found where Location says', async (t) => {
  const body = aPerson()
  const answer = await officer.post<Person>('/v1/people', body)
  t.equal(answer.status, 201)
  fits(t, answer.ok, { ...body, registeredAt: '2026-11-24T09:30:00.000Z' })
  t.same((await officer.get<Person>(answer.headers.get('location') ?? '')).ok, answer.ok)
})

t.test('201: an NHS number is kept as ten digits however it is written', async (t) => {
  const digits = anNhsNumber()
  const written = `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
  t.equal((await register({ nhsNumber: written })).ok.nhsNumber, digits)
  t.equal((await register({ nhsNumber: written.replaceAll(' ', '-') })).ok.nhsNumber, digits)
})

t.test('201: people whose NHS number is not known do not stand in each other’s way', async (t) => {
  for (let number = 0; number < 2; number += 1) t.equal((await register({ nhsNumber: null })).status, 201)
})

t.test('400: an NHS number with a wrong check digit is refused, and the field is named', async (t) => {
  for (const nhsNumber of ['9990000019', '0000000001', '12 34567890', '----------']) {
    const problem = await refused(t, service, () => register({ nhsNumber }), 'nhs-number-invalid', nhsNumber)
    fits(t, problem.errors, [{ pointer: '/nhsNumber' }])
  }
})

t.test('404: a care coordinator sees those on whose case they work, and nobody else', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const stranger = service.as({ ...coordinatorActor, sub: 'another-coordinator' })
  t.equal((await coordinator.get(`/v1/people/${ids.personId}`)).status, 200)
  await refused(t, service, () => stranger.get(`/v1/people/${ids.personId}`), 'not-found')
  await refused(t, service, () => coordinator.get(`/v1/people/${unknownId()}`), 'not-found')
  const elsewhere = service.as(inTenant('QOP', 'commissioner-officer'))
  await refused(t, service, () => elsewhere.get(`/v1/people/${ids.personId}`), 'not-found')
})

t.test(
  '200: a change touches what it names and nothing else, and says so in the audit without the words',
  async (t) => {
    const before = await register()
    const path = `/v1/people/${before.ok.id}`
    const entries = await audited(service, async () => {
      const patch = { language: 'cy', communicationNeeds: null }
      const changed = await officer.patch<Person>(path, patch, { ifMatch: before.etag })
      t.same(changed.ok, { ...before.ok, ...patch })
      t.same((await officer.get<Person>(path)).ok, changed.ok)
    })
    fits(t, entries, [{ type: 'person.changed', facts: { fields: ['language', 'communicationNeeds'] } }])
  },
)

t.test('a change is held to what a registration is held to', async (t) => {
  const other = await register()
  const change = (patch: object) => () => officer.patch(`/v1/people/${other.ok.id}`, patch, { ifMatch: other.etag })
  await refused(t, service, change({ nhsNumber: '9990000019' }), 'nhs-number-invalid')
  for (const patch of [
    { givenName: null, familyName: null },
    { subject: 'sub-two' },
    { id: unknownId() },
    { registeredAt: null },
    { version: 7 },
    { bornOn: '2026-02-30' },
  ])
    await refused(t, service, change(patch), 'request-invalid', JSON.stringify(patch))
})

t.test('400: a day on which nobody was born, registered or changed; the field is named', async (t) => {
  const { ok, etag } = await register()
  const change = (bornOn: string) => officer.patch(`/v1/people/${ok.id}`, { bornOn }, { ifMatch: etag })
  for (const bornOn of ['9999-12-31', '2026-11-25', '1899-12-31', '0001-01-01'])
    for (const ask of [() => register({ bornOn }), () => change(bornOn)]) {
      const problem = await refused(t, service, ask, 'request-invalid', bornOn)
      fits(t, problem.errors, [{ pointer: '/bornOn' }])
    }
  for (const bornOn of ['1900-01-01', '2026-11-24']) t.equal((await register({ bornOn })).status, 201, bornOn)
})

t.test('404: what cannot be seen cannot be changed, whatever the ETag', async (t) => {
  const person = await register()
  const change = (who: Parameters<typeof service.as>[0]) => () =>
    service.as(who).patch(`/v1/people/${person.ok.id}`, { language: 'cy' }, { ifMatch: person.etag })
  await refused(t, service, change(inTenant('QOP', 'commissioner-officer')), 'not-found')
  await refused(t, service, change('care-coordinator'), 'not-found')
})

const coordinatorActor = { sub: 'x', commissioner: 'QYG', organisation: 'RW4', roles: ['care-coordinator'] }

t.test('403: a person looks nobody up by NHS number', async (t) => {
  await refused(
    t,
    service,
    () => service.as('person').post('/v1/people/searches', { nhsNumber: anNhsNumber() }),
    'permission-missing',
  )
})
