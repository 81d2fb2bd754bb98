import t from 'tap'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { decide } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { anNhsNumber, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { confirmIdentity } from '../support/sign-in.ts'
import { confirmDifferent, confirmJoined, reportDouble } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')
const register = async (more: Parameters<typeof aPerson>[0]) =>
  (await coordinator.post<Person>('/v1/people', aPerson(more))).ok
const change = async (id: string, patch: object) => {
  const { etag } = await officer.get(`/v1/people/${id}`)
  return (await officer.patch<Person>(`/v1/people/${id}`, patch, { ifMatch: etag })).ok
}
const isDouble = async (...ids: string[]) => {
  const { items } = (await officer.get<{ items: LikelyDouble[] }>('/v1/likely-doubles?limit=100')).ok
  return items.some(({ personIds }) => ids.every((id) => personIds.includes(id)))
}
const recorded = async ({ ids }: Journey) => {
  const { givenName, familyName, bornOn } = (await officer.get<Person>(`/v1/people/${ids.personId}`)).ok
  return { givenName, familyName, bornOn }
}

t.test('who was recorded under a name, a number or a birth before is found by it', async (t) => {
  const names = { givenName: 'Philippa', familyName: 'Underhay', nhsNumber: null, bornOn: '1988-08-08' }
  const nhsNumber = anNhsNumber()
  const ways: [string, object, object, object][] = [
    ['a name', names, { familyName: 'Overhay' }, names],
    ['a birth', { ...names, familyName: 'Midhay' }, { bornOn: '1988-08-09' }, { ...names, familyName: 'Midhay' }],
    ['a number', { nhsNumber }, { nhsNumber: null }, { nhsNumber }],
  ]
  for (const [what, first, patch, second] of ways) {
    const one = await register(first)
    await change(one.id, patch)
    t.equal(await isDouble(one.id, (await register(second)).id), true, what)
  }
})

t.test('and who is called now as another was called before', async (t) => {
  const names = { givenName: 'Wilhelmina', nhsNumber: null, bornOn: '1979-09-09' }
  const [one, two] = [
    await register({ ...names, familyName: 'Sedgewick' }),
    await register({ ...names, familyName: 'Thistlewood' }),
  ]
  await change(one.id, { familyName: 'Ashdown' })
  await change(two.id, { familyName: 'Sedgewick' })
  t.equal(await isDouble(one.id, two.id), true)
  await confirmDifferent(service, await doubleOf(one.id, two.id))
  await change(one.id, { familyName: 'Ashdowne' })
  t.equal(await isDouble(one.id, two.id), false, 'what two have settled is settled, while nobody says another name')
})

const doubleOf = async (...ids: string[]) => {
  const { items } = (await officer.get<{ items: LikelyDouble[] }>('/v1/likely-doubles?limit=100')).ok
  return items.find(({ personIds }) => ids.every((id) => personIds.includes(id)))?.id ?? ''
}

t.test('what a record said that was joined into another is said of the one that goes on', async (t) => {
  const names = { givenName: 'Cuthbert', familyName: 'Ravenscroft', nhsNumber: null, bornOn: '1961-01-16' }
  const [gone, goesOn] = [await register(names), await register({})]
  const joined = await confirmJoined(service, await reportDouble(service, gone.id, goesOn.id), goesOn.id)
  t.equal(joined.status, 200)
  t.equal(await isDouble(goesOn.id, (await register(names)).id), true)
})

t.test('a second budget is not agreed for whoever had the name when the first was', async (t) => {
  const [one, two] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'plan-signed')]
  const names = await recorded(one)
  await change(one.ids.personId, { familyName: 'Marr', nhsNumber: null })
  await change(two.ids.personId, { ...names, nhsNumber: null })
  await confirmIdentity({ service }, two.ids.personId)
  await refused(t, service, () => decide(two, two.careCoordinator), 'likely-double-unsettled')
})

t.test('while nobody has confirmed anew who the person is, nothing is bought', async (t) => {
  const patches = [{ familyName: 'Quarter-Maine' }, { nhsNumber: null }, { bornOn: '1984-02-28' }]
  for (const patch of patches) {
    const journey = await journeyTo(service, 'money-agreed')
    service.clock.advance({ days: 1 })
    await change(journey.ids.personId, { language: 'cy' })
    t.equal((await buy(journey, { amountPence: 1 })).status, 201, 'how they speak is not who they are')
    await change(journey.ids.personId, patch)
    await refused(t, service, () => buy(journey, { amountPence: 1 }), 'identity-to-confirm', JSON.stringify(patch))
    fits(t, (await officer.get<{ items: object[] }>('/v1/unconfirmed-identities')).ok.items[0] ?? {}, {
      personId: journey.ids.personId,
    })
    const bornOn = (await officer.get<Person>(`/v1/people/${journey.ids.personId}`)).ok.bornOn
    t.equal((await confirmIdentity({ service }, journey.ids.personId, { bornOn })).status, 201)
    t.equal((await buy(journey, { amountPence: 1 })).status, 201)
  }
})
