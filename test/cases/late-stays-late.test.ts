import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { change, decide, sent, submit } from '../sign-off/acts.ts'
import { buyByCard, reverse } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const monday = '2026-11-23T09:30:00Z'
const service = await startService(t, { now: monday })
t.beforeEach(async () => service.clock.set(monday))
const later = (days: number) => service.clock.advance({ days })
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const clocksOf = async (journey: Journey, kind: string) =>
  (await caseOf(journey)).clocks.filter((clock) => clock.kind === kind)
const touched = (journey: Journey, amountPence: number) => change(journey, { lines: [aPlanLine({ amountPence })] })
const goesOn = [{ breached: true, stoppedOn: null, pauses: [{ because: 'taken-back' }] }]

t.test('planning that is late is as late after a plan was submitted and changed again', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  later(100)
  await sweep(service)
  await submit(journey)
  t.match(await clocksOf(journey, 'planning'), [{ breached: true, stoppedOn: service.clock.today() }])
  later(3)
  await touched(journey, 24_999)
  const clocks = await clocksOf(journey, 'planning')
  t.match(clocks, goesOn)
  t.equal(clocks.length, 1)
  t.same((await caseOf(journey)).waitingFor, ['broker', 'commissioner-officer'], 'as it was reported')
})

t.test('planning that is late is as late after a plan was submitted and withdrawn', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  later(100)
  await submit(journey)
  await journey.broker.post(`/v1/support-plans/${journey.ids.supportPlanId}/withdrawal`)
  t.match(await clocksOf(journey, 'planning'), goesOn)
})

t.test('signing and a decision that are late are as late after the plan was changed and submitted again', async (t) => {
  for (const [step, kind] of [
    ['plan-submitted', 'signing'],
    ['plan-signed', 'plan-decision'],
  ] as const) {
    service.clock.set(monday)
    const journey = await journeyTo(service, step)
    later(100)
    await touched(journey, 24_999)
    t.match(await clocksOf(journey, kind), [{ breached: true, stoppedOn: service.clock.today() }], kind)
    await (kind === 'signing' ? submit(journey) : sent(journey, journey.ids.supportPlanId))
    const clocks = await clocksOf(journey, kind)
    t.match(clocks, goesOn, kind)
    t.equal(clocks.length, 1, kind)
  }
})

t.test('what was in time begins anew, and so does what a decision asks for', async (t) => {
  const inTime = await journeyTo(service, 'plan-submitted')
  later(1)
  await touched(inTime, 24_999)
  t.match(await clocksOf(inTime, 'planning'), [{ breached: false }, { startedOn: '2026-11-24', pauses: [] }])
  const returned = await journeyTo(service, 'plan-drafted')
  later(100)
  await returned.on('plan-signed')
  await decide(returned, returned.careCoordinator, 'returned')
  t.match(await clocksOf(returned, 'planning'), [{ breached: true }, { breached: false, stoppedOn: null, pauses: [] }])
})

t.test('a reported first payment is reported still when the payment is taken back', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  later(60)
  await sweep(service)
  const bought = await buyByCard(journey)
  t.same((await caseOf(journey)).waitingFor, ['broker', 'care-coordinator'])
  await reverse(journey, bought.ok.id)
  t.ok((await caseOf(journey)).waitingFor.includes('commissioner-officer'))
})
