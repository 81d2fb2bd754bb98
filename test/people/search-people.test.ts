import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anNhsNumber, aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const coordinator = service.as('care-coordinator')
const registered = aPerson({ givenName: 'Ottoline', familyName: 'Zephyrine' })
const { id } = (await officer.post<{ id: string }>('/v1/people', registered)).ok
const nhsNumber = registered.nhsNumber ?? ''

interface Found {
  readonly items: readonly unknown[]
}
const search = (more: object, client: Client = coordinator) =>
  client.post<Found>('/v1/people/searches', {
    purpose: 'referral-received',
    nhsNumber,
    bornOn: null,
    familyName: null,
    ...more,
  })

t.test('200: a match tells no more than it takes to say that it is them, and the search is audited', async (t) => {
  const match = { id, givenName: 'Ottoline', familyInitial: 'Z', bornIn: '1984' }
  const entries = await audited(service, async () => {
    t.same((await search({ bornOn: '1984-02-29' })).ok.items, [match])
    t.same((await search({ familyName: ' zephyrine ' })).ok.items, [match])
    t.same((await search({ nhsNumber: anNhsNumber(), bornOn: '1984-02-29' })).ok.items, [])
  })
  fits(t, entries, [
    {
      type: 'person.searched',
      subject_id: id,
      actor_id: 'the-care-coordinator',
      facts: { found: true, purpose: 'referral-received' },
    },
    { type: 'person.searched', facts: { found: true } },
    { type: 'person.searched', facts: { found: false } },
  ])
})

t.test('a number alone tells nothing: one that is known and one that is not get the same answer', async (t) => {
  await refused(t, service, () => search({}), 'request-invalid')
  for (const wrong of [{ bornOn: '1984-02-28' }, { familyName: 'Somebody' }, { bornOn: '1984' }])
    for (const number of [nhsNumber, anNhsNumber()])
      t.same((await search({ ...wrong, nhsNumber: number })).ok, { items: [] }, JSON.stringify(wrong))
  t.same(
    (await search({ bornOn: '1984-02-29', familyName: 'Somebody' })).ok.items,
    [],
    'each fact that is said must fit',
  )
})

t.test('400: a search says what for, and has a number that can be one', async (t) => {
  const purposes = [undefined, 'curiosity'] as const
  for (const purpose of purposes)
    await refused(t, service, () => search({ purpose, bornOn: '1984-02-29' }), 'request-invalid')
  await refused(t, service, () => search({ nhsNumber: '9990000019', familyName: 'Zephyrine' }), 'nhs-number-invalid')
})

t.test('200: a search in another tenant finds nobody', async (t) => {
  const elsewhere = service.as(inTenant('QOP', 'care-coordinator'))
  t.same((await search({ bornOn: '1984-02-29' }, elsewhere)).ok.items, [])
})

t.test('an answer to a search is not kept: a repeated key looks again', async (t) => {
  const key = 'one-search'
  const body = { purpose: 'person-asks', nhsNumber, bornOn: '1984-02-29', familyName: null }
  for (let n = 0; n < 2; n += 1)
    t.equal((await coordinator.post<Found>('/v1/people/searches', body, { key })).ok.items.length, 1)
  const kept = await service.database.sql<{ text: string }>('select answer as text from idempotency_record')
  t.notOk(kept.some(({ text }) => text.includes('Ottoline') && text.includes('bornIn')))
})

t.test('429: sixty searches in an hour and three hundred in a day are enough, for each actor by itself', async (t) => {
  const trawler = service.as(anActor('care-coordinator', { sub: 'a-trawler' }))
  const trawl = async (times: number) => {
    const statuses = []
    for (let n = 0; n < times; n += 1)
      statuses.push((await search({ nhsNumber: anNhsNumber(), bornOn: '1984-02-29' }, trawler)).status)
    return statuses
  }
  t.same(new Set(await trawl(60)), new Set([200]))
  await refused(t, service, () => search({ bornOn: '1984-02-29' }, trawler), 'rate-limited')
  const after = async () => (await search({ bornOn: '1984-02-29' }, trawler)).headers.get('retry-after')
  t.equal(await after(), '1800', 'until the next hour')
  t.equal((await search({ bornOn: '1984-02-29' })).status, 200, 'a colleague goes on')
  for (let hour = 1; hour < 5; hour += 1) {
    service.clock.advance({ hours: 1 })
    t.same(new Set(await trawl(60)), new Set([200]), `hour ${hour}`)
  }
  service.clock.advance({ hours: 1 })
  await refused(t, service, () => search({ bornOn: '1984-02-29' }, trawler), 'rate-limited')
  t.equal(await after(), `${18.5 * 3_600}`, 'until the searches of the first hour are a day ago')
  service.clock.advance({ hours: 18, minutes: 29 })
  t.equal(await after(), '60')
  service.clock.advance({ minutes: 1 })
  t.equal((await search({ bornOn: '1984-02-29' }, trawler)).status, 200, 'the next day')
  service.clock.advance({ hours: 5, minutes: 30 })
})

