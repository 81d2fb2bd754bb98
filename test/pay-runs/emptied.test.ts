import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import { audited } from '../support/audit.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { advance, approve, draft, handOver, payable, payers, paymentsOf, results } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

const runOf = async (id: string) => (await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok
const fileOf = (id: string) => drafter.post(`/v1/pay-runs/${id}/file`, { format: 'csv' })
const emptied = /^None of its payments is in it any more/

/** A payment that failed is released, and in another run; the first was made after all. */
async function emptiedBy(until: 'reviewed' | 'approved') {
  const journey = await payable(service)
  const run = await handOver(service, '2026-12-01')
  const first = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  void (await results(service, drafter, run.id, [`${first?.reference},failed,,No such account`])).ok
  await advance(service)
  const again = (await paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === first?.id)
  void (await reviewer.post(`/v1/payments/${again?.id}/release`)).ok
  const { id } = (await draft(drafter, '2026-12-01')).ok
  void (await reviewer.post(`/v1/pay-runs/${id}/review`)).ok
  if (until === 'approved') void (await approve(approver, id)).ok
  const correction = { paidOn: service.clock.today(), because: 'The statement of the bank says so.' }
  void (await reviewer.post(`/v1/payments/${first?.id}/correction`, correction)).ok
  return id
}

t.test('an approved run that a correction has emptied is settled, and says why it has no file', async (t) => {
  const id = await emptiedBy('approved')
  const happened = await audited(service, async () => void (await advance(service)))
  t.same(
    happened.map(({ type }) => type),
    ['pay-run.instructed', 'pay-run.settled'],
  )
  t.match(await runOf(id), { status: 'settled', payments: 0, totalPence: 0, progress: { payments: 0 } })
  t.match(await refused(t, service, () => fileOf(id), 'nothing-to-pay'), { detail: emptied })
  t.equal(await advance(service), 0, 'and nothing is left to do')
})

t.test('one that is emptied before its approval is not approved, and can be given up', async (t) => {
  const id = await emptiedBy('reviewed')
  t.match(await refused(t, service, () => approve(approver, id), 'nothing-to-pay'), { detail: emptied })
  t.match((await reviewer.post(`/v1/pay-runs/${id}/cancellation`)).ok, { status: 'cancelled' })
})
