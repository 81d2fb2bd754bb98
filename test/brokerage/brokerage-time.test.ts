import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { BrokerageBalance, BrokerageTime, BrokerageTimeRecorded } from '../../src/brokerage/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t, { poolSize: 12 })
const timePath = (caseId: string) => `/v1/cases/${caseId}/brokerage-time`
/** What is counted on a day fits it, so each test has a day of its own. */
let day = 23
const nextDay = () => {
  day += 1
  service.clock.set(`2026-11-${day}T09:30:00Z`)
}
const inKent = () => journeyTo(service, 'team-complete', { scheme: 'kent-peer-brokerage' })

interface Spent {
  readonly client?: Client
  readonly caseId?: string
}
function spend(
  journey: Journey,
  minutes: number,
  { client = journey.broker, caseId }: Spent = {},
  more: object = {},
  options?: RequestOptions,
) {
  const body = { task: 'planning', minutes, workedOn: service.clock.today(), ...more }
  return client.post<Static<typeof BrokerageTimeRecorded>>(timePath(caseId ?? journey.ids.caseId), body, options)
}
const balanceOf = async (journey: Journey, client = journey.person) =>
  (await client.get<Static<typeof BrokerageBalance>>(`/v1/cases/${journey.ids.caseId}/brokerage-balance`)).ok

t.test('201: what a broker spends is counted, on the record, and told with what is left', async (t) => {
  service.clock.set('2026-11-20T09:30:00Z')
  const journey = await inKent()
  service.clock.set('2026-11-24T09:30:00Z')
  const entries = await audited(service, async () => {
    const answer = await spend(journey, 90, {}, { task: 'information', workedOn: '2026-11-20' })
    t.equal(answer.status, 201)
    t.equal(answer.headers.get('location'), timePath(journey.ids.caseId))
    fits(t, answer.ok.entry, {
      caseId: journey.ids.caseId,
      task: 'information',
      minutes: 90,
      workedOn: '2026-11-20',
      recordedAt: '2026-11-24T09:30:00.000Z',
    })
    t.same(answer.ok.balance, {
      spentMinutes: 90,
      byPeersMinutes: 90,
      byOthersMinutes: 0,
      agreedMinutes: 0,
      mostMinutes: 300,
      leftMinutes: 210,
      nearlySpent: false,
      warning: null,
    })
    for (const client of [
      journey.person,
      journey.representative,
      journey.careCoordinator,
      journey.broker,
      journey.officer,
    ])
      t.same(await balanceOf(journey, client), answer.ok.balance, `${client.actor?.sub}`)
  })
  fits(t, entries, [
    {
      type: 'brokerage-time.recorded',
      actor_id: 'the-broker',
      facts: { task: 'information', minutes: 90, byPeer: true },
    },
  ])
})

t.test('S3, Project SWAP: five hours for one person, to the minute, and each person has their own', async (t) => {
  nextDay()
  const [journey, other] = [await inKent(), await inKent()]
  const over = await refused(t, service, () => spend(journey, 301), 'brokerage-time-exceeded', 'a minute over at once')
  t.equal(over.detail, 'There are 300 minutes for one person, all brokers together; 300 are left')
  fits(t, over, { errors: [{ pointer: '/minutes', code: 'brokerage-time-exceeded' }] })
  t.match((await spend(journey, 299)).ok.balance, { leftMinutes: 1, nearlySpent: true })
  await refused(t, service, () => spend(journey, 2), 'brokerage-time-exceeded', 'a minute over')
  t.match((await spend(journey, 1)).ok.balance, { spentMinutes: 300, leftMinutes: 0 })
  await refused(t, service, () => spend(journey, 1), 'brokerage-time-exceeded', 'nothing is left')
  t.match((await spend(other, 300)).ok.balance, { spentMinutes: 300, leftMinutes: 0 })
})

t.test('a correction is an entry of its own, and never takes back more than was spent', async (t) => {
  nextDay()
  const journey = await inKent()
  const nothing = await refused(t, service, () => spend(journey, -1), 'request-invalid', 'nothing was spent')
  fits(t, nothing, { errors: [{ pointer: '/minutes' }] })
  await spend(journey, 10)
  await refused(t, service, () => spend(journey, -11), 'request-invalid', 'a minute too much')
  t.match((await spend(journey, -10)).ok.balance, { spentMinutes: 0, leftMinutes: 300 })
  const { items } = (await journey.person.get<{ items: BrokerageTime[] }>(timePath(journey.ids.caseId))).ok
  t.same(
    items.map(({ minutes }) => minutes),
    [-10, 10],
  )
})

t.test('where the scheme has no limit, nothing runs out', async (t) => {
  nextDay()
  const journey = await journeyTo(service, 'team-complete')
  for (const spentMinutes of [1_440, 2_880]) {
    nextDay()
    t.match((await spend(journey, 1_440)).ok.balance, {
      spentMinutes,
      mostMinutes: null,
      leftMinutes: null,
      nearlySpent: false,
      warning: null,
    })
  }
})

