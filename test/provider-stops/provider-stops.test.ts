import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { TaskPage } from '../../src/cases/list-schemas.ts'
import type { ProviderStop, ProviderStopReported } from '../../src/provider-stops/schemas.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { change, withinLimit } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const { brokerageId } = tenants.QYG
const stoppedOn = '2026-11-24'
const report = (client: Client, on = stoppedOn) =>
  client.post<Static<typeof ProviderStopReported>>(`/v1/organisations/${brokerageId}/stops`, { stoppedOn: on })
const stopsOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: ProviderStop[] }>(`/v1/cases/${ids.caseId}/provider-stops`)).ok.items

/** A plan in force of two lines whose money the brokerage holds; one falls back on the other. */
async function held(): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await change(journey, {
    lines: [
      aPlanLine({ key: 'drum-kit', amountPence: 30_000, fallbackLine: 'lessons' }),
      aPlanLine({ key: 'lessons', amountPence: 10_000 }),
    ],
  })
  return journey.on('money-agreed')
}

t.test('P11: who is affected, what they fall back on, and by when it is mended', async (t) => {
  const journey = await held()
  const { person, careCoordinator, broker, ids } = journey
  const { ok } = await report(careCoordinator)
  const mine = ok.items.filter(({ caseId }) => caseId === ids.caseId)
  t.match(mine, [
    {
      organisationId: brokerageId,
      lines: [
        { line: 'drum-kit', fallbackLine: 'lessons' },
        { line: 'lessons', fallbackLine: null },
      ],
      stoppedOn,
      mendBy: '2026-12-01',
      outcome: null,
    },
  ])
  t.same(await stopsOf(journey), mine)
  for (const client of [careCoordinator, broker]) {
    const { items } = (await client.get<typeof TaskPage.static>('/v1/tasks?limit=100')).ok
    t.match(
      items.filter(({ caseId, step }) => caseId === ids.caseId && step === 'provider-stopped'),
      [{ dueOn: '2026-12-01' }],
    )
  }
  const timeline = (await person.get<{ items: { type: string }[] }>(`/v1/cases/${ids.caseId}/timeline`)).ok.items
  t.ok(timeline.some(({ type }) => type === 'provider.stopped'))
  t.notOk(
    (await report(careCoordinator)).ok.items.some(({ caseId }) => caseId === ids.caseId),
    'once',
  )
})

t.test('lines pay no more to it: what was bought by then is paid', async (t) => {
  const journey = await held()
  await report(service.as('commissioner-officer'))
  service.clock.set('2026-11-26T09:30:00Z')
  await refused(t, service, () => buy(journey, { amountPence: 100 }), 'provider-stopped')
  t.equal((await buy(journey, { amountPence: 100, boughtOn: stoppedOn })).status, 201)
})

t.test('it waits until no line is with it, or the budget has ended', async (t) => {
  const journey = await held()
  const { person, ids } = journey
  await report(service.as('commissioner-officer'))
  const registered = anOrganisation({ code: 'BRK7', kind: 'brokerage-organisation' })
  const other = (await journey.officer.post<{ id: string }>('/v1/organisations', registered)).ok
  const hold = (line: string) =>
    person.post(`/v1/cases/${ids.caseId}/line-holdings`, {
      ...{ line, deployment: 'third-party', instrument: 'broker-held-card', holderId: other.id },
    })
  for (const [line, outcome] of [
    ['drum-kit', null],
    ['lessons', 'mended'],
  ] as const) {
    t.equal((await hold(line)).status, 201)
    await agreeOn(journey, line)
    t.match(await stopsOf(journey), [{ outcome }])
  }
  const another = await held()
  await report(another.careCoordinator)
  await another.person.post(`/v1/cases/${another.ids.caseId}/withdrawal`, { words: null })
  t.match(await stopsOf(another), [{ outcome: 'budget-ended' }])
})

t.test('who reports it answers for the case, and names a day that has come', async (t) => {
  const journey = await held()
  const of = (answer: Awaited<ReturnType<typeof report>>) =>
    answer.ok.items.filter(({ caseId }) => caseId === journey.ids.caseId).length
  const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
  t.equal(of(await report(stranger)), 0, 'another care coordinator does not see it')
  for (const client of [journey.person, journey.broker, service.as('machine')])
    await refused(t, service, () => report(client), 'permission-missing')
  await refused(t, service, () => report(journey.careCoordinator, '2026-11-25'), 'request-invalid')
  t.equal(of(await report(journey.careCoordinator)), 1)
})

t.test('a line falls back on another line of the plan', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  for (const fallbackLine of ['drum-kit', 'nonsense']) {
    await change(journey, { lines: [aPlanLine({ key: 'drum-kit', amountPence: 40_000, fallbackLine })] })
    const path = `/v1/support-plans/${journey.ids.supportPlanId}/checks`
    const { missing } = (await journey.person.get<{ missing: { pointer: string; code: string }[] }>(path)).ok
    t.match(missing, [{ pointer: '/lines/0/fallbackLine', code: 'line-unknown' }])
  }
})