t.test('a search that finds somebody is a read of their record, and subject access tells of it', async (t) => {
  const { person, careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const { nhsNumber, bornOn } = (await careCoordinator.get<Person>(`/v1/people/${ids.personId}`)).ok
  const searcher = service.as(anActor('care-coordinator', { sub: 'who-searched' }))
  t.equal((await search({ nhsNumber, bornOn }, searcher)).ok.items.length, 1)
  await search({ nhsNumber, bornOn: '1901-01-01' }, searcher)
  await service.app.readLog.flush()
  const read = { actorId: 'who-searched', ground: 'searched', operation: 'searchPeople', personId: ids.personId }
  const ofThem = (await person.get<{ items: { actorId: string }[] }>(`/v1/people/${ids.personId}/reads`)).ok.items
  fits(
    t,
    ofThem.filter(({ actorId }) => actorId === 'who-searched'),
    [read],
  )
  fits(t, (await service.as('privacy-officer').get<Found>('/v1/record-reads?actorId=who-searched')).ok.items, [read])
  const { sections } = (
    await person.get<{ sections: { record: string; items: { type: string; subject_id: string }[] }[] }>(
      `/v1/people/${ids.personId}/record`,
    )
  ).ok
  const told = sections.find(({ record }) => record === 'audit-entry')?.items ?? []
  fits(
    t,
    told.filter(({ type }) => type === 'person.searched'),
    [{ subject_id: ids.personId, actor_id: 'who-searched' }],
  )
})

t.test(
  'who has no NHS number to give is found by both names and the day of birth, whichever name is first',
  async (t) => {
    const match = { id, givenName: 'Ottoline', familyInitial: 'Z', bornIn: '1984' }
    const names = { nhsNumber: null, givenName: 'Ottoline', familyName: 'Zephyrine', bornOn: '1984-02-29' }
    t.same((await search(names)).ok.items, [match])
    t.same((await search({ ...names, givenName: ' ZEPHYRINE', familyName: 'ottoline' })).ok.items, [match])
    t.same((await search({ ...names, bornOn: '1984-02-28' })).ok.items, [])
    t.same((await search({ ...names, familyName: 'Zephyrina' })).ok.items, [])
    for (const left of ['givenName', 'familyName', 'bornOn'] as const) {
      const { errors } = await refused(t, service, () => search({ ...names, [left]: null }), 'request-invalid')
      fits(t, errors, [{ pointer: `/${left}` }])
    }
    fits(
      t,
      (await refused(t, service, () => search({ nhsNumber: null }), 'request-invalid')).errors?.map(
        ({ pointer }) => pointer,
      ),
      ['/bornOn', '/familyName', '/givenName'],
    )
  },
)

t.test('somebody is found by the names that they had before', async (t) => {
  const called = aPerson({ givenName: 'Perpetua', familyName: 'Quince', nhsNumber: null })
  const before = (await officer.post<Person>('/v1/people', called)).ok
  const path = `/v1/people/${before.id}`
  const { etag } = await officer.get(path)
  t.equal((await officer.patch(path, { familyName: 'Rowan' }, { ifMatch: etag })).status, 200)
  const names = { nhsNumber: null, givenName: 'Perpetua', bornOn: called.bornOn }
  for (const familyName of ['Quince', 'Rowan'])
    t.match((await search({ ...names, familyName })).ok.items, [{ id: before.id, familyInitial: 'R' }], familyName)
})