t.test('400: time lies in the past, by the calendar in England, and is what the contract says', async (t) => {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await inKent()
  await invalid(
    t,
    service,
    [
      [{ minutes: 0 }, '/minutes', 'nothing'],
      [{ minutes: 1_441 }, '/minutes', 'more than a day'],
      [{ minutes: -1_441 }, '/minutes', 'less than a day'],
      [{ minutes: 0.5 }, '/minutes', 'half a minute'],
      [{ minutes: '5' }, '/minutes', 'as text'],
      [{ task: 'chatting' }, '/task'],
      [{ workedOn: '2026-02-30' }, '/workedOn', 'no date'],
      [{ workedOn: '2026-11-25' }, '/workedOn', 'tomorrow'],
      [{ workedOn: '2026-11-23' }, '/workedOn', 'the day before the case was opened'],
      [{ workedOn: '0001-01-01' }, '/workedOn', 'before anybody'],
      [{ workedOn: '2026-11-23', minutes: -5 }, '/workedOn', 'a correction too'],
      [{ brokerId: 'somebody-else' }, '/brokerId'],
    ],
    (more) => spend(journey, 5, {}, more),
  )
  service.clock.set('2027-07-15T22:59:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  await refused(
    t,
    service,
    () => spend(journey, 5, {}, { workedOn: '2027-07-16' }),
    'request-invalid',
    'before midnight',
  )
  service.clock.set('2027-07-15T23:00:00Z')
  t.equal(
    (await spend(journey, 5, {}, { workedOn: '2027-07-16' })).status,
    201,
    'midnight in England, though not in UTC',
  )
})

t.test('of eight entries at once that together are too much, exactly those that fit are counted', async (t) => {
  nextDay()
  for (let round = 0; round < 3; round += 1) {
    const journey = await inKent()
    const answers = await Promise.all(Array.from({ length: 8 }, () => spend(journey, 50)))
    const codes = answers.map((answer) => (answer.status === 201 ? '201' : answer.problem.code)).sort()
    t.same(codes, [...Array<string>(6).fill('201'), ...Array<string>(2).fill('brokerage-time-exceeded')])
    t.match(await balanceOf(journey), { spentMinutes: 300, leftMinutes: 0 })
  }
})

t.test('of eight corrections at once, no more is taken back than was spent', async (t) => {
  nextDay()
  const journey = await inKent()
  await spend(journey, 100)
  const answers = await Promise.all(Array.from({ length: 8 }, () => spend(journey, -30)))
  t.equal(answers.filter((answer) => answer.status === 201).length, 3)
  t.match(await balanceOf(journey), { spentMinutes: 10 })
})

t.test('a repeated key counts once; with other minutes it is refused', async (t) => {
  const journey = await inKent()
  const first = await spend(journey, 60, {}, {}, { key: 'monday' })
  t.same((await spend(journey, 60, {}, {}, { key: 'monday' })).ok, first.ok)
  await refused(t, service, () => spend(journey, 61, {}, {}, { key: 'monday' }), 'idempotency-key-reused')
  t.match(await balanceOf(journey), { spentMinutes: 60 })
})

t.test('403, 404: only the broker of the case counts time', async (t) => {
  const journey = await inKent()
  await refused(
    t,
    service,
    () => spend(journey, 5, { client: service.as('machine') }),
    'case-role-required',
    'a system',
  )
  for (const client of [
    journey.person,
    journey.representative,
    journey.careCoordinator,
    journey.officer,
    journey.teamManager,
  ])
    await refused(t, service, () => spend(journey, 5, { client }), 'permission-missing', client.actor?.sub)
  const second = service.as(anActor('broker', { sub: 'second-broker' }))
  await refused(t, service, () => spend(journey, 5, { client: second }), 'not-found', 'a broker of another case')
  await refused(t, service, () => second.get(timePath(journey.ids.caseId)), 'not-found', 'who does not read it either')
  await refused(t, service, () => spend(journey, 5, { caseId: unknownId() }), 'not-found', 'no case')
  const stranger = service.as(anActor('person', { sub: 'another-person' }))
  await refused(t, service, () => stranger.get(`/v1/cases/${journey.ids.caseId}/brokerage-balance`), 'not-found')
})

t.test('it is closed to those without the permission, and to every other commissioner', async (t) => {
  const journey = await inKent()
  await spend(journey, 5)
  await closed(t, service, 'brokerage:write', (client) => spend(journey, 5, { client }))
  await closed(t, service, 'plan:read', (client) => client.get(timePath(journey.ids.caseId)))
  await closed(t, service, 'plan:read', (client) => client.get(`/v1/cases/${journey.ids.caseId}/brokerage-balance`))
})

t.test('404: none is counted once the person has said no', async (t) => {
  const journey = await inKent()
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => spend(journey, 5), 'not-found')
  t.match(await balanceOf(journey), { spentMinutes: 0 }, 'it can still be read')
})

t.test('time is listed page by page, newest first, stable while more is counted', async (t) => {
  nextDay()
  const [journey, other] = [await inKent(), await inKent()]
  await spend(other, 99)
  for (const minutes of [1, 2, 3]) await spend(journey, minutes)
  interface Page {
    readonly items: readonly BrokerageTime[]
    readonly nextCursor: string | null
  }
  const first = (await journey.person.get<Page>(`${timePath(journey.ids.caseId)}?limit=2`)).ok
  await spend(journey, 4)
  const second = (await journey.person.get<Page>(`${timePath(journey.ids.caseId)}?limit=2&cursor=${first.nextCursor}`))
    .ok
  t.same(
    [...first.items, ...second.items].map(({ minutes }) => minutes),
    [3, 2, 1],
  )
  t.equal(second.nextCursor, null)
})
