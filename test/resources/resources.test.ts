import t from 'tap'
import type { Resource } from '../../src/resources/schemas.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { type aResource, registerResource } from './acts.ts'

const service = await startService(t)
const broker = service.as('broker')
const officer = service.as('commissioner-officer')
const person = service.as('person')

interface Found {
  items: Resource[]
  nextCursor: string | null
}
const search = (query: Record<string, string>, client: Client = person) =>
  client.get<Found>(`/v1/resources?${new URLSearchParams(query)}`)
const namesOf = async (query: Record<string, string>, client?: Client) =>
  (await search(query, client)).ok.items.map(({ name }) => name)

t.test(
  '201: registered by a broker, read by the person, changed by the commissioner, and found no more once it has ended',
  async (t) => {
    const entries = await audited(service, async () => {
      const answer = await registerResource(broker, { name: 'Chess at the library', areas: ['Herne Hill'] })
      t.equal(answer.headers.get('location'), `/v1/resources/${answer.ok.id}`)
      t.match(answer.ok, { checkedOn: '2026-11-24', stale: false, version: 1, endedAt: null })
      const path = `/v1/resources/${answer.ok.id}`
      const read = await person.get<Resource>(path)
      t.same(read.ok, answer.ok)
      const changed = await officer.patch<Resource>(path, { description: 'Now on Fridays' }, { ifMatch: '"1"' })
      t.match(changed.ok, { description: 'Now on Fridays', version: 2 })
      t.same(await namesOf({ text: 'friday', area: 'herne hill' }), ['Chess at the library'])
      t.same(await namesOf({ text: 'tuesday', area: 'herne hill' }), [], 'not by what it said before')
      t.equal((await broker.post(`${path}/check`)).status, 200)
      t.ok((await officer.post<Resource>(`${path}/ending`)).ok.endedAt)
      t.same(await namesOf({ area: 'Herne Hill' }), [])
      t.match((await person.get<Resource>(path)).ok, { name: 'Chess at the library' }, 'what names it still reads it')
      for (const end of [() => officer.post(`${path}/ending`), () => broker.post(`${path}/check`)])
        await refused(t, service, end, 'wrong-state')
    })
    t.same(
      entries.map(({ type }) => type),
      ['resource.registered', 'resource.changed', 'resource.checked', 'resource.ended'],
    )
  },
)

t.test('found by words in any form, by kind, cost, language, place and need, all at once', async (t) => {
  const areas = ['Peckham', 'SE15']
  await registerResource(broker, { name: 'Swimming for beginners', areas, cost: 'low', pricePence: 200 })
  await registerResource(broker, { name: 'باغبانی', areas, languages: ['ur-PK'], culture: 'Urdu speakers' })
  await registerResource(broker, { name: 'It’s Us', areas, kind: 'peer-network', needs: ['sleep'], runBy: 'The Us' })
  const cases: [Record<string, string>, string[]][] = [
    [{ text: 'swim' }, ['Swimming for beginners']],
    [{ text: 'SWIMS beginner' }, ['Swimming for beginners']],
    [{ text: 'swim chess' }, []],
    [{ text: 'باغبانی' }, ['باغبانی']],
    [{ text: 'us the' }, ['It’s Us']],
    [{ text: '…!' }, []],
    [{ language: 'ur' }, ['باغبانی']],
    [{ need: 'sleep' }, ['It’s Us']],
    [{ kind: 'peer-network' }, ['It’s Us']],
    [{ cost: 'low' }, ['Swimming for beginners']],
    [{ cost: 'free', kind: 'community' }, ['باغبانی']],
    [{}, ['باغبانی', 'It’s Us', 'Swimming for beginners']],
  ]
  for (const [query, names] of cases) t.same(await namesOf({ ...query, area: 'péckham' }), names, JSON.stringify(query))
  t.same(await namesOf({ area: 'Peck' }), [])
})

