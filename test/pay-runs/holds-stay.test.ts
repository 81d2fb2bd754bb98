import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import { accountants, ask, confirm, giveForBudget, withAccount } from '../bank-accounts/acts.ts'
import { register } from '../payees/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { aPayer, draft, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
const { asker, confirmer } = accountants(service)
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
const noAccount = (await register(service.as('commissioner-officer'), { kind: 'public-body' })).ok.id

async function giveAccount(journey: Journey, accountNumber: string) {
  const { id, toTell } = (await giveForBudget(journey, { accountNumber })).ok
  if (toTell) void (await ask(asker, id, { toldOn: service.clock.today() })).ok
  void (await confirm(confirmer, id, { accountNumber })).ok
}
const first = async (journey: Journey) => {
  const [payment] = await paymentsOf(journey)
  return payment?.holdReason ?? payment?.state
}
const cancel = (id: string) => drafter.post<PayRun>(`/v1/pay-runs/${id}/cancellation`)

t.test('what a draft found to wait waits, where the draft is refused for who asked for it', async (t) => {
  const [theirs, beside] = [await payable(service), await payable(service)]
  await giveAccount(theirs, '33334444')
  const family = service.as(anActor('finance-officer', { sub: 'whose-family-it-is' }))
  await service.database.sql(
    `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at)
      select commissioner_id, gen_random_uuid(), case_id, 'representative', 'whose-family-it-is', 'A relative', true, now()
      from budget_case where case_id = $1`,
    [theirs.ids.caseId],
  )
  await family.get('/v1/schemes')
  t.same([await first(theirs), await first(beside)], ['planned', 'planned'])
  const entries = await audited(service, async () => {
    t.equal((await draft(family, '2026-12-01', { payerId })).problem.code, 'own-case')
  })
  t.same([await first(theirs), await first(beside)], ['planned', 'bank-details-missing'])
  t.match(entries, [{ type: 'payment.held', facts: { reason: 'bank-details-missing' } }])
  t.same((await service.database.sql('select 1 from pay_run')).length, 0, 'and there is no run')

  await giveAccount(beside, '55556666')
  t.equal((await draft(family, '2026-12-01', { payerId })).problem.code, 'own-case')
  t.equal(await first(beside), 'bank-details-missing', 'what was held is not released by what is refused')
  const run = (await draft(drafter, '2026-12-01', { payerId })).ok
  t.match(run, { payments: 2 })
  t.equal(await first(beside), 'in-run')
  void (await cancel(run.id)).ok
  t.same([await first(theirs), await first(beside)], ['planned', 'bank-details-missing'], 'each as it was')
  void (await draft(drafter, '2026-12-01', { payerId })).ok
  t.same([await first(theirs), await first(beside)], ['in-run', 'in-run'], 'and is looked at again')
})

t.test('a run of another payer that is given up leaves what waits for an account waiting', async (t) => {
  const journey = await payable(service)
  t.equal((await draft(drafter, '2026-12-01', { payerId })).problem.code, 'nothing-to-pay')
  t.equal(await first(journey), 'bank-details-missing')
  const run = (await draft(drafter, '2026-12-01', { payerId: noAccount })).ok
  t.equal(await first(journey), 'in-run', 'it makes no file')
  const entries = await audited(service, async () => {
    void (await cancel(run.id)).ok
  })
  t.equal(await first(journey), 'bank-details-missing')
  t.match(entries.map(({ type }) => type).sort(), ['pay-run.cancelled', 'payment.held'])
  const [payment] = await paymentsOf(journey)
  const hold = () => drafter.post(`/v1/payments/${payment?.id}/hold`)
  const again = (await draft(drafter, '2026-12-01', { payerId: noAccount })).ok
  void (await hold()).ok
  void (await cancel(again.id)).ok
  t.equal(await first(journey), 'being-checked', 'and what somebody held meanwhile is held by them')
})
