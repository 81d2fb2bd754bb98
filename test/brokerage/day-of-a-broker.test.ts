import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { BrokerageTimeRecorded } from '../../src/brokerage/schemas.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t, { poolSize: 12 })
const count = (journey: Journey, minutes: number, workedOn = service.clock.today()) =>
  journey.broker.post<Static<typeof BrokerageTimeRecorded>>(`/v1/cases/${journey.ids.caseId}/brokerage-time`, {
    task: 'planning',
    minutes,
    workedOn,
  })

t.test('what a broker counts on one day, with everybody, fits it to the minute; the next day is another', async (t) => {
  const [one, other] = [await journeyTo(service, 'team-complete'), await journeyTo(service, 'team-complete')]
  t.equal((await count(one, 1_000)).status, 201)
  const over = await refused(t, service, () => count(other, 441), 'brokerage-day-exceeded')
  t.match(over.errors, [{ pointer: '/minutes' }])
  t.equal((await count(other, 440)).status, 201)
  await refused(t, service, () => count(one, 1), 'brokerage-day-exceeded')
  service.clock.set('2026-11-25T09:30:00Z')
  await refused(t, service, () => count(one, -1), 'request-invalid', 'taken back on a day on which nothing was spent')
  t.equal((await count(one, 1_440)).status, 201)
  t.equal((await count(one, -40)).status, 201, 'a correction gives the time back to the day')
  t.equal((await count(other, 40)).status, 201)
})

t.test('nobody takes back on a case what they wrote on another, on another day, or what another wrote', async (t) => {
  service.clock.set('2026-12-01T09:30:00Z')
  const [one, other] = [await journeyTo(service, 'team-complete'), await journeyTo(service, 'team-complete')]
  service.clock.set('2026-12-02T09:30:00Z')
  t.equal((await count(one, 60, '2026-12-01')).status, 201)
  t.equal((await count(one, 30)).status, 201)
  t.equal((await count(other, 90)).status, 201)
  const over = await refused(
    t,
    service,
    () => count(one, -31),
    'request-invalid',
    'of the day, not of the case and day',
  )
  t.match(over.errors, [{ pointer: '/minutes' }])
  await refused(t, service, () => count(one, -61, '2026-12-01'), 'request-invalid')
  t.equal((await count(one, -30)).status, 201)
  await refused(t, service, () => count(one, -1), 'request-invalid', 'though the case and the day have more')
  t.equal((await count(other, -90)).status, 201)
})

t.test('of eight entries at once on eight cases, those that fit the day are counted', async (t) => {
  service.clock.set('2026-11-26T09:30:00Z')
  const journeys: Journey[] = []
  for (let each = 0; each < 8; each += 1) journeys.push(await journeyTo(service, 'team-complete'))
  const answers = await Promise.all(journeys.map((journey) => count(journey, 300)))
  const codes = answers.map((answer) => (answer.status === 201 ? '201' : answer.problem.code)).sort()
  t.same(codes, [...Array<string>(4).fill('201'), ...Array<string>(4).fill('brokerage-day-exceeded')])
})

t.test('two accounts of one human have one day', async (t) => {
  service.clock.set('2026-11-27T09:30:00Z')
  const journey = await journeyTo(service, 'team-complete')
  t.equal((await count(journey, 1_440)).status, 201)
  const sub = 'the-broker-again'
  await sameHuman(service, sub, anActor('broker'))
  await service.database.sql(
    `update case_member set actor_id = '${sub}' where case_id = '${journey.ids.caseId}' and case_role = 'broker'`,
  )
  const again = { ...journey, broker: service.as(anActor('broker', { sub })) }
  await refused(t, service, () => count(again, 1), 'brokerage-day-exceeded')
})

t.test('no time is counted before the day on which they became the broker', async (t) => {
  service.clock.set('2026-11-28T09:30:00Z')
  const journey = await journeyTo(service, 'case-opened')
  service.clock.set('2026-11-30T09:30:00Z')
  await journey.on('team-complete')
  await refused(t, service, () => count(journey, 5, '2026-11-29'), 'request-invalid')
  t.equal((await count(journey, 5, '2026-11-30')).status, 201)
})
