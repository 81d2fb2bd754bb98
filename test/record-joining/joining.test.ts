import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseOpened, CaseView } from '../../src/cases/schemas.ts'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, anNhsNumber, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')
const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
const register = async (more: Parameters<typeof aPerson>[0], client = coordinator) =>
  (await client.post<Person>('/v1/people', aPerson(more))).ok
const doubles = async () => (await officer.get<{ items: LikelyDouble[] }>('/v1/likely-doubles')).ok.items
const doubleOf = async (...ids: string[]) => {
  const found = (await doubles()).find(({ personIds }) => ids.every((id) => personIds.includes(id)))
  return `/v1/likely-doubles/${found?.id}/joining`
}
const otherScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }

t.test('the likely double is told: of the same names and birth, or of one number', async (t) => {
  const names = { givenName: 'Iphigenia', familyName: 'Wotherspoon', nhsNumber: null }
  const one = await register(names)
  const entries = await audited(service, async () => {
    const two = await register({ ...names, givenName: 'iphigenia' })
    t.same(two.likelySame, [one.id])
    fits(t, (await doubles())[0], { likeness: 'names-and-birth', settledAs: null })
    for (const id of [one.id, two.id]) await coordinator.post<CaseOpened>('/v1/cases', aCase(id))
    t.same((await coordinator.get<Person>(`/v1/people/${two.id}`)).ok.likelySame, [one.id])
  })
  t.ok(entries.some(({ type }) => type === 'person.likely-double-found'))
  const [three, four] = [await register({}), await register({})]
  const { etag } = await coordinator.get(`/v1/people/${four.id}`)
  const changed = await coordinator.patch<Person>(
    `/v1/people/${four.id}`,
    { nhsNumber: three.nhsNumber },
    { ifMatch: etag },
  )
  t.same(changed.ok.likelySame, [three.id], 'a change leads to joining, and not to a dead end')
  t.same((await coordinator.post<CaseOpened>('/v1/cases', aCase(four.id))).ok.likelySame, [three.id])
})

t.test('two with the same names and birth and another number each are two people', async (t) => {
  const names = { givenName: 'Peregrine', familyName: 'Ashbourne' }
  await register(names)
  t.same((await register(names)).likelySame, [])
})

t.test('whether a number is known is told to nobody who does not see the person', async (t) => {
  const { nhsNumber } = await register({})
  const known = await stranger.post<Person>('/v1/people', aPerson({ nhsNumber }))
  const unknown = await stranger.post<Person>('/v1/people', aPerson({ nhsNumber: anNhsNumber() }))
  t.same([known.status, known.ok.likelySame], [unknown.status, unknown.ok.likelySame])
  t.equal(known.etag, unknown.etag)
  const change = await stranger.patch<Person>(`/v1/people/${unknown.ok.id}`, { nhsNumber }, { ifMatch: unknown.etag })
  t.same([change.status, change.ok.likelySame], [200, [known.ok.id]], 'their own other record alone')
})

t.test('of eight who register one number at once, each double is found', async (t) => {
  const nhsNumber = anNhsNumber()
  const made = await Promise.all(Array.from({ length: 8 }, () => register({ nhsNumber })))
  const [{ count } = { count: 0 }] = await service.database.sql<{ count: number }>(
    'select count(*)::int as count from likely_double where first_person_id = any($1) and second_person_id = any($1)',
    [made.map(({ id }) => id)],
  )
  t.equal(count, 28)
})

