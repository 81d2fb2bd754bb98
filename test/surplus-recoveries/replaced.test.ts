import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import { advance, handOver, holdAll, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { differencesOf, notional } from '../payments/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'
import { answer, decide, propose, second } from './acts.ts'
import { gym, moneyOf, monthly, plannedOf, read, setOffsOf, winAppeal } from './set-off-acts.ts'

const service = await startService(t)
const { paidMonthly, sweep, settingOff } = setOffsOf(service)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  t.same(await differencesOf(service), [], 'the books add up')
  await holdAll(service)
})
const sumOf = (planned: (string | number)[][]) => planned.reduce((sum, [, pence]) => sum + Number(pence), 0)

/** Nothing is in hand any more: what was paid until May was bought with. */
const spend = (journey: Journey) =>
  buy(journey, {
    instrument: 'bank-account',
    amountPence: 15_000,
    boughtOn: service.clock.today(),
    client: journey.person,
  })

/** Another plan takes the place of the one in force: with all of these lines. */
async function replace(journey: Journey, lines: Parameters<typeof changed>[1]) {
  const plan = await changed(journey, lines)
  const answer = await decideChanged(journey.careCoordinator, plan)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.problem))
}
/** From a month of 2027 until October, at so much a month. */
const from = (month: string, months: number, unitPence = 2_500) => ({
  ...gym,
  amountPence: months * unitPence,
  schedule: { ...monthly, unitPence, from: `2027-${month}-01` },
})
const rest = from('06', 5)

t.test('what was set off by the moment at which another plan comes in is counted, and is not due again', async (t) => {
  const journey = await paidMonthly()
  const { id } = await settingOff(journey)
  service.clock.set('2027-06-02T09:30:00Z')
  void (await spend(journey)).ok
  // The day on which June was less: nobody has looked since.
  const told = await audited(service, () => replace(journey, [rest]))
  t.match(told.find(({ type }) => type === 'surplus-recovery.taken')?.facts, { recoveredPence: 2_500 })
  t.match(await read(journey, id), { status: 'recovered', lines: [{ recoveredPence: 2_500 }] })
  t.equal(sumOf(await plannedOf(journey)), 10_000, 'July to October, and not June once more')
  t.equal(await sweep(), 0, 'it is over with its plan')
  t.equal(sumOf(await plannedOf(journey)), 10_000)
})

t.test('a plan for all that was left is not agreed on top of what the plan before was set off by', async (t) => {
  const journey = await paidMonthly()
  void (await settingOff(journey))
  service.clock.set('2027-06-02T09:30:00Z')
  void (await spend(journey)).ok
  const plan = await changed(journey, [rest, aPlanLine({ key: 'drums', amountPence: 2_500 })])
  // The day on which June was less: the fifteen thousand that were left are twelve and a half once that is counted.
  await refused(t, service, () => decideChanged(journey.careCoordinator, plan), 'plan-incomplete')
  await sweep()
  await refused(t, service, () => decideChanged(journey.careCoordinator, plan), 'plan-incomplete')
})

t.test('an appeal that is won once another plan pays for the same is paid by that plan', async (t) => {
  const journey = await paidMonthly()
  const { id, decision } = await settingOff(journey)
  service.clock.set('2027-06-02T09:30:00Z')
  void (await spend(journey)).ok
  await replace(journey, [rest])
  t.equal(sumOf(await plannedOf(journey)), 10_000)
  void (await winAppeal(journey, decision?.id))
  t.match(await read(journey, id), {
    status: 'overturned',
    lines: [{ recoveredPence: 0, givenBackPence: 2_500, givenBackAs: 'plan-in-force' }],
  })
  t.equal(sumOf(await plannedOf(journey)), 12_500)
  t.match((await statementOf(journey)).recoveredPence, 0)
})

