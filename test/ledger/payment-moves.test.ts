import t from 'tap'
import {
  commit,
  fail,
  giveBack,
  instruct,
  recover,
  settle,
  uncommit,
} from '../../src/ledger/payment-moves-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import type { Tx } from '../../src/platform/database/database.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { change, changed, decideChanged, draftChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { provenBook } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const actor = { commissionerId: tenants.QYG.commissionerId, actorId: 'the-pay-run' } as Actor
const now = new Date('2026-11-24T09:30:00Z')
const asService = (work: (tx: Tx) => void) =>
  service.access.write(actor, async (tx) => {
    work(tx)
  })
const direct = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
const onCard = { instrument: 'bank-account' as const, key: 'gym' }

/** A plan of £300.00 in force, as a direct payment. */
async function paidDirectly() {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  await change(journey, { lines: [aPlanLine({ key: onCard.key, amountPence: 30_000, ...direct })] })
  await journey.on('money-agreed')
  const of = (pence: number) => ({ caseId: journey.ids.caseId, planLineId: journey.ids.planLineId, pence })
  const pay = (amountPence: number) =>
    buy(journey, { client: journey.person, amountPence, instrument: onCard.instrument })
  return { journey, of, pay }
}

/** Where the money of a line is, and that the books add up. */
async function whereOf(journey: Journey, place = 0) {
  // What is set aside here is set aside for no payment.
  await provenBook(service)
  const line = (await statementOf(journey)).lines.at(place)
  if (!line) throw new Error('the line is there')
  const { availablePence: available, committedPence: committed, pendingPence: pending, heldPence: held } = line
  const { owedPence: owed, spentPence: spent, returnedPence: returned, recoveredPence: recovered } = line
  const whole = [available, committed, pending, held, spent, returned, recovered, line.releasedPence]
  t.equal(
    whole.reduce((all, one) => all + one, 0),
    line.agreedPence + line.movedPence + line.carriedPence + line.crisisPence,
  )
  return { available, committed, pending, held, owed, spent, returned, recovered }
}

t.test(
  'a payment is planned, handed to the bank, and paid; what the person buys is taken from what they have',
  async (t) => {
    const { journey, of, pay } = await paidDirectly()
    await asService((tx) => commit(tx, actor, [of(20_000)], now))
    t.match(await whereOf(journey), { available: 10_000, committed: 20_000 })
    await asService((tx) => uncommit(tx, actor, [of(5_000)], now))
    await asService((tx) => instruct(tx, actor, [{ ...of(15_000), from: 'committed' }], now))
    t.match(await whereOf(journey), { available: 15_000, committed: 0, pending: 15_000 })
    await asService((tx) => settle(tx, actor, [{ ...of(15_000), from: 'pending', to: 'held' }], now))
    t.match(await whereOf(journey), { pending: 0, held: 15_000, spent: 0 })
    t.equal((await pay(9_000)).status, 201)
    t.match(await whereOf(journey), { held: 6_000, spent: 9_000, owed: 0, available: 15_000 })
    t.equal((await pay(10_000)).status, 201)
    t.match(await whereOf(journey), { held: 0, spent: 19_000, owed: 4_000, available: 11_000 })
    await refused(t, service, () => pay(11_001), 'line-overspent')
  },
)

t.test('a payment that fails is where it came from; nothing is handed to the bank that is not there', async (t) => {
  const { journey, of } = await paidDirectly()
  await asService((tx) => commit(tx, actor, [of(100)], now))
  await asService((tx) => instruct(tx, actor, [{ ...of(100), from: 'committed' }], now))
  await asService((tx) => fail(tx, actor, [{ ...of(100), from: 'pending', to: 'committed' }], now))
  t.match(await whereOf(journey), { available: 29_900, committed: 100, pending: 0 })
  await t.rejects(asService((tx) => instruct(tx, actor, [{ ...of(101), from: 'committed' }], now)))
  await t.rejects(asService((tx) => settle(tx, actor, [{ ...of(1), from: 'pending', to: 'held' }], now)))
  t.match(await whereOf(journey), { available: 29_900, committed: 100, pending: 0, held: 0 })
})

t.test(
  'what the person laid out is paid to them, and a purchase taken back after that is in their hands',
  async (t) => {
    const { journey, pay } = await paidDirectly()
    const { id } = (await pay(8_000)).ok
    t.match(await whereOf(journey), { owed: 8_000, spent: 8_000, available: 22_000 })
    // Nothing is paid into their hands before both have signed; from then on the rest of the line is paid too.
    await agreeOn(journey)
    const run = await handOver(service, '2026-11-24')
    const whole = () => journey.person.post(`/v1/purchases/${id}/reversal`, { reason: 'It was sent back.' })
    await refused(t, service, whole, 'wrong-state', 'it is with the bank')
    const told = (await paymentsOf(journey)).find(({ purpose }) => purpose === 'owed')
    void (await results(service, payers(service).drafter, run.id, [`${told?.reference},paid,2026-11-24,`])).ok
    await advance(service)
    t.match(await whereOf(journey), { owed: 0, spent: 8_000, pending: 22_000 })
    const part = (amountPence?: number) =>
      journey.person.post<{ reversedPence: number; reversedAt: string | null }>(`/v1/purchases/${id}/reversal`, {
        reason: 'Half of it was sent back.',
        ...(amountPence === undefined ? {} : { amountPence }),
      })
    t.match((await part(4_000)).ok, { reversedPence: 4_000, reversedAt: null })
    t.match(await whereOf(journey), { owed: 0, spent: 4_000, pending: 22_000, held: 4_000 })
    await refused(t, service, () => part(4_001), 'request-invalid', 'no more than stands')
    t.match((await part()).ok, { reversedPence: 8_000, reversedAt: service.clock.now().toISOString() })
    t.match(await whereOf(journey), { owed: 0, spent: 0, pending: 22_000, held: 8_000 })
    await refused(t, service, () => part(1), 'purchase-reversed', 'nothing stands')
  },
)

t.test('what is given back is still the person’s, until a decision takes it back', async (t) => {
  const { journey, of, pay } = await paidDirectly()
  await asService((tx) => instruct(tx, actor, [{ ...of(30_000), from: 'available' }], now))
  await asService((tx) => settle(tx, actor, [{ ...of(30_000), from: 'pending', to: 'held' }], now))
  await asService((tx) => giveBack(tx, actor, [of(10_000)], now))
  t.match(await whereOf(journey), { held: 20_000, returned: 10_000 })
  t.equal((await pay(21_000)).status, 201)
  t.match(await whereOf(journey), { held: 0, returned: 9_000, owed: 1_000, spent: 21_000 })
  await asService((tx) => recover(tx, actor, [{ ...of(9_000), from: 'returned' }], now))
  t.match(await whereOf(journey), { returned: 0, recovered: 9_000 })
  await refused(t, service, () => pay(1), 'line-overspent')
})

/** £100.00 of £300.00 was paid out, and £10.00 of that spent. */
async function paidOut() {
  const of300 = await paidDirectly()
  const { of, pay } = of300
  await asService((tx) => commit(tx, actor, [of(6_000)], now))
  await asService((tx) => instruct(tx, actor, [{ ...of(10_000), from: 'available' }], now))
  await asService((tx) => settle(tx, actor, [{ ...of(10_000), from: 'pending', to: 'held' }], now))
  t.equal((await pay(1_000)).status, 201)
  return of300
}
const nextPlan = async (journey: Journey, amountPence: number) => {
  const next = await changed(journey, [{ key: onCard.key, amountPence, ...direct }])
  return decideChanged(journey.careCoordinator, next)
}

t.test(
  'with another plan, what the person holds goes on with the line of the same key, beside what is agreed: of £300.00 nothing is lost and nothing given twice',
  async (t) => {
    const { journey } = await paidOut()
    t.equal((await nextPlan(journey, 20_000)).status, 201)
    t.match(await whereOf(journey), { available: 0, committed: 0, held: 0, spent: 1_000 }, 'nothing is left behind')
    t.match(await whereOf(journey, 1), { available: 20_000, held: 9_000, spent: 0 })
    const { lines } = await statementOf(journey)
    t.match(lines, [
      { movedPence: -9_000, releasedPence: 20_000 },
      { agreedPence: 20_000, movedPence: 9_000, carriedPence: 0 },
    ])
    const planLineId = lines.at(-1)?.planLineId
    const pay = (amountPence: number) =>
      buy(
        { ...journey, ids: { ...journey.ids, planLineId: planLineId ?? '' } },
        { client: journey.person, amountPence, instrument: onCard.instrument },
      )
    await refused(t, service, () => pay(29_001), 'line-overspent')
    t.equal((await pay(29_000)).status, 201, 'with the £10.00 it is all of the £300.00')
  },
)

t.test('however often the plan changes, the budget has what was not paid out: a penny more is refused', async (t) => {
  const { journey } = await paidOut()
  for (const place of [1, 2]) {
    const { id } = (await draftChanged(journey, [{ key: onCard.key, amountPence: 20_001, ...direct }])).ok
    await refused(t, service, () => journey.broker.post(`/v1/support-plans/${id}/submission`), 'plan-incomplete')
    void (await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)).ok
    t.equal((await nextPlan(journey, 20_000)).status, 201)
    t.match(await whereOf(journey, place), { available: 20_000, held: 9_000 })
  }
})
