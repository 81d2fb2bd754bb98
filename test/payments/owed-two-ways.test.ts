import t from 'tap'
import { recordByTwo } from '../give-backs/acts.ts'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'
import { paidProvider } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
t.afterEach(() => proven(service))

/** What is owed as the book has it, and as the payments of it that the bank has not made come to. */
async function owedBothWays(journey: Journey) {
  const { owedPence, lines } = await statementOf(journey)
  const waiting = (await paymentsOf(journey)).filter(
    ({ purpose, state }) => purpose === 'owed' && ['planned', 'held', 'in-run', 'with-the-bank'].includes(state),
  )
  return {
    ofBook: owedPence,
    ofLines: lines.reduce((sum, line) => sum + line.owedPence, 0),
    ofPayments: waiting.reduce((sum, { amountPence }) => sum + amountPence, 0),
  }
}
const both = (pence: number) => ({ ofBook: pence, ofLines: pence, ofPayments: pence })

t.test(
  'what is owed by the book is what is owed by payments, from the purchase to the end of the budget',
  async (t) => {
    const { journey, provider } = await paidProvider(service)
    const planLineId = journey.ids.planLineId ?? ''
    t.same(await owedBothWays(journey), both(0))
    service.clock.set('2026-12-15T10:00:00Z')
    const one = { payeeId: provider.id, instrument: 'invoice', boughtOn: '2026-12-14' } as const
    const purchase = (await buy(journey, { ...one, amountPence: 4_000, units: 2 })).ok
    t.same(await owedBothWays(journey), both(4_000))
    void (await buy(journey, { ...one, amountPence: 2_000, units: 1, boughtOn: '2026-12-13' })).ok
    t.same(await owedBothWays(journey), both(6_000))
    const part = { amountPence: 1_000, reason: 'An hour was cut short.' }
    void (await journey.broker.post(`/v1/purchases/${purchase.id}/reversal`, part)).ok
    t.same(await owedBothWays(journey), both(5_000))

    const run = await handOver(service, '2026-12-15')
    t.same(await owedBothWays(journey), both(5_000), 'what is with the bank is owed until the bank has said')
    const told = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
    t.equal(told.length, 2)
    const rows = told.map(({ reference }, index) =>
      index === 0 ? `${reference},failed,,No account` : `${reference},paid,2026-12-15,`,
    )
    void (await results(service, drafter, run.id, rows)).ok
    await advance(service)
    const [failed, paid] = told
    t.same(await owedBothWays(journey), both(failed?.amountPence ?? 0), 'what was not made is owed again')
    const back = { givenBy: 'payee', paymentId: paid?.id, amountPence: paid?.amountPence }
    t.equal((await recordByTwo(journey, planLineId, back)).status, 201)
    t.same(await owedBothWays(journey), both(5_000), 'and so is what came back')

    void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
    t.same(await owedBothWays(journey), both(5_000), 'what is owed is owed whatever has closed')
    for (const { id, state } of await paymentsOf(journey))
      if (state === 'held') void (await reviewer.post(`/v1/payments/${id}/release`)).ok
    const last = await handOver(service, '2026-12-31')
    const rest = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
    void (
      await results(
        service,
        drafter,
        last.id,
        rest.map(({ reference }) => `${reference},paid,2026-12-15,`),
      )
    ).ok
    await advance(service)
    t.same(await owedBothWays(journey), both(0))
  },
)
