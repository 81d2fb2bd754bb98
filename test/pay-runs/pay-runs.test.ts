import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import { lineOf, signAgreement } from '../deployment-agreements/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import {
  advance,
  approve,
  directPayment,
  draft,
  handOver,
  holdAll,
  payable,
  payers,
  paymentsOf,
  results,
} from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
// What one test leaves unpaid is due for the next as well.
t.afterEach(async () => {
  await holdAll(service)
})
const states = async (journey: Journey) => (await paymentsOf(journey)).map(({ state }) => state)
const moneyOf = async (journey: Journey) => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [], 'the books add up')
  const { availablePence, committedPence, pendingPence, heldPence } = await statementOf(journey)
  return [availablePence, committedPence, pendingPence, heldPence]
}

t.test('payments are planned by the schedule once the agreement is signed, and set their money aside', async (t) => {
  const journey = await directPayment(service)
  t.same(await paymentsOf(journey), [])
  const line = await lineOf(journey)
  await signAgreement(journey, line, 'person')
  t.same(await paymentsOf(journey), [], 'by one is not agreed')
  await signAgreement(journey, line, 'commissioner')
  t.same(
    (await paymentsOf(journey)).map(({ dueOn, amountPence, state }) => [dueOn, amountPence, state]),
    [
      ['2026-12-01', 10_000, 'planned'],
      ['2026-12-31', 10_000, 'planned'],
      ['2027-02-01', 10_000, 'planned'],
    ],
  )
  t.same(await moneyOf(journey), [0, 30_000, 0, 0])
})

