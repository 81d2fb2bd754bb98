import t from 'tap'
import type { LinePause } from '../../src/line-pauses/schemas.ts'
import { changeContingency, whoToCall } from '../crisis-contingencies/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
const hospital = { lines: ['drum-kit'], cause: 'in-hospital', from: '2026-11-25', until: '2026-12-22' }
const pause = (journey: Journey, more: object = {}, client: Client = journey.careCoordinator) =>
  client.post<{ items: LinePause[] }>(`/v1/cases/${journey.ids.caseId}/line-pauses`, { ...hospital, ...more })
const resume = (journey: Journey, id: string | undefined, client: Client = journey.person) =>
  client.post<LinePause>(`/v1/line-pauses/${id}/resumption`)

t.test(
  'P11: in hospital a line pauses and begins again by date: nothing of it ends, and no money goes back',
  async (t) => {
    service.clock.set(start)
    const journey = await journeyTo(service, 'money-agreed')
    const before = await statementOf(journey)
    const paused = await pause(journey)
    t.equal(paused.status, 201)
    t.match(paused.ok.items, [{ line: 'drum-kit', until: '2026-12-22', pausedAs: 'care-coordinator', resumedOn: null }])
    service.clock.set('2026-12-23T09:30:00Z')
    const { asOf: _, ...after } = await statementOf(journey)
    t.match(before, after, 'the money is where it was')
    for (const [boughtOn, status] of [
      ['2026-11-24', 201],
      ['2026-11-25', 'line-paused'],
      ['2026-12-22', 'line-paused'],
      ['2026-12-23', 201],
    ] as const) {
      const answer = await buy(journey, { boughtOn, amountPence: 100 })
      t.equal(answer.status < 300 ? answer.status : answer.problem.code, status, boughtOn)
    }
  },
)

t.test(
  'who a paused line pays for cannot be called meanwhile; the person has it begin again when they wish',
  async (t) => {
    service.clock.set(start)
    const journey = await journeyTo(service, 'money-agreed')
    const sitter = {
      kind: 'plan-line' as const,
      name: 'Night sitter',
      contact: '07700 900123',
      line: 'drum-kit',
      windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
    }
    await changeContingency(journey, { cover: [sitter] })
    const { items } = (await pause(journey)).ok
    t.match((await whoToCall(journey)).call, [{ name: 'Night sitter' }])
    service.clock.set('2026-11-26T09:30:00Z')
    t.same((await whoToCall(journey)).call, [])
    t.equal((await resume(journey, items[0]?.id)).ok.resumedOn, '2026-11-26')
    t.match((await whoToCall(journey)).call, [{ name: 'Night sitter' }])
    await refused(t, service, () => resume(journey, items[0]?.id), 'wrong-state')
    const own = (
      await pause(journey, { lines: ['mattress'], cause: 'asked', from: '2026-11-26', until: null }, journey.person)
    ).ok
    for (const client of [journey.careCoordinator, journey.broker])
      await refused(t, service, () => resume(journey, own.items[0]?.id, client), 'case-role-required')
  },
)

t.test('P10: others take no support away by a pause: four weeks, a reason, and once', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'money-agreed')
  for (const [more, pointer] of [
    [{ until: '2026-12-23' }, '/until'],
    [{ until: null }, '/until'],
    [{ cause: 'asked' }, '/cause'],
    [{ from: '2026-11-23' }, '/from'],
  ] as const)
    t.match((await refused(t, service, () => pause(journey, more), 'request-invalid', pointer)).errors, [{ pointer }])
  const unclear = await refused(t, service, () => pause(journey, { lines: ['drum-kit', 'nonsense'] }), 'pause-unclear')
  t.match(unclear.errors, [{ pointer: '/lines/1', code: 'line-unknown' }])
  await pause(journey)
  const twice = await refused(t, service, () => pause(journey), 'pause-unclear')
  t.match(twice.errors, [{ pointer: '/lines/0', code: 'line-paused' }])
  t.equal((await pause(journey, { lines: ['mattress'], cause: 'asked', until: null }, journey.person)).status, 201)
  await refused(t, service, () => pause(journey, {}, journey.officer), 'permission-missing')
  const again = { from: '2027-01-19', until: '2027-01-20' }
  const soon = await refused(t, service, () => pause(journey, again), 'pause-unclear')
  t.match(
    soon.errors,
    [{ pointer: '/lines/0', code: 'paused-before' }],
    'four weeks after the last day of the one before',
  )
  t.equal((await pause(journey, { ...again, from: '2027-01-20' })).status, 201)
  t.equal((await pause(journey, { ...again, from: '2027-01-21', until: null }, journey.person)).status, 201)
  const early = await journeyTo(service, 'plan-drafted')
  await refused(t, service, () => pause(early, {}, early.person), 'nothing-to-review')
})
