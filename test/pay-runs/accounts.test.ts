import t from 'tap'
import type { PaymentFileMade } from '../../src/pay-runs/schemas.ts'
import { accountants, ask, confirm, giveForBudget, withAccount } from '../bank-accounts/acts.ts'
import { register } from '../payees/acts.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { advance, aPayer, approve, draft, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
const { asker, confirmer } = accountants(service)

async function withBudgetAccount(journey: Journey, accountNumber: string) {
  const { id, toTell } = (await giveForBudget(journey, { accountNumber })).ok
  if (toTell) void (await ask(asker, id, { toldOn: service.clock.today() })).ok
  void (await confirm(confirmer, id, { accountNumber })).ok
}
const fileOf = (runId: string, format: string) =>
  drafter.post<PaymentFileMade>(`/v1/pay-runs/${runId}/file`, { format })
const states = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ state, holdReason }) => holdReason ?? state)

t.test('who has an account is paid by a file of it; who has none waits, and is paid once they have', async (t) => {
  const [known, unknown] = [await payable(service), await payable(service)]
  const payerId = await aPayer(drafter)
  const ours = { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' }
  await withAccount(service, payerId, ours)
  await withBudgetAccount(known, '33334444')
  const run = (await draft(drafter, '2026-12-01', { payerId, serviceUserNumber: '123456' })).ok
  t.equal(run.payments, 1)
  t.same(await states(known), ['in-run', 'planned', 'planned'])
  t.same(await states(unknown), ['bank-details-missing', 'planned', 'planned'])
  await refused(t, service, () => draft(drafter, '2026-12-01', { payerId: run.id }), 'request-invalid')
  await refused(t, service, () => fileOf(run.id, 'csv'), 'wrong-state')
  await reviewer.post(`/v1/pay-runs/${run.id}/review`)
  await approve(approver, run.id)
  await advance(service)

  const made = (await fileOf(run.id, 'bacs')).ok
  t.match(made.content, '33334444')
  t.match(made.content, '11112222')
  t.notMatch(made.content, '55779911')
  t.equal(made.madeBefore, false)
  t.match((await fileOf(run.id, 'bacs')).ok, { sha256: made.sha256, madeBefore: true })
  await refused(t, service, () => fileOf(run.id, 'csv'), 'file-changed')
  await withBudgetAccount(known, '44445555')
  await refused(t, service, () => fileOf(run.id, 'bacs'), 'file-changed')

  await withBudgetAccount(unknown, '66667777')
  const next = (await draft(drafter, '2026-12-01', { payerId })).ok
  t.equal(next.payments, 1)
  t.same(await states(unknown), ['in-run', 'planned', 'planned'])
})

t.test('a payer without an account makes no file, and holds nobody back for theirs', async (t) => {
  const journey = await payable(service)
  const { id: payerId } = (await register(service.as('commissioner-officer'), { kind: 'public-body' })).ok
  const run = (await draft(drafter, '2026-12-01', { payerId })).ok
  t.equal(run.payments, 1)
  t.same(await states(journey), ['in-run', 'planned', 'planned'])
})