t.test('from a draft to money in hand: three people, the bank, and the first payment stops its clock', async (t) => {
  const journey = await payable(service)
  const { id } = (await draft(drafter, '2026-12-01')).ok
  t.same(await states(journey), ['in-run', 'planned', 'planned'])
  t.equal((await reviewer.post<PayRun>(`/v1/pay-runs/${id}/review`)).ok.status, 'reviewed')
  for (const client of [drafter, reviewer])
    await refused(t, service, () => approve(client, id), 'second-person-needed', client.actor?.sub)
  const approved = await audited(service, () => approve(approver, id))
  t.match(approved.at(-1), { type: 'pay-run.approved', facts: { payments: 1, totalPence: 10_000 } })
  await advance(service)
  t.same(await states(journey), ['with-the-bank', 'planned', 'planned'])
  t.same(await moneyOf(journey), [0, 20_000, 10_000, 0])

  service.clock.set('2026-12-03T09:30:00Z')
  const [{ reference } = { reference: '' }] = await paymentsOf(journey)
  t.same((await results(service, drafter, id, [`${reference},paid,2026-12-02,`])).ok, { taken: 1, known: 0 })
  const settled = await audited(service, () => advance(service))
  t.same(
    settled
      .map(({ type }) => type)
      .filter((type) => /^(payment|pay-run|support-plan)/.test(type))
      .sort(),
    ['pay-run.settled', 'payment.paid', 'support-plan.active'],
  )
  t.same(await states(journey), ['paid', 'planned', 'planned'])
  t.same(await moneyOf(journey), [0, 20_000, 0, 10_000])
  const { step, clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  t.equal(step, 'budget-active')
  t.match(
    clocks.find(({ kind }) => kind === 'first-payment'),
    { stoppedOn: '2026-12-02', breached: false },
  )
  t.match((await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok, { status: 'settled', progress: { paid: 1, failed: 0 } })
})

t.test('the same results again do nothing, another word is refused, and so is what is not clear', async (t) => {
  const journey = await payable(service)
  const { id } = await handOver(service, '2026-12-01')
  const [{ reference } = { reference: '' }] = await paymentsOf(journey)
  const paid = `${reference},paid,2026-11-24,`
  await results(service, drafter, id, [paid])
  await advance(service)
  t.same((await results(service, drafter, id, [paid])).ok, { taken: 0, known: 1 })
  t.equal(await advance(service), 0, 'there is nothing to do')
  t.same(await moneyOf(journey), [0, 20_000, 0, 10_000], 'and nobody is paid twice')
  for (const [rows, code] of [
    [[`${reference},failed,,No account`], 'result-differs'],
    [[`${reference},paid,2026-11-23,`], 'outcome-unclear'],
    [['NO0SUCH0REFERENCE0,paid,2026-11-24,'], 'reference-unknown'],
    [[`${reference},paid,2026-11-25,`], 'outcome-unclear'],
    [[`${reference},failed,,`], 'outcome-unclear'],
    [[paid, paid], 'reference-repeated'],
    [['just-one-field'], 'line-unclear'],
  ] as const) {
    const { errors } = await refused(t, service, () => results(service, drafter, id, rows), 'results-unclear', code)
    t.match(errors, [{ code }])
  }
})

t.test('what the bank could not pay is set aside again, and waits until somebody has looked at it', async (t) => {
  const journey = await payable(service)
  const { id } = await handOver(service, '2026-12-01')
  const [{ reference } = { reference: '' }] = await paymentsOf(journey)
  await results(service, drafter, id, [`${reference},failed,,No such account`])
  await advance(service)
  t.same(await moneyOf(journey), [0, 30_000, 0, 0])
  const all = await paymentsOf(journey)
  const again = all.find(({ purpose }) => purpose === 'again')
  t.match(
    all.find(({ state }) => state === 'failed'),
    { reference, failure: 'No such account' },
  )
  t.match(again, { state: 'held', holdReason: 'failed-before', amountPence: 10_000 })
  t.not(again?.reference, reference, 'under a reference of its own')
  t.match((await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok, { step: 'plan-agreed' })
  await refused(t, service, () => draft(drafter, '2026-12-01'), 'nothing-to-pay')
  t.equal((await reviewer.post<Payment>(`/v1/payments/${again?.id}/release`)).ok.state, 'planned')
  t.equal((await handOver(service, '2026-12-01')).payments, 1)
})

t.test('one payment of a run is held and released; what is with the bank is too late', async (t) => {
  const journey = await payable(service)
  const { id } = (await draft(drafter, '2026-12-31')).ok
  const [first, second] = await paymentsOf(journey)
  const held = await drafter.post<Payment>(`/v1/payments/${first?.id}/hold`)
  t.match(held.ok, { state: 'held', holdReason: 'being-checked', payRunId: null })
  await reviewer.post(`/v1/pay-runs/${id}/review`)
  await approve(approver, id)
  await advance(service)
  t.same(await states(journey), ['held', 'with-the-bank', 'planned'])
  await refused(t, service, () => drafter.post(`/v1/payments/${second?.id}/hold`), 'wrong-state')
  await refused(t, service, () => draft(drafter, '2026-12-01'), 'nothing-to-pay', 'nobody else releases it')
  await drafter.post(`/v1/payments/${first?.id}/release`)
  await refused(t, service, () => drafter.post(`/v1/payments/${first?.id}/release`), 'wrong-state')
  t.equal((await draft(drafter, '2026-12-01')).ok.payments, 1)
})

t.test(
  'a reason holds a payment by itself and lets it go by itself, also between the draft and the bank',
  async (t) => {
    const journey = await payable(service)
    const { id } = (await draft(drafter, '2026-12-01')).ok
    await reviewer.post(`/v1/pay-runs/${id}/review`)
    await approve(approver, id)
    await service.database.sql('update deployment_agreement set ended_at = now() where case_id = $1', [
      journey.ids.caseId,
    ])
    await advance(service)
    t.match((await paymentsOf(journey))[0], { state: 'held', holdReason: 'agreement-missing', payRunId: null })
    t.match((await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok, { status: 'settled', payments: 0, totalPence: 0 })
    await service.database.sql('update deployment_agreement set ended_at = null where case_id = $1', [
      journey.ids.caseId,
    ])
    t.equal((await draft(drafter, '2026-12-01')).ok.payments, 1)
  },
)

t.test('a pause takes what is not given off the payments, and they are planned anew when it is over', async (t) => {
  const journey = await payable(service)
  const of = `/v1/cases/${journey.ids.caseId}/line-pauses`
  const pause = { lines: ['gym'], cause: 'asked', from: '2026-12-17', until: '2027-01-31' }
  const { items } = (await journey.person.post<{ items: { id: string }[] }>(of, pause)).ok
  t.same(
    (await paymentsOf(journey)).map(({ dueOn, amountPence }) => [dueOn, amountPence]),
    [
      ['2026-12-01', 5_161],
      ['2027-02-01', 10_000],
    ],
  )
  t.same(await moneyOf(journey), [14_839, 15_161, 0, 0])
  await journey.person.post(`/v1/line-pauses/${items[0]?.id}/resumption`)
  t.same(await moneyOf(journey), [0, 30_000, 0, 0])
})

t.test('a payment is in one run at a time, however many are drafted at once', async (t) => {
  const journey = await payable(service)
  const drafted = await Promise.all([1, 2, 3, 4].map(() => draft(drafter, '2027-02-01')))
  t.equal(drafted.filter(({ status }) => status === 201).length, 1)
  t.equal(new Set((await paymentsOf(journey)).map(({ payRunId }) => payRunId)).size, 1)
  const run = drafted.find(({ status }) => status === 201)?.ok
  t.equal((await drafter.post<PayRun>(`/v1/pay-runs/${run?.id}/cancellation`)).ok.status, 'cancelled')
  t.same(await states(journey), ['planned', 'planned', 'planned'])
  await refused(t, service, () => drafter.post(`/v1/pay-runs/${run?.id}/review`), 'wrong-state')
})

t.test('lists and one run are told to those who pay, and without bank details there is no file', async (t) => {
  const journey = await payable(service)
  const run = await handOver(service, '2026-12-01')
  const list = (await drafter.get<{ items: PayRun[] }>('/v1/pay-runs')).ok.items
  t.equal(list[0]?.id, run.id)
  const payments = (await drafter.get<{ items: Payment[] }>(`/v1/pay-runs/${run.id}/payments`)).ok.items
  t.match(payments, [{ caseId: journey.ids.caseId, amountPence: 10_000, state: 'with-the-bank' }])
  for (const client of [journey.person, journey.broker, journey.officer])
    await refused(t, service, () => client.get('/v1/pay-runs'), 'permission-missing', client.actor?.sub)
  const file = () => drafter.post(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })
  await refused(t, service, file, 'bank-details-missing')
  await refused(t, service, () => draft(drafter, '2026-12-01', { payOn: '2026-12-26' }), 'request-invalid')
  const byBacs = { serviceUserNumber: '654321', payOn: '2026-11-25' }
  await refused(t, service, () => draft(drafter, '2026-12-01', byBacs), 'request-invalid', 'no day to process it')
})