t.test(
  'two officers join two records: cases, consents and the sign-in go over, and the other says where',
  async (t) => {
    const { ids, person } = await journeyTo(service, 'review-done')
    const { nhsNumber } = (await officer.get<Person>(`/v1/people/${ids.personId}`)).ok
    const goesOn = await register({ nhsNumber, givenName: 'Zeb', familyName: null })
    const other = (await coordinator.post<CaseOpened>('/v1/cases', aCase(goesOn.id, otherScheme))).ok
    const path = await doubleOf(ids.personId, goesOn.id)
    t.equal((await coordinator.post(path, { goesOnId: goesOn.id })).problem.code, 'permission-missing')
    await refused(t, service, () => officer.post(`${path}/confirmation`, { goesOnId: goesOn.id }), 'wrong-state')
    t.equal((await officer.post(path, { goesOnId: goesOn.id })).status, 200)
    await refused(
      t,
      service,
      () => officer.post(`${path}/confirmation`, { goesOnId: goesOn.id }),
      'second-person-needed',
    )
    const entries = await audited(service, async () => {
      fits(t, (await second.post<LikelyDouble>(`${path}/confirmation`, { goesOnId: goesOn.id })).ok, {
        settledAs: 'joined',
      })
    })
    t.ok(entries.some(({ type, case_id }) => type === 'case.person-joined' && case_id === ids.caseId))

    t.equal((await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.personId, goesOn.id)
    t.same((await person.get<CaseView>(`/v1/cases/${other.id}`)).ok.caseRoles, ['person'])
    const consents = await person.get<{ items: unknown[] }>(`/v1/people/${goesOn.id}/consents`)
    t.ok(consents.ok.items.length > 0)
    t.equal((await person.get(`/v1/cases/${ids.caseId}/statement`)).status, 200)
    const { items } = (await coordinator.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok
    t.same(
      items.filter(({ caseRole, leftAt }) => caseRole === 'person' && leftAt === null).map(({ name }) => name),
      ['Zeb'],
    )
    const left = await officer.get<Person>(`/v1/people/${ids.personId}`)
    t.equal(left.ok.joinedInto, goesOn.id)
    const change = () => officer.patch(`/v1/people/${ids.personId}`, { language: 'cy' }, { ifMatch: left.etag })
    await refused(t, service, change, 'not-found', 'it is written no more')
    await refused(t, service, () => officer.post('/v1/cases', aCase(ids.personId)), 'reference-unknown')
    await refused(t, service, () => second.post(`${path}/confirmation`, { goesOnId: goesOn.id }), 'wrong-state')
  },
)

t.test('409: two cases in flight in one scheme, or two sign-ins, are in the way until one is ended', async (t) => {
  const [one, two] = [await journeyTo(service, 'case-opened'), await journeyTo(service, 'case-opened')]
  const reported = await officer.post<LikelyDouble>('/v1/likely-doubles', {
    personId: one.ids.personId,
    otherPersonId: two.ids.personId,
  })
  const path = `/v1/likely-doubles/${reported.ok.id}/joining`
  await officer.post(path, { goesOnId: one.ids.personId })
  const join = () => second.post(`${path}/confirmation`, { goesOnId: one.ids.personId })
  const entries = await audited(service, async () => {
    fits(t, (await join()).problem.conflict, { kind: 'case', id: two.ids.caseId })
  })
  t.ok(entries.some(({ type }) => type === 'person.join-confirmed'))
  await two.person.post(`/v1/cases/${two.ids.caseId}/withdrawal`, { words: null })
  t.match((await refused(t, service, join, 'join-blocked')).detail, /sign-in/)
  await two.person.post(`/v1/sign-ins/${two.ids.signInId}/ending`)
  t.equal((await join()).status, 200)
  t.equal((await one.person.get<CaseView>(`/v1/cases/${two.ids.caseId}`)).status, 404, 'an ended case has no new place')
})

t.test('422 and 403: what is joined are two records of here, and no system joins them', async (t) => {
  const [one, two] = [await register({}), await register({})]
  const report = (personId: string, otherPersonId: string, client = officer) =>
    client.post<LikelyDouble>('/v1/likely-doubles', { personId, otherPersonId })
  await refused(t, service, () => report(one.id, one.id), 'reference-unknown')
  await refused(t, service, () => report(one.id, two.id, service.as('machine')), 'permission-missing')
  const { id } = (await report(one.id, two.id)).ok
  await refused(t, service, () => report(two.id, one.id), 'wrong-state')
  const elsewhere = { goesOnId: (await register({})).id }
  await refused(t, service, () => officer.post(`/v1/likely-doubles/${id}/joining`, elsewhere), 'reference-unknown')
  t.ok((await doubles()).some((double) => double.id === id))
})
