import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import { decidePayee, declareTie, payable as payee } from '../payees/acts.ts'
import { paidProvider } from '../payments/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman, unregistered } from '../support/staff.ts'
import { aPayer, approve, draft, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
await aPayer(drafter)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await service.database.sql(
    'update payment set cancelled_at = now(), cancelled_because = $1, pay_run_id = null, held_before = null where cancelled_at is null',
    ['schedule-changed'],
  )
  await service.database.sql('delete from case_member where actor_id = $1', ['whose-family-it-is'])
})
const hold = (client: Client, id?: string) => client.post<Payment>(`/v1/payments/${id}/hold`)
const release = (client: Client, id?: string) => client.post<Payment>(`/v1/payments/${id}/release`)
const review = (client: Client, id: string) => client.post<PayRun>(`/v1/pay-runs/${id}/review`)
const family = service.as(anActor('finance-officer', { sub: 'whose-family-it-is' }))
/** A finance officer becomes a relative of the person. */
const relate = ({ ids }: Journey) =>
  service.database.sql(
    `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at)
      select commissioner_id, gen_random_uuid(), case_id, 'representative', 'whose-family-it-is', 'A relative', true, now()
      from budget_case where case_id = $1`,
    [ids.caseId],
  )

t.test('a relative drafts no run with the person’s money, and neither holds nor releases it', async (t) => {
  const journey = await payable(service)
  await relate(journey)
  await refused(t, service, () => draft(family, '2026-12-01'), 'own-case')
  const [first] = await paymentsOf(journey)
  await refused(t, service, () => hold(family, first?.id), 'own-case')
  void (await hold(drafter, first?.id)).ok
  await refused(t, service, () => release(family, first?.id), 'own-case')
  void (await release(drafter, first?.id)).ok
  const { id } = (await draft(drafter, '2026-12-01')).ok
  await refused(t, service, () => review(family, id), 'own-case')
  t.equal((await family.post<PayRun>(`/v1/pay-runs/${id}/cancellation`)).ok.status, 'cancelled')
  t.match(await paymentsOf(journey), [{ state: 'planned' }, {}, {}], 'due as before, and a colleague drafts it')
  const other = await payable(service)
  await service.database.sql('update payment set due_on = $2 where case_id = $1', [journey.ids.caseId, '2027-06-01'])
  t.match((await draft(family, '2026-12-01')).ok, { payments: 1 }, 'of others they draft what they like')
  t.match((await paymentsOf(other))[0], { state: 'in-run' })
})

t.test(
  'who declared a tie to who is paid has no part in the run, by any account, nor who is tied to a rival',
  async (t) => {
    const { journey, provider } = await paidProvider(service)
    const rival = await payee(service.as('care-coordinator'), { name: 'Elsewhere Support' })
    service.clock.set('2026-12-31T09:30:00Z')
    const [first] = await paymentsOf(journey)
    const tied = service.as(anActor('finance-officer', { sub: 'the-brokers-other-account' }))
    await sameHuman(service, 'the-brokers-other-account', anActor('broker'))
    void (await hold(tied, first?.id)).ok
    void (await release(tied, first?.id)).ok
    void (await declareTie(journey.broker, journey, rival.id, 'other-interest')).ok
    await refused(t, service, () => hold(tied, first?.id), 'own-case', 'a rival of who is paid')
    void (await draft(tied, '2027-01-04')).ok
    void (await hold(drafter, first?.id)).ok
    void (await release(drafter, first?.id)).ok
    void (await declareTie(journey.broker, journey, provider.id)).ok
    void (await decidePayee(journey.officer, journey, provider.id)).ok
    await refused(t, service, () => draft(tied, '2027-01-04'), 'own-case')
    const { id } = (await draft(drafter, '2027-01-04')).ok
    await refused(t, service, () => review(tied, id), 'own-case')
    void (await review(reviewer, id)).ok
    await refused(t, service, () => approve(tied, id), 'own-case')
    t.equal((await approve(approver, id)).ok.status, 'approved')
  },
)

t.test('an account of which nobody knows whose it is drafts, holds and releases nothing', async (t) => {
  const journey = await payable(service)
  const [first] = await paymentsOf(journey)
  const unknown = await unregistered(service, anActor('finance-officer', { sub: 'nobody-knows' }))
  await refused(t, service, () => draft(unknown, '2026-12-01'), 'staff-not-registered')
  await refused(t, service, () => hold(unknown, first?.id), 'staff-not-registered')
  void (await hold(drafter, first?.id)).ok
  await refused(t, service, () => release(unknown, first?.id), 'staff-not-registered')
})
