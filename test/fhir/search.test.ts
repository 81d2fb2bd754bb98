import type { CapabilityStatement, CarePlan, Patient } from '@medplum/fhirtypes'
import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { asking, idsOf, nextOf, resourcesOf, saidOf, settle } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const asked = asking(service, 'commissioner-officer')
const register = async (more: Parameters<typeof aPerson>[0] = {}) =>
  (await officer.post<Person>('/v1/people', aPerson(more))).ok.id
const registeredAt = async (at: string) => {
  service.clock.set(at)
  return register()
}
const first = await registeredAt('2026-11-25T09:30:00.123Z')
const second = await registeredAt('2026-11-25T09:30:00.124Z')
const third = await registeredAt('2026-11-25T23:59:59.999Z')
const fourth = await registeredAt('2026-11-26T00:00:00.000Z')
settle(service)
/** Those of the four whom these spans find, in the order in which they were found. */
const foundBy = async (...spans: readonly string[]) => {
  const query = spans.map((span) => `_lastUpdated=${encodeURIComponent(span)}`).join('&')
  const { body } = await asked.search(`/Patient?${query}&_count=100`)
  return idsOf(body).filter((id) => [first, second, third, fourth].includes(id))
}

t.test('when something changed is told apart to the millisecond, in both directions', async (t) => {
  const [at, next] = ['2026-11-25T09:30:00.123Z', '2026-11-25T09:30:00.124Z']
  t.same(await foundBy(`ge${at}`), [first, second, third, fourth])
  t.same(await foundBy(`gt${at}`), [second, third, fourth])
  t.same(await foundBy(`ge${at}`, `le${at}`), [first])
  t.same(await foundBy(`ge${at}`, `lt${at}`), [])
  t.same(await foundBy(`ge${at}`, `lt${next}`), [first])
  t.same(await foundBy(at), [first])
  t.same(await foundBy(`eq${next}`), [second])
})

t.test('a value stands for all that its precision covers, and a day is one of England', async (t) => {
  t.same(await foundBy('2026-11-25T09:30:00Z'), [first, second])
  t.same(await foundBy('2026-11-25T09:30Z'), [first, second])
  t.same(await foundBy('2026-11-25T10:30:00.123+01:00'), [first])
  t.same(await foundBy('2026-11-25'), [first, second, third])
  t.same(await foundBy('gt2026-11-25'), [fourth])
  t.same(await foundBy('2026-11-25', 'gt2026-11-25T09:30:00Z'), [third])
  t.same(await foundBy('2026-11'), [first, second, third, fourth])
  t.same(await foundBy('gt2026-11'), [])
})

t.test('what is no instant, or goes back further than a list does, is refused', async (t) => {
  for (const wrong of [
    'ge2026-02-30',
    '2026-13',
    'sa2026-11-25',
    '2026-11-25T09:30:00.1234Z',
    '2026-11-25T24:00Z',
    'ge',
  ])
    t.equal((await asked.refused(`/Patient?_lastUpdated=${wrong}`)).status, 400, wrong)
  t.equal((await asked.refused('/Patient?_lastUpdated=2026-11-25T09:30:00')).status, 400, 'without a zone')
  for (const costly of ['', '?_count=5', '?_lastUpdated=le2026-11-25', '?_lastUpdated=ge2026-10-25']) {
    const { status, body } = await asked.refused(`/Patient${costly}`)
    t.equal(status, 400)
    t.equal(saidOf(body).issue, 'too-costly', costly)
  }
  const at = (await asked.search(`/Patient?_id=${first}&_lastUpdated=ge1990&_lastUpdated=le2100-01-01`)).body
  t.same(idsOf(at), [first], 'beside an id it goes back as far as there is anything')
})

t.test('pages of what changed follow one another, and what changes meanwhile comes again', async (t) => {
  const seen: string[] = []
  let path: string | undefined = '/Patient?_lastUpdated=ge2026-11-25T09:30:00.123Z&_count=1'
  const changes = [...Array(2).keys()]
  let changedAt = ''
  while (path !== undefined) {
    const { body } = await asked.search(path)
    seen.push(...idsOf(body))
    path = nextOf(body)
    if (changes.pop() === undefined) continue
    service.clock.advance({ seconds: 1 })
    const { etag } = await officer.get(`/v1/people/${first}`)
    await officer.patch(`/v1/people/${first}`, { interpreterNeeded: changes.length === 0 }, { ifMatch: etag })
    changedAt = service.clock.now().toISOString()
    settle(service)
  }
  t.same(seen, [first, second, third, fourth, first])
  const changed = (await asked.get<Patient>(`/Patient/${first}`)).body
  t.equal(changed.meta?.lastUpdated, changedAt)
})

t.test('an unknown parameter is refused, or passed over where the client says so', async (t) => {
  const path = `/Patient?_id=${first}&gender=female`
  for (const headers of [{}, { prefer: 'handling=strict' }]) {
    const { status, body } = await asked.refused(path, headers)
    t.equal(status, 400)
    t.match(saidOf(body).text, /^There is no search by gender here\. It takes _id, identifier, _lastUpdated, /)
  }
  const { body } = await asked.search(path, { prefer: 'respond-async, handling=lenient' })
  t.equal(body.entry?.length, 2)
  t.equal(body.entry?.[1]?.search?.mode, 'outcome')
  t.notMatch(JSON.stringify(body.link), 'gender', 'its own link says what was understood')
})

