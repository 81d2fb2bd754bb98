import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, direct, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { agreedWith, notional } from '../payments/acts.ts'
import { aProvider } from '../service-agreements/acts.ts'
import { change, changed } from '../sign-off/acts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agree, aNightWorker, aReduction, onCall, planOf, withNightWorker } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

const nightOf = async (journey: Journey) => (await statementOf(journey)).lines.findLast(({ key }) => key === 'night')
const tasksOf = async ({ ids }: Journey, client: Client) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
    .filter(({ caseId, step }) => caseId === ids.caseId && step === 'plan-waits-for-budget')
    .map(({ subjectId }) => subjectId)
const sweptOn = (day: string) => {
  service.clock.set(`${day}T06:00:00Z`)
  return audited(service, () => sweep(service))
}
const waits = async (journey: Journey, type = 'support-plan.waits-for-budget') =>
  service.database.sql('select facts from audit_entry where case_id = $1 and type = $2', [journey.ids.caseId, type])

/** A plan without the night worker is agreed for all that is left of the budget, and takes effect after its notice. */
async function forAllThatIsLeft(journey: Journey, how: Partial<ReturnType<typeof aPlanLine>> = {}) {
  const { spentPence } = await statementOf(journey)
  const course = { key: 'course', title: 'A course', amountPence: 40_000 - spentPence - onCall.amountPence }
  const plan = await changed(
    journey,
    [course, onCall].map((line) => ({ ...line, ...how })),
    [aReduction()],
  )
  void (await agree(journey.teamManager, plan)).ok
  return plan
}

t.test('a plan that does not fit after its notice waits and is told once, and takes effect once it fits', async (t) => {
  const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice' }))
  const plan = await forAllThatIsLeft(journey)
  service.clock.set('2026-12-03T09:30:00Z')
  const planLineId = (await nightOf(journey))?.planLineId ?? ''
  const bought = (await buy(journey, { amountPence: 1_000, instrument: 'invoice', planLineId })).ok
  const told = (await sweptOn('2026-12-23')).filter(({ type }) => type.startsWith('support-plan.'))
  t.match(told, [{ type: 'support-plan.waits-for-budget', subject_id: plan.id, facts: { shortPence: 1_000 } }])
  const waitsForBudget = { since: '2026-12-23', shortPence: 1_000 }
  t.match(await planOf(journey, plan.id), { status: 'awaiting-notice', waitsForBudget }, 'the reader sees why')
  t.match(await nightOf(journey), { status: 'active', availablePence: 19_000 }, 'and the support goes on')
  for (const client of [journey.broker, journey.careCoordinator]) t.same(await tasksOf(journey, client), [plan.id])
  void (await buy(journey, { amountPence: 500, instrument: 'invoice', planLineId })).ok
  await sweptOn('2026-12-24')
  t.match(await planOf(journey, plan.id), { waitsForBudget: { since: '2026-12-23', shortPence: 1_500 } })
  t.equal((await waits(journey)).length, 1, 'told once')
  void (await reverse(journey, bought.id)).ok
  await sweptOn('2026-12-25')
  t.match(await planOf(journey, plan.id), { status: 'awaiting-notice', waitsForBudget: { shortPence: 500 } })
  const last = (
    await journey.person.get<{ items: { id: string; amountPence: number }[] }>(
      `/v1/cases/${journey.ids.caseId}/purchases`,
    )
  ).ok.items.find(({ amountPence }) => amountPence === 500)
  void (await reverse(journey, last?.id ?? '')).ok
  await sweptOn('2026-12-26')
  t.match(await planOf(journey, plan.id), { status: 'agreed', waitsForBudget: null })
  t.same(await tasksOf(journey, journey.broker), [])
})

/** The same night worker where the scheme pays providers and people directly. */
async function inKent(night: ReturnType<typeof aPlanLine>) {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(40_000) })
  await change(journey, { lines: [aPlanLine({ amountPence: 10_000, ...notional }), night] })
  await journey.on('plan-agreed')
  return journey
}

t.test('one that fits until what is owed is counted waits as well, and nothing is owed by that', async (t) => {
  const schedule = { quantity: 5, unit: 'hour', unitPence: 2_000, frequency: 'monthly', times: null } as const
  const days = { from: '2026-12-01', until: '2027-02-28' }
  const journey = await inKent(
    aNightWorker({
      ...notional,
      amountPence: 30_000,
      schedule: { ...schedule, ...days },
      checkedBy: 'care-coordinator',
    }),
  )
  const provider = await aProvider(service)
  await agreedWith(service, provider.id)
  const planLineId = (await nightOf(journey))?.planLineId ?? ''
  void (await journey.broker.post(`/v1/plan-lines/${planLineId}/providers`, { payeeId: provider.id })).ok
  const before = await paymentsOf(journey)
  t.equal(before.length, 3)
  const plan = await forAllThatIsLeft(journey, notional)
  await sweptOn('2026-12-23')
  // £100.00 a month, for 22 of 31 days.
  t.match(await planOf(journey, plan.id), { status: 'awaiting-notice', waitsForBudget: { shortPence: 7_097 } })
  t.same(await paymentsOf(journey), before, 'the provider is paid as it was')
  t.match(await nightOf(journey), { status: 'active', committedPence: 30_000, owedPence: 0 })
  await sweptOn('2026-12-24')
  t.match(await planOf(journey, plan.id), { waitsForBudget: { since: '2026-12-23', shortPence: 7_419 } })
  t.equal((await waits(journey)).length, 1)
  void (await journey.broker.post(`/v1/support-plans/${plan.id}/withdrawal`)).ok
  t.match(await planOf(journey, plan.id), { status: 'withdrawn', waitsForBudget: null })
  t.same(await tasksOf(journey, journey.broker), [], 'another can be drafted')
})

t.test(
  'what was paid in the notice for days that the next plan pays too is taken off what it opens with',
  async (t) => {
    const monthly = { quantity: 1, unit: 'item', unitPence: 3_100, frequency: 'monthly', times: null } as const
    const days = { from: '2026-12-01', until: '2027-05-31' } as const
    const night = aNightWorker({
      ...direct,
      amountPence: 18_600,
      schedule: { ...monthly, ...days },
      checkedBy: 'care-coordinator',
    })
    const journey = await inKent(night)
    void (await agreeOn(journey, 'night')).ok
    // Five months, and 9 of 31 days, of £20.00.
    const later = { ...monthly, unitPence: 2_000, from: '2026-12-23', until: '2027-05-31' } as const
    const plan = await changed(
      journey,
      [
        { ...onCall, ...notional },
        { ...night, amountPence: 10_581, schedule: later },
      ],
      [aReduction()],
    )
    void (await agree(journey.teamManager, plan)).ok
    service.clock.set('2026-12-01T09:30:00Z')
    const run = await handOver(service, '2026-12-01')
    t.match(run, { payments: 1, totalPence: 3_100 })
    const told = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
    void (await results(service, payers(service).drafter, run.id, [`${told?.reference},paid,2026-12-01,`])).ok
    await advance(service)
    await sweptOn('2026-12-23')
    t.match(await planOf(journey, plan.id), { status: 'agreed' })
    // £9.00 of December is for 23 to 31 December.
    t.match(await nightOf(journey), { agreedPence: 9_681, heldPence: 3_100 })
    const planned = (await paymentsOf(journey)).filter(({ state }) => state === 'planned')
    t.equal(
      planned.reduce((sum, { amountPence }) => sum + amountPence, 0),
      9_681,
      'and all of the rest is paid',
    )
  },
)
