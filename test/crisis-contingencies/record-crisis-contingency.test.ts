import t from 'tap'
import type { CrisisContingencyInForce, CrisisContingencyPatch } from '../../src/crisis-contingencies/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { changeContingency, readContingency, whoToCall } from './acts.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
const words = 'My sister has moved. Ring the neighbour, and let the cat in.'
const whatHelps = ['The cat on my lap.']
async function recordFor(
  { ids, careCoordinator }: Journey,
  change: typeof CrisisContingencyPatch.static,
  { client = careCoordinator, version = 1, ...more }: { client?: Client; version?: number; words?: string } = {},
) {
  const path = `/v1/cases/${ids.caseId}/crisis-contingency/recorded-changes`
  const body = { change, words, saidFor: aSaidFor(), ...more }
  return client.post<CrisisContingencyInForce>(path, body, { ifMatch: `"${version}"` })
}
const saidFor = async ({ person, ids }: Journey) =>
  (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
const object = async (journey: Journey, client = journey.person) =>
  client.post<SaidForPerson>(`/v1/said-for/${(await saidFor(journey))[0]?.id}/objection`, { words: null })

t.test('the care coordinator records between plans what the person said, and the person is told', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  const before = (await readContingency(journey)).ok
  const { ok } = await recordFor(journey, { whatHelps })
  t.match(ok, { version: 2, changedAs: 'care-coordinator', crisisContingency: { whatHelps } })
  t.same((await readContingency(journey)).ok, ok)
  t.same(ok.crisisContingency.contacts, before.crisisContingency.contacts)
  const [told] = await saidFor(journey)
  t.match(told, { kind: 'crisis-contingency', words, recordedAs: 'care-coordinator', objection: null, ...aSaidFor() })
  t.match(
    told?.notice,
    /^Your care coordinator wrote down that on 24 November 2026 you said what is to happen in a crisis/,
  )
})

t.test('“that was not me”: what stood before stands again, and what the person wrote since stays', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  const before = (await readContingency(journey)).ok
  await recordFor(journey, { whatHelps })
  service.clock.advance({ minutes: 5 })
  t.equal((await object(journey)).status, 200)
  const back = (await readContingency(journey)).ok
  t.match(back, { version: 3, changedAs: 'person' })
  t.same(back.crisisContingency, before.crisisContingency)
  await refused(t, service, () => recordFor(journey, { whatHelps }, { version: 3 }), 'objected-to')

  const another = await journeyTo(service, 'plan-agreed')
  await recordFor(another, { whatHelps })
  service.clock.advance({ minutes: 5 })
  const own = (await changeContingency(another, { triggers: ['Noise'] })).ok
  t.equal((await object(another)).status, 200)
  t.same((await readContingency(another)).ok, own)
})

t.test('it has the words of the person, is whole, and is recorded by nobody but the care coordinator', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  await refused(t, service, () => recordFor(journey, { whatHelps }, { words: ' ' }), 'request-invalid')
  await refused(t, service, () => recordFor(journey, { whatHelps }, { version: 2 }), 'precondition-failed')
  await refused(t, service, () => recordFor(journey, { contacts: [] }), 'crisis-contingency-incomplete')
  for (const client of [journey.person, journey.broker])
    await refused(t, service, () => recordFor(journey, { whatHelps }, { client }), 'case-role-required')
  const early = await journeyTo(service, 'budget-disclosed')
  await refused(t, service, () => recordFor(early, { whatHelps }), 'nothing-to-review')
})

t.test('a contact has hours: outside them nobody is told to call, and no cover is believed', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  const evenings = [{ days: [1, 2, 3, 4, 5], from: '18:00', to: '22:00' }]
  const neighbour = { name: 'Mo', contact: 'next door', role: 'My neighbour' }
  const line = { name: 'Crisis line', contact: '111, option 2', role: 'NHS mental health crisis line' }
  const source = { kind: 'informal' as const, name: 'Mo', contact: 'next door', line: null }
  const asked = (windows: typeof evenings) => ({
    contacts: [{ ...neighbour, hours: evenings }, line],
    cover: [{ ...source, windows }],
    worstTimes: evenings,
  })
  const allDay = [{ days: [1], from: '00:00', to: '24:00' }]
  const { errors } = await refused(
    t,
    service,
    () => changeContingency(journey, asked(allDay)),
    'crisis-contingency-incomplete',
  )
  t.ok(errors?.some(({ pointer, code }) => pointer === '/cover/0/windows' && code === 'outside-hours'))
  t.equal((await changeContingency(journey, asked(evenings))).status, 200)
  // Tuesdays in November, when England is on UTC.
  service.clock.set('2026-11-24T19:00:00Z')
  const called = async (at: string) => {
    const { call, contacts } = await whoToCall(journey, at)
    return { call: call.map(({ name }) => name), contacts: contacts.map(({ name }) => name) }
  }
  t.same(await called('2026-11-24T21:59:00Z'), { call: ['Mo'], contacts: ['Mo', 'Crisis line'] })
  t.same(await called('2026-11-24T22:00:00Z'), { call: [], contacts: ['Crisis line'] })
  const page = (await journey.person.get<string>(`/v1/cases/${journey.ids.caseId}/crisis-contingency/page`)).ok
  t.match(page, /next door<.bdi>, Monday, Tuesday, Wednesday, Thursday and Friday from 18:00 to 22:00/)
  t.match(page, /111, option 2<.bdi><.li>/)
})