t.test('what is not as a parameter takes it is refused, with which', async (t) => {
  for (const [query, name] of [
    ['_id=', '_id'],
    [`_id=${first}&_id=${second}`, '_id'],
    [`_id=${Array(101).fill(first).join()}`, '_id'],
    [`_id=${first}&_count=0`, '_count'],
    [`_id=${first}&_count=1e2`, '_count'],
    [`_id=${first}&_page=AAAA`, '_page'],
    [`_id=${first}&_page=${btoa(`2026-11-25T09:30:00.000Z ${first}.0123456789abcdef`)}`, '_page'],
    [`_id=${first}&birthdate=1990`, 'birthdate'],
    ['identifier=RW4-1', 'identifier'],
    ['identifier=|RW4-1', 'identifier'],
    ['identifier=urn:a|', 'identifier'],
    ['identifier=urn:a|RW4-1', 'identifier'],
  ] as const) {
    const { status, body } = await asked.refused(`/Patient?${query}`)
    t.equal(status, 400, query)
    t.match(saidOf(body).text, `The parameter ${name} `)
  }
  t.equal((await asked.refused('/CarePlan?patient=Group/1')).status, 400)
  const days = (await asked.search(`/Patient?_id=${first},${first}.0123456789abcdef&_lastUpdated=le2199-12-31`)).body
  t.same(idsOf(days), [first], 'the last day that is taken, and an id that is of no person')
  t.equal((await asked.search(`/Patient?_id=${first}&_count=100000`)).status, 200)
})

t.test(
  'a search is in the order of its changes, the earliest first: that can be asked for, and no other',
  async (t) => {
    const usual = `/Patient?_id=${first},${second}`
    const { entry, link } = (await asked.search(`${usual}&_sort=_lastUpdated&_count=1`)).body
    t.same(entry, (await asked.search(`${usual}&_count=1`)).body.entry)
    t.match(link?.find(({ relation }) => relation === 'next')?.url, '_sort=_lastUpdated')
    for (const other of ['-_lastUpdated', 'family', '_lastUpdated,_id', '']) {
      const { status, body } = await asked.refused(`${usual}&_sort=${other}`)
      t.same([status, saidOf(body).issue], [400, 'not-supported'], other)
      t.match(saidOf(body).text, '_sort=_lastUpdated')
      const lenient = (await asked.search(`${usual}&_sort=${other}`, { prefer: 'handling=lenient' })).body
      t.notMatch(JSON.stringify(lenient.link), '_sort', 'what was passed over is not among what was understood')
      t.match(lenient.entry?.at(-1)?.search?.mode, 'outcome')
    }
    const { rest } = (await asked.get<CapabilityStatement>('/metadata')).body
    t.match(rest?.[0]?.documentation, '_sort takes that, as _lastUpdated, and no other')
  },
)

t.test('what other systems know a person, a case and a plan by is told, found, and changes them', async (t) => {
  const { ids, careCoordinator } = await journeyTo(service, 'plan-drafted')
  const system = 'https://record.trust.example/id'
  const { bornOn } = (await careCoordinator.get<Person>(`/v1/people/${ids.personId}`)).ok
  const things = [
    ['Patient', ids.personId, `/v1/people/${ids.personId}`],
    ['CareTeam', ids.caseId, `/v1/cases/${ids.caseId}`],
    ['CarePlan', ids.supportPlanId, `/v1/support-plans/${ids.supportPlanId}`],
  ] as const
  const byTeam = asking(service, 'care-coordinator')
  const ofSystem = async (name: string) =>
    ((await asked.get<Patient | CarePlan>(`/${name}`)).body.identifier ?? []).filter((one) => one.system === system)
  for (const [type, id, path] of things) {
    for (const values of [['RW4-1', 'RW4-2'], []]) {
      service.clock.advance({ seconds: 1 })
      await careCoordinator.post(`${path}/identifiers`, { system, values })
      t.same(
        await ofSystem(`${type}/${id}`),
        values.map((value) => ({ system, value })),
      )
      const identifier = `${system}|RW4-2`
      const found = await (type === 'Patient'
        ? asked.post(type, { identifier, birthdate: bornOn, purpose: 'correct-record' })
        : asked.search(`/${type}?identifier=${identifier}`))
      t.same(idsOf(found.body), values.length > 0 ? [id] : [], type)
      const since = `_lastUpdated=ge${service.clock.now().toISOString()}`
      settle(service)
      t.same(idsOf((await byTeam.search(`/${type}?${since}`)).body), [id], 'it has changed')
    }
  }
  t.same(idsOf((await asked.search(`/Consent?identifier=${system}|RW4-2`)).body), [])
  const refused = await asked.refused(`/CarePlan?identifier=${system}|999-000-0018`)
  t.match(saidOf(refused.body).text, /goes in no address/, 'separators do not hide it')
})

t.test('what is found by POST is what is found by GET', async (t) => {
  const { ids } = await journeyTo(service, 'plan-drafted')
  for (const kind of ['CarePlan', 'Goal', 'ServiceRequest', 'CareTeam']) {
    const byGet = (await asked.search(`/${kind}?patient=${ids.personId}`)).body
    t.ok(resourcesOf(byGet).length > 0, kind)
    t.same((await asked.post(kind, { patient: `Patient/${ids.personId}` })).body.entry, byGet.entry)
  }
})
