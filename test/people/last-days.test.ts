import t from 'tap'
import { aConsent, aMember, aSharing } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

/** In June a day in England begins an hour before it does by UTC. */
const seasons = [
  { season: 'winter', from: '2026-11-24T09:30:00Z', until: '2026-11-26', midnight: '2026-11-27T00:00:00Z' },
  { season: 'summer', from: '2027-06-08T09:30:00Z', until: '2027-06-10', midnight: '2027-06-10T23:00:00Z' },
]
const grounds = {
  'a consent': ({ person, ids }: Journey, until: string) =>
    person.post<{ id: string }>(`/v1/people/${ids.personId}/consents`, aConsent({ until })),
  'sharing without consent': ({ officer, ids }: Journey, until: string) =>
    officer.post<{ id: string }>(`/v1/people/${ids.personId}/sharings-without-consent`, aSharing({ until })),
}
const service = await startService(t)
t.afterEach(() => service.clock.set('2026-11-24T09:30:00Z'))

/** What the broker is answered: whose case it is, whether it is in their list, and what a write on it gives. */
async function answered({ broker, ids }: Journey) {
  const { status } = await broker.get(`/v1/cases/${ids.caseId}/person`)
  const { items } = (await broker.get<{ items: { id: string }[] }>('/v1/cases')).ok
  const time = { task: 'information', minutes: 5, workedOn: service.clock.today() }
  const write = await broker.post(`/v1/cases/${ids.caseId}/brokerage-time`, time)
  return { status, listed: items.some(({ id }) => id === ids.caseId), write: write.status }
}
const open = { status: 200, listed: true, write: 201 }
const shut = { status: 404, listed: false, write: 404 }
const join = ({ careCoordinator, ids }: Journey) => careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember())

for (const { season, from, until, midnight } of seasons)
  for (const [ground, begin] of Object.entries(grounds))
    t.test(`the place of a broker by ${ground} ends with its last day in England in ${season}, unswept`, async (t) => {
      const journey = await journeyTo(service, 'case-opened')
      service.clock.set(from)
      t.equal((await begin(journey, until)).status, 201)
      t.equal((await join(journey)).status, 201)
      const lastMoment = Date.parse(midnight) - 1
      for (const [when, at, expected] of [
        ['the day before', lastMoment - 86_400_000, open],
        ['the last moment', lastMoment, open],
        ['the day after', lastMoment + 1, shut],
      ] as const) {
        service.clock.set(new Date(at).toISOString())
        t.same(await answered(journey), expected, when)
      }
      t.equal((await join(journey)).problem.code, 'consent-missing')
    })

t.test('what is ended before its last day closes at once', async (t) => {
  const consent = await journeyTo(service, 'case-opened')
  const given = await grounds['a consent'](consent, '2026-11-26')
  const sharing = await journeyTo(service, 'case-opened')
  const shared = await grounds['sharing without consent'](sharing, '2026-11-26')
  for (const journey of [consent, sharing]) {
    await join(journey)
    t.same(await answered(journey), open)
  }
  await consent.person.post(`/v1/consents/${given.ok.id}/withdrawal`)
  await sharing.officer.post(`/v1/sharings-without-consent/${shared.ok.id}/ending`)
  for (const journey of [consent, sharing]) t.same(await answered(journey), shut)
})