t.test('the free come first, then what costs little, whatever came when; pages are stable', async (t) => {
  const areas = ['Kennington']
  const add = (cost: Resource['cost'], name: string) => registerResource(broker, { areas, cost, name })
  await add('priced', 'p1')
  await add('free', 'f1')
  await add('low', 'l1')
  await add('free', 'f2')
  const first = (await search({ area: 'Kennington', limit: '3' })).ok
  t.same(
    first.items.map(({ name }) => name),
    ['f1', 'f2', 'l1'],
  )
  await add('free', 'f3')
  await add('priced', 'p2')
  const rest = await search({ area: 'Kennington', limit: '3', cursor: first.nextCursor ?? '' })
  t.same(
    rest.ok.items.map(({ name }) => name),
    ['p1', 'p2'],
  )
  t.equal(rest.ok.nextCursor, null)
  await refused(t, service, () => search({ cursor: 'MDE5' }), 'cursor-invalid')
})

t.test('what nobody has made sure of for a year says so, and what is over is not found', async (t) => {
  const { id } = (await registerResource(broker, { areas: ['Vauxhall'], until: '2027-12-01' })).ok
  const stale = async () => (await search({ area: 'Vauxhall' })).ok.items.map((one) => one.stale)
  service.clock.set('2027-11-23T09:30:00Z')
  t.same(await stale(), [false])
  service.clock.set('2027-11-24T09:30:00Z')
  t.same(await stale(), [true])
  await officer.post(`/v1/resources/${id}/check`)
  t.same(await stale(), [false])
  service.clock.set('2027-12-02T09:30:00Z')
  t.same(await stale(), [])
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test(
  '400: a price of what is free, days upside down, an organisation nobody knows; and a change is against a version',
  async (t) => {
    const add = (more: Parameters<typeof aResource>[0]) => () => registerResource(broker, more)
    await refused(t, service, add({ pricePence: 100 }), 'request-invalid')
    await refused(t, service, add({ until: '2026-01-04' }), 'request-invalid')
    await refused(t, service, add({ organisationId: unknownId() }), 'request-invalid')
    await refused(t, service, add({ name: '\u2800' }), 'request-invalid')
    t.equal((await add({ organisationId: tenants.QYG.brokerageId })()).status, 201)
    const path = `/v1/resources/${(await add({})()).ok.id}`
    await refused(t, service, () => broker.patch(path, { name: 'x' }, { ifMatch: '"7"' }), 'precondition-failed')
    await refused(t, service, () => broker.patch(path, { pricePence: 5 }, { ifMatch: '"1"' }), 'request-invalid')
  },
)

t.test('closed to whoever may not write it, and to another commissioner', async (t) => {
  const { id } = (await registerResource(broker, { areas: ['Stockwell'] })).ok
  await closed(t, service, 'resource:write', (client) => client.post(`/v1/resources/${id}/check`))
  t.same(await namesOf({ area: 'Stockwell' }, service.as(inTenant('QOP', 'broker'))), [])
})

t.test('found by the culture that it is for, and by the day from which it is there', async (t) => {
  const areas = ['Camberwell']
  const add = (name: string, more: object) => registerResource(broker, { name, areas, ...more })
  await add('Tea', { culture: 'Run by and for Somali women', until: '2026-12-31' })
  await add('Drums', { culture: 'For everybody', description: 'We play Somali songs.' })
  await add('Choir', { culture: 'Somali elders', from: '2027-01-10' })
  const cases: [Record<string, string>, string[]][] = [
    [{ culture: 'somalis' }, ['Tea', 'Choir']],
    [{ culture: 'SOMALI women' }, ['Tea']],
    [{ culture: '…' }, []],
    [{ text: 'somali' }, ['Tea', 'Drums', 'Choir']],
    [{ culture: 'somali', fromBy: '2027-01-09' }, ['Tea']],
    [{ culture: 'somali', fromBy: '2027-01-10' }, ['Tea', 'Choir']],
    [{ fromBy: '2027-01-09' }, ['Tea', 'Drums']],
  ]
  for (const [query, names] of cases)
    t.same(await namesOf({ ...query, area: 'Camberwell' }), names, JSON.stringify(query))
})
