import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { UnmetNeed, UnmetNeedFigures } from '../../src/brokerage/unmet-schemas.ts'
import { registerResource } from '../resources/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { countTime } from './acts.ts'

const service = await startService(t)
const record = ({ ids, broker }: Journey, more: object = {}, client: Client = broker) =>
  client.post<UnmetNeed>(`/v1/cases/${ids.caseId}/unmet-needs`, {
    ...{ source: 'search', need: 'sleep', district: 'SW9', language: 'ur' },
    ...more,
  })

t.test('201: a need for which the directory has nothing is kept, as codes alone, once', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const entries = await audited(service, async () => {
    t.match((await record(journey)).ok, { source: 'search', need: 'sleep', district: 'SW9', language: 'ur' })
  })
  t.match(entries, [{ type: 'unmet-need.recorded', facts: { need: 'sleep', source: 'search' } }])
  await refused(t, service, () => record(journey), 'wrong-state', 'it is kept once')
  t.equal((await record(journey, { language: null })).status, 201, 'in any language is another')
  const listed = await journey.person.get<{ items: UnmetNeed[] }>(`/v1/cases/${journey.ids.caseId}/unmet-needs`)
  t.match(listed.ok.items, [{ language: null }, { language: 'ur' }])
})

t.test('what is there is not missing, unless it does not fit the person', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  void (await registerResource(journey.broker, { areas: ['SE1'], needs: ['mood'], languages: ['en'] })).ok
  const there = { need: 'mood', district: 'SE1' }
  await refused(t, service, () => record(journey, { ...there, language: 'en' }), 'wrong-state')
  t.equal((await record(journey, { ...there, language: 'ur' })).status, 201, 'but not in Urdu')
  t.equal((await record(journey, { ...there, language: 'en', source: 'expressed' })).status, 201)
})

t.test('it is recorded by the broker or the care coordinator, without a word', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  for (const more of [{ need: 'chess' }, { district: 'Sadia Ahmed' }, { language: 'Urdu' }, { words: 'To sleep.' }])
    await refused(t, service, () => record(journey, more), 'request-invalid', JSON.stringify(more))
  t.equal((await record(journey, {}, journey.careCoordinator)).status, 201)
  const other = service.as(anActor('broker', { sub: 'another-broker' }))
  await refused(t, service, () => record(journey, {}, other), 'not-found')
  await closed(t, service, 'unmet-need:write', (client) => record(journey, {}, client))
})

t.test('figures tell what is missing where, and hide small numbers and what would tell them', async (t) => {
  service.clock.set('2027-03-01T09:30:00Z')
  for (let each = 0; each < 20; each += 1) {
    const need = each < 9 ? 'sleep' : each < 18 ? 'mood' : 'home'
    const journey = await journeyTo(service, 'team-complete')
    void (await record(journey, { source: 'expressed', need, district: 'CT1', language: null })).ok
  }
  const officer = service.as('commissioner-officer')
  const figures = async (query: string) =>
    (await officer.get<Static<typeof UnmetNeedFigures>>(`/v1/unmet-need-figures?${query}`)).ok
  const told = await figures('from=2027-03-01&until=2027-03-01')
  t.equal(told.all, 20)
  t.same(told.byDistrict, [{ of: 'CT1', count: 20 }])
  t.same(told.byLanguage, [{ of: 'any', count: 20 }])
  const byNeed = new Map(told.byNeed.map(({ of, count }) => [of, count]))
  t.equal(byNeed.get('home'), null, 'two could be recognised')
  t.ok([byNeed.get('sleep'), byNeed.get('mood')].includes(null), 'and could be worked out from all others')
  t.match(await figures('from=2027-03-02&until=2027-03-02'), { all: 0, byNeed: [] })
  const upsideDown = '/v1/unmet-need-figures?from=2027-03-02&until=2027-03-01'
  await refused(t, service, () => officer.get(upsideDown), 'request-invalid')
  await refused(t, service, () => service.as('broker').get('/v1/unmet-need-figures'), 'permission-missing')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('the time of brokers is told by organisation, peers apart from others; each sees their own', async (t) => {
  service.clock.set('2027-04-01T09:30:00Z')
  const journey = await journeyTo(service, 'team-complete')
  void (await countTime(journey, 90)).ok
  const path = '/v1/brokerage-figures?from=2027-04-01&until=2027-04-01'
  for (const who of ['brokerage-coordinator', 'commissioner-officer', 'auditor'] as const)
    t.match((await service.as(who).get(path)).ok, {
      items: [
        {
          ...{ byPeersMinutes: 90, byOthersMinutes: 0, peers: 1, others: 0, people: 1 },
          tasks: [
            { task: 'information', minutes: 0 },
            { task: 'planning', minutes: 90 },
            { task: 'arranging', minutes: 0 },
            { task: 'review', minutes: 0 },
            { task: 'research', minutes: 0 },
          ],
        },
      ],
    })
  const other = { code: 'BRK9', name: 'Dee Brokers', kind: 'brokerage-organisation' }
  void (await journey.officer.post('/v1/organisations', other)).ok
  const elsewhere = service.as(anActor('brokerage-coordinator', { sub: 'coordinator-9', organisation: 'BRK9' }))
  t.same((await elsewhere.get<{ items: object[] }>(path)).ok.items, [])
  await refused(t, service, () => journey.broker.get(path), 'permission-missing')
})