t.test('an appeal that is won once the plan does not pay for those days is paid by itself, and once', async (t) => {
  const journey = await paidMonthly()
  const { id, decision } = await settingOff(journey)
  service.clock.set('2027-06-02T09:30:00Z')
  await sweep()
  service.clock.set('2027-07-02T09:30:00Z')
  void (await spend(journey)).ok
  await replace(journey, [from('07', 4)])
  t.equal(sumOf(await plannedOf(journey)), 7_500, 'July is less, and what June was less takes nothing off August')
  void (await winAppeal(journey, decision?.id))
  t.match(await read(journey, id), { lines: [{ givenBackPence: 5_000, givenBackAs: 'owed' }] })
  const owed = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed')
  t.match(owed, [{ amountPence: 5_000, payeeId: null, state: 'planned' } satisfies Partial<Payment>])
  t.equal(sumOf(await plannedOf(journey)), 12_500)
  const run = await handOver(service, '2027-07-02', { payOn: '2027-07-02' })
  void (await results(service, drafter, run.id, [`${owed[0]?.reference},paid,2027-07-02,`])).ok
  await advance(service)
  t.match(
    (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed'),
    [{ state: 'paid', amountPence: 5_000 }],
  )
  t.equal((await statementOf(journey)).recoveredPence, 0)
})

t.test('paid by itself beside a plan that pays at another rate, the schedule does not pay it again', async (t) => {
  const journey = await paidMonthly([gym], 31_000)
  const { id, decision } = await settingOff(journey)
  service.clock.set('2027-06-02T09:30:00Z')
  void (await spend(journey)).ok
  await replace(journey, [from('06', 5, 2_600)])
  t.equal(sumOf(await plannedOf(journey)), 10_500)
  void (await winAppeal(journey, decision?.id))
  t.match(await read(journey, id), { lines: [{ givenBackPence: 2_500, givenBackAs: 'owed' }] })
  t.equal(sumOf(await plannedOf(journey)), 13_000)
})

t.test(
  'what was taken back of a line that has closed comes to the plan in force, whether it has the line or not',
  async (t) => {
    for (const key of ['drum-kit', 'new-drums']) {
      const journey = await journeyTo(service, 'money-agreed')
      const { id } = (await propose(journey)).ok
      void (await answer(journey.person, id)).ok
      const { decision } = (await decide(second(journey), id)).ok
      service.clock.set('2027-02-20T09:30:00Z')
      t.equal(await sweep(), 1)
      await replace(journey, [aPlanLine({ key, amountPence: 20_000 })])
      void (await winAppeal(journey, decision?.id))
      t.match(await read(journey, id), { lines: [{ givenBackPence: 10_000, givenBackAs: 'plan-in-force' }] })
      const { lines, recoveredPence } = await statementOf(journey)
      const open = lines.filter(({ status }) => status === 'active')
      t.equal(
        open.reduce((sum, { availablePence }) => sum + availablePence, 0),
        30_000,
        key,
      )
      t.equal(open.length, key === 'drum-kit' ? 1 : 2)
      t.equal(recoveredPence, 0)
      service.clock.set('2026-11-24T09:30:00Z')
    }
  },
)

/** Taken back of what nobody was paid, on the twentieth of February. */
async function takenBack() {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await propose(journey)).ok
  void (await answer(journey.person, id)).ok
  const { decision } = (await decide(second(journey), id)).ok
  service.clock.set('2027-02-20T09:30:00Z')
  t.equal(await sweep(), 1)
  return { journey, id, decision }
}

t.test(
  'what was taken of what nobody was to be paid is the budget of the case again, where no plan is in force',
  async (t) => {
    const { journey, id, decision } = await takenBack()
    const ending = { ending: 'moved-away', on: service.clock.today(), reasons: [aReason] }
    void (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, ending)).ok
    await coolOff(service)
    t.match(await statementOf(journey), { availablePence: 0, recoveredPence: 10_000 })
    void (await winAppeal(journey, decision?.id))
    t.match(await read(journey, id), {
      status: 'overturned',
      lines: [{ recoveredPence: 0, givenBackPence: 10_000, givenBackAs: 'line' }],
    })
    t.match(await statementOf(journey), { recoveredPence: 0, availablePence: 40_000, releasedPence: 0 })
    t.same(await paymentsOf(journey), [], 'nobody is paid it')
  },
)

t.test('what was taken is not decided again beside what is looked at since', async (t) => {
  const { journey, id, decision } = await takenBack()
  const other = (await propose(journey, { lines: [{ line: 'drum-kit', amountPence: 5_000 }] })).ok
  const words = { words: 'I need it.', lateBecause: 'I was in hospital.' }
  const appeal = (await journey.person.post<Appeal>(`/v1/decisions/${decision?.id}/appeals`, words)).ok
  const vary = () =>
    journey.teamManager.post(`/v1/appeals/${appeal.id}/decision`, { outcome: 'varied', reasons: [aReason] })
  await refused(t, service, vary, 'wrong-state')
  t.match(await read(journey, id), { status: 'recovered' })
  void (await answer(journey.person, other.id)).ok
  void (await decide(second(journey), other.id, { outcome: 'left', whatWouldChange: null })).ok
  t.equal((await vary()).status, 201)
  t.match(await read(journey, id), { status: 'proposed', lines: [{ recoveredPence: 0, givenBackPence: 10_000 }] })
})

t.test('nothing is set off once a line is not paid to the person, and what was is not counted on', async (t) => {
  const journey = await paidMonthly()
  const { id } = await settingOff(journey)
  service.clock.set('2027-06-02T09:30:00Z')
  await sweep()
  t.same(await moneyOf(journey), [3_304, 6_696, 15_000, 2_500])
  const path = `/v1/cases/${journey.ids.caseId}/line-holdings`
  void (await journey.person.post(path, { line: 'gym', ...notional })).ok
  service.clock.set('2027-08-02T09:30:00Z')
  await sweep()
  t.match(await read(journey, id), { status: 'recovered', lines: [{ recoveredPence: 2_500 }] })
  t.same(await moneyOf(journey), [10_000, 0, 15_000, 2_500])
})

t.test('what cannot be taken is looked at once a day, and keeps nothing behind it from being taken', async (t) => {
  const journeys: Journey[] = []
  for (const appeals of [true, false]) {
    const journey = await journeyTo(service, 'money-agreed')
    journeys.push(journey)
    const { id } = (await propose(journey)).ok
    void (await answer(journey.person, id)).ok
    const { decision } = (await decide(second(journey), id)).ok
    if (appeals) void (await journey.person.post(`/v1/decisions/${decision?.id}/appeals`, { words: 'I need it.' })).ok
    service.clock.advance({ minutes: 1 })
  }
  service.clock.set('2027-02-22T09:30:00Z')
  const one = () => sweep(1)
  t.equal(await one(), 0, 'the first cannot be taken')
  t.equal(await one(), 1, 'and the next is')
  t.same(await Promise.all(journeys.map(async (journey) => (await statementOf(journey)).recoveredPence)), [0, 10_000])
})
