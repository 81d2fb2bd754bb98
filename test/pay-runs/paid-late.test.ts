import t from 'tap'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { advance, direct, handOver, payable, payers, paymentsOf, results } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
t.afterEach(() => proven(service))

/** £100.00 of £300.00 is with the bank when another plan takes the place of the one in force. */
async function changedMeanwhile(more: object = direct) {
  const journey = await payable(service)
  const run = await handOver(service, '2026-12-05')
  const [payment] = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
  const next = await changed(journey, [{ key: 'gym', amountPence: 20_000, ...more }])
  t.equal((await decideChanged(journey.careCoordinator, next)).status, 201)
  const say = async (outcome: string) => {
    void (await results(service, drafter, run.id, [`${payment?.reference},${outcome}`])).ok
    await advance(service)
  }
  return { journey, say }
}
const bought = (journey: Journey, planLineId = '') =>
  ({
    journey: { ...journey, ids: { ...journey.ids, planLineId } },
    instrument: 'bank-account',
    client: journey.person,
  }) as const

t.test(
  'what is paid after the plan changed goes on with the line that takes the place of its own, and can be spent',
  async (t) => {
    const { journey, say } = await changedMeanwhile()
    t.match((await statementOf(journey)).lines, [{ pendingPence: 10_000 }, { heldPence: 0 }])
    await say('paid,2026-11-24,')
    const [was, has] = (await statementOf(journey)).lines
    t.match(was, { pendingPence: 0, heldPence: 0, movedPence: -10_000, releasedPence: 20_000 })
    t.match(has, { heldPence: 10_000, agreedPence: 20_000, movedPence: 10_000 })
    t.equal((has?.availablePence ?? 0) + (has?.committedPence ?? 0), 20_000, 'beside all that was agreed')
    const { journey: on, ...by } = bought(journey, has?.planLineId)
    await refused(t, service, () => buy(on, { ...by, amountPence: 10_001 }), 'line-overspent')
    t.equal((await buy(on, { ...by, amountPence: 10_000 })).status, 201)
  },
)

t.test('where no line is held like it, it stays with the one that it was paid for', async (t) => {
  const { journey, say } = await changedMeanwhile({ deployment: 'notional', instrument: 'invoice' })
  await say('paid,2026-11-24,')
  t.match((await statementOf(journey)).lines, [{ heldPence: 10_000 }, { heldPence: 0, availablePence: 20_000 }])
})

t.test('what the bank could not pay is owed by its line, and goes on once it is paid', async (t) => {
  const { journey, say } = await changedMeanwhile()
  await say('failed,,account closed')
  t.match((await statementOf(journey)).lines, [
    { heldPence: 0, owedPence: 10_000, releasedPence: 20_000 },
    { heldPence: 0, movedPence: 0 },
  ])
  const [again] = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed')
  t.match(again, { amountPence: 10_000, holdReason: 'failed-before' })
  void (await reviewer.post(`/v1/payments/${again?.id}/release`)).ok
  const run = await handOver(service, again?.dueOn ?? '')
  void (await results(service, drafter, run.id, [`${again?.reference},paid,${service.clock.today()},`])).ok
  await advance(service)
  t.match((await statementOf(journey)).lines, [
    { heldPence: 0, owedPence: 0, movedPence: -10_000 },
    { heldPence: 10_000, agreedPence: 20_000, movedPence: 10_000 },
  ])
})
