import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import { advance, approve, draft, handOver, holdAll, payable, payers, paymentsOf } from '../pay-runs/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

const second = service.as(anActor('commissioner-officer', { sub: 'who-confirms' }))
const statesOf = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ amountPence, state, holdReason }) => [amountPence, holdReason ?? state])

/** A death that two people confirmed, and with which the budget ended. */
async function died({ ids, careCoordinator }: Journey) {
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-23' })).ok
  const seen = { on: '2026-11-22', evidence: 'The medical certificate.' }
  void (await second.post(`/v1/cases/${ids.caseId}/death/confirmation`, seen)).ok
}

/** It was in error: the budget goes on. */
async function alive({ ids, careCoordinator }: Journey) {
  const seen = { evidence: 'I met her this morning.' }
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/death/error`, seen)).ok
  void (await second.post(`/v1/cases/${ids.caseId}/death/error/confirmation`)).ok
}

t.test(
  'with a budget its payments end, and leave their run; with one that is open again they are planned',
  async (t) => {
    const [journey, other] = [await payable(service), await payable(service)]
    const { id } = (await draft(drafter, '2026-12-01')).ok
    await died(journey)
    t.same(await statesOf(journey), [], 'nothing is planned of a budget that has ended')
    const { items } = (await journey.officer.get<{ items: Payment[] }>(`/v1/cases/${journey.ids.caseId}/payments`)).ok
    t.same(
      items.map(({ state, cancelledBecause, payRunId }) => [state, cancelledBecause, payRunId]),
      Array(3).fill(['cancelled', 'line-closed', null]),
    )
    await alive(journey)
    t.match(await statementOf(journey), { availablePence: 0, committedPence: 30_000 })
    t.same(await statesOf(journey), Array(3).fill([10_000, 'planned']))
    void (await reviewer.post(`/v1/pay-runs/${id}/review`)).ok
    void (await approve(approver, id)).ok
    await advance(service)
    t.match((await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok, { status: 'instructed', payments: 1 })
    t.equal((await paymentsOf(other))[0]?.state, 'with-the-bank')
    t.equal((await handOver(service, '2026-12-01')).payments, 1, 'the next run has what was planned again')
  },
)

t.test('payments that wait keep no other from being found, however few are asked for', async (t) => {
  const [first, other] = [await payable(service), await payable(service)]
  await service.database.sql("update payment set due_on = '2026-11-20' where case_id = $1", [first.ids.caseId])
  await service.database.sql('update deployment_agreement set ended_at = now() where case_id = $1', [first.ids.caseId])
  t.match((await draft(drafter, '2026-12-01', { most: 1 })).ok, { payments: 1 })
  t.equal((await paymentsOf(other))[0]?.state, 'in-run')
  t.same(await statesOf(first), Array(3).fill([10_000, 'agreement-missing']))
})

t.test('one payment for which nothing is set aside waits, and the rest of its run is paid', async (t) => {
  const [journey, other] = [await payable(service), await payable(service)]
  const { id } = (await draft(drafter, '2026-12-01')).ok
  void (await reviewer.post(`/v1/pay-runs/${id}/review`)).ok
  void (await approve(approver, id)).ok
  const [broken] = await paymentsOf(journey)
  const comesTo = (pence: number) =>
    service.database.sql('update payment set amount_pence = $2 where payment_id = $1', [broken?.id, pence])
  await comesTo(30_001)
  await advance(service)
  t.match((await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok, { status: 'instructed', payments: 1 })
  t.equal((await paymentsOf(other))[0]?.state, 'with-the-bank')
  t.match((await paymentsOf(journey))[0], { state: 'held', holdReason: 'being-checked', heldInWords: /checking/ })
  t.equal((await draft(drafter, '2026-12-01')).problem.code, 'nothing-to-pay', 'and is in no other run')
  await t.rejects(proven(service), /"what":"payments"/, 'who proves the books sees it')
  await comesTo(10_000)
  t.equal((await handOver(service, '2026-12-01')).payments, 1, 'once the books agree it is paid')
})
