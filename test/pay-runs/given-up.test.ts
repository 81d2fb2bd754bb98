import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import { withAccount, withBudgetAccount } from '../bank-accounts/acts.ts'
import { register } from '../payees/acts.ts'
import { paidProvider } from '../payments/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman, unregistered } from '../support/staff.ts'
import { advance, aPayer, approve, direct, draft, handOver, holdAll, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
const noAccount = (await register(service.as('commissioner-officer'), { kind: 'public-body' })).ok.id
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

const giveUp = (id: string, client = drafter) => client.post<PayRun>(`/v1/pay-runs/${id}/cancellation`)
const fileOf = (id: string) => drafter.post(`/v1/pay-runs/${id}/file`, { format: 'csv' })
/** Gives a run up by two, and does what follows. */
async function givenUp(id: string) {
  void (await giveUp(id)).ok
  t.match((await giveUp(id, reviewer)).ok, { status: 'cancelled' })
  await advance(service)
  return (await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok
}
const firstOf = async (journey: Journey) => {
  const [payment] = await paymentsOf(journey)
  return payment?.holdReason ?? payment?.state
}
const moneyOf = async (journey: Journey) => {
  const { availablePence, committedPence, pendingPence, owedPence } = await statementOf(journey)
  return [availablePence, committedPence, pendingPence, owedPence]
}

t.test('an approved run of which no file was made is given up by two people, and drafted anew', async (t) => {
  const journey = await payable(service)
  await withBudgetAccount(service, journey, { accountNumber: '33334444' })
  const run = await handOver(service, '2026-12-01', { payerId })
  t.same(await moneyOf(journey), [0, 20_000, 10_000, 0])
  service.clock.set('2027-01-04T09:30:00Z')
  await refused(t, service, () => fileOf(run.id), 'pay-day-passed')

  const asked = await audited(service, async () => {
    t.match((await giveUp(run.id)).ok, { status: 'instructed', cancellationAskedAt: '2027-01-04T09:30:00.000Z' })
  })
  t.match(asked, [{ type: 'pay-run.cancellation-asked', subject_id: run.id }])
  await sameHuman(service, 'the-same-by-another-login', anActor('finance-officer'))
  const otherLogin = service.as(anActor('finance-officer', { sub: 'the-same-by-another-login' }))
  for (const client of [drafter, otherLogin])
    await refused(t, service, () => giveUp(run.id, client), 'second-person-needed', client.actor?.sub)
  t.equal(await firstOf(journey), 'with-the-bank')

  const entries = await audited(service, async () => {
    t.match((await giveUp(run.id, approver)).ok, { status: 'cancelled' })
    await refused(t, service, () => giveUp(run.id, reviewer), 'wrong-state')
    await refused(t, service, () => fileOf(run.id), 'wrong-state')
    await advance(service)
  })
  t.same(
    entries.map(({ type }) => type),
    ['pay-run.cancelled', 'payment.taken-back'],
  )
  t.equal(await firstOf(journey), 'planned')
  t.same(await moneyOf(journey), [0, 30_000, 0, 0])
  t.equal(await advance(service), 0, 'and nothing is left to do')
  t.match((await drafter.get(`/v1/pay-runs/${run.id}`)).ok, {
    status: 'cancelled',
    settledAt: '2027-01-04T09:30:00.000Z',
    progress: { payments: 0, instructed: 0 },
  })
  const again = await handOver(service, '2026-12-01', { payerId, payOn: '2027-01-04' })
  t.match(again, { payments: 1, totalPence: 10_000 })
  t.equal((await fileOf(again.id)).status, 200)
})

t.test('what was held before a run is held again, and what nothing holds is planned', async (t) => {
  const [held, free] = [await payable(service), await payable(service)]
  await withBudgetAccount(service, free, { accountNumber: '44445555' })
  void (await giveUp((await draft(drafter, '2026-12-01', { payerId })).ok.id)).ok
  t.same([await firstOf(held), await firstOf(free)], ['bank-details-missing', 'planned'])
  const run = await handOver(service, '2026-12-01', { payerId: noAccount })
  t.same([await firstOf(held), await firstOf(free)], ['with-the-bank', 'with-the-bank'])
  const entries = await audited(service, async () => {
    await givenUp(run.id)
  })
  t.same([await firstOf(held), await firstOf(free)], ['bank-details-missing', 'planned'])
  t.same(entries.map(({ type }) => type).sort(), [
    ...['pay-run.cancellation-asked', 'pay-run.cancelled', 'payment.held', 'payment.taken-back'],
  ])
})

t.test('a run that was approved and not handed over yet is given up, and handed over no more', async (t) => {
  const journey = await payable(service)
  const { id } = (await draft(drafter, '2026-12-01', { payerId: noAccount })).ok
  void (await reviewer.post(`/v1/pay-runs/${id}/review`)).ok
  void (await approve(approver, id)).ok
  t.match(await givenUp(id), { status: 'cancelled' })
  t.equal(await firstOf(journey), 'planned')
  t.same(await moneyOf(journey), [0, 30_000, 0, 0])
})

t.test('what is not as it was since is planned as it is now', async (t) => {
  const { journey, provider } = await paidProvider(service)
  await withAccount(service, provider.id, { name: 'Riverside Support', accountNumber: '33334444' })
  const [ended, owed] = [await payable(service), await payable(service)]
  service.clock.set('2026-12-15T09:30:00Z')
  const run = await handOver(service, '2027-01-04', { payerId: noAccount })
  t.equal(run.payments, 5)
  service.clock.advance({ minutes: 5 })
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  void (await ended.person.post(`/v1/cases/${ended.ids.caseId}/withdrawal`, { words: null })).ok
  const schedule = { quantity: 1, unit: 'item', unitPence: 10_000, frequency: 'monthly', times: null } as const
  const line = { key: 'gym', checkedBy: 'care-coordinator', amountPence: 10_000, ...direct } as const
  const days = { from: '2027-02-01', until: '2027-02-28' }
  const plan = await changed(owed, [{ ...line, schedule: { ...schedule, ...days } }])
  void (await decideChanged(owed.careCoordinator, plan)).ok
  await givenUp(run.id)
  const of = async (one: Journey) =>
    (await paymentsOf(one)).map(({ purpose, until, amountPence, state }) => [purpose, until, amountPence, state])
  t.same(await of(journey), [['owed', '2026-12-15', 4_839, 'planned']], 'what was given until the line closed')
  t.same(await of(ended), [], 'nothing is paid into hands for days after the end')
  const open = (await of(owed)).filter(([purpose]) => purpose === 'owed').sort()
  t.same(open, [
    ['owed', '2026-12-31', 10_000, 'planned'],
    ['owed', '2027-01-31', 10_000, 'planned'],
  ])
  for (const one of [journey, ended, owed]) t.match(await statementOf(one), { pendingPence: 0 })
})

t.test('a run of which a file was made, or results are known, is not given up', async (t) => {
  const [filed, told] = [await payable(service), await payable(service)]
  await withBudgetAccount(service, filed, { accountNumber: '55556666' })
  const first = await handOver(service, '2026-12-01', { payerId })
  void (await giveUp(first.id)).ok
  void (await fileOf(first.id)).ok
  await refused(t, service, () => giveUp(first.id, reviewer), 'wrong-state', 'the file was made in between')
  const second = await handOver(service, '2026-12-01', { payerId: noAccount })
  const [payment] = await paymentsOf(told)
  // As before a file was asked for.
  await service.database.sql(
    `insert into pay_run_result (commissioner_id, reference, pay_run_id, paid_on, imported_by, imported_at)
      select commissioner_id, reference, pay_run_id, current_date, 'who-imported', now() from payment where payment_id = $1`,
    [payment?.id],
  )
  await refused(t, service, () => giveUp(second.id), 'wrong-state', 'what became of it is known')
  await refused(t, service, () => fileOf(second.id), 'file-changed', 'it would be paid twice')
})

t.test('one that is given up while its file is made is one or the other', async (t) => {
  const journey = await payable(service)
  await withBudgetAccount(service, journey, { accountNumber: '66667777' })
  const run = await handOver(service, '2026-12-01', { payerId })
  void (await giveUp(run.id)).ok
  const [file, cancelled, again] = await Promise.all([
    fileOf(run.id),
    giveUp(run.id, reviewer),
    giveUp(run.id, approver),
  ])
  t.equal([file, cancelled, again].filter(({ status }) => status === 200).length, 1)
  await advance(service)
  t.equal(await firstOf(journey), file.status === 200 ? 'with-the-bank' : 'planned')
})

t.test('who gives up what was approved is registered, and has no part in what is paid', async (t) => {
  const journey = await payable(service)
  const run = await handOver(service, '2026-12-01', { payerId: noAccount })
  const unknown = await unregistered(service, anActor('finance-officer', { sub: 'nobody-knows' }))
  await refused(t, service, () => giveUp(run.id, unknown), 'staff-not-registered')
  await service.database.sql(
    `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at)
      select commissioner_id, gen_random_uuid(), case_id, 'representative', 'who-reviews', 'A relative', true, now() from budget_case where case_id = $1`,
    [journey.ids.caseId],
  )
  await refused(t, service, () => giveUp(run.id, reviewer), 'own-case')
})
