import t from 'tap'
import type { PaymentFileMade } from '../../src/pay-runs/schemas.ts'
import { accountants, ask, confirm, giveForBudget, giveForPayee, withAccount } from '../bank-accounts/acts.ts'
import { newestOf, raise, take } from '../concerns/acts.ts'
import { register } from '../payees/acts.ts'
import { differencesOf } from '../payments/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { unregistered } from '../support/staff.ts'
import { aPayer, draft, handOver, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
const { asker, confirmer } = accountants(service)

async function withBudgetAccount(journey: Journey, accountNumber: string) {
  const { id, toTell } = (await giveForBudget(journey, { accountNumber })).ok
  if (toTell) void (await ask(asker, id, { toldOn: service.clock.today() })).ok
  void (await confirm(confirmer, id, { accountNumber })).ok
}
const fileOf = (runId: string) => drafter.post<PaymentFileMade>(`/v1/pay-runs/${runId}/file`, { format: 'csv' })
const stateOf = async (journey: Journey) => {
  const [first] = await paymentsOf(journey)
  return first?.holdReason ?? first?.state
}

t.test('what came in between takes one payment out of a run, and the rest is paid', async (t) => {
  const payerId = await aPayer(drafter)
  await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
  const [stays, frozen, swapped] = [await payable(service), await payable(service), await payable(service)]
  await withBudgetAccount(stays, '33334444')
  await withBudgetAccount(frozen, '44445555')
  await withBudgetAccount(swapped, '55556666')
  const run = await handOver(service, '2026-12-01')
  t.match(run, { payments: 3, totalPence: 30_000, status: 'instructed' })

  service.clock.advance({ minutes: 5 })
  const lead = service.as('safeguarding-lead')
  void (await raise(frozen.careCoordinator, frozen)).ok
  const concernId = (await newestOf(lead, frozen)) ?? ''
  void (await take(lead, concernId)).ok
  const freeze = { about: 'case', planLineId: null, payee: null, reason: 'Somebody else has the card.' }
  void (await lead.post(`/v1/concerns/${concernId}/freezes`, { ...freeze, until: '2026-12-20' })).ok
  await withBudgetAccount(swapped, '66667777')

  let sha256 = ''
  const entries = await audited(service, async () => {
    const made = (await fileOf(run.id)).ok
    t.match(made.content, '33334444')
    t.notMatch(made.content, /44445555|55556666|66667777/)
    t.match((await fileOf(run.id)).ok, { content: made.content, sha256: made.sha256, madeBefore: true })
    sha256 = made.sha256
  })
  const marks = entries.flatMap(({ type, facts }) => (type === 'pay-run.file-made' ? [facts] : []))
  t.equal(marks.length, 2)
  t.ok(sha256)
  t.notMatch(JSON.stringify(entries), sha256, 'no plain hash')
  t.same(marks[0], marks[1], 'the same mark for the same file')
  t.same(
    [await stateOf(stays), await stateOf(frozen), await stateOf(swapped)],
    ['with-the-bank', 'being-checked', 'account-changed'],
  )
  t.match((await drafter.get(`/v1/pay-runs/${run.id}`)).ok, {
    payments: 1,
    totalPence: 10_000,
    progress: { payments: 1, totalPence: 10_000, instructed: 1 },
  })
  t.match((await draft(drafter, '2026-12-01', { payerId })).ok, { payments: 1 }, 'the new account is approved anew')
  t.equal(await stateOf(swapped), 'in-run')
  t.same(await differencesOf(service), [])
})

t.test('a run of which nothing is left makes no file and is over', async (t) => {
  const payerId = await aPayer(drafter)
  const journey = await payable(service)
  await withBudgetAccount(journey, '77778888')
  const run = await handOver(service, '2026-12-01')
  service.clock.advance({ minutes: 5 })
  await withBudgetAccount(journey, '88889999')
  const answer = await fileOf(run.id)
  t.match(answer.problem, { code: 'nothing-to-pay' })
  t.match((await drafter.get(`/v1/pay-runs/${run.id}`)).ok, { status: 'settled', payments: 0 })
  t.equal(await stateOf(journey), 'account-changed')
  t.ok(payerId)
  t.same(await differencesOf(service), [])
})

t.test('who reviews, approves or confirms is registered, and has no part in what is paid', async (t) => {
  const { id: payeeId } = (await register(service.as('care-coordinator'))).ok
  const { giver } = accountants(service)
  const account = (await giveForPayee(giver, payeeId, {})).ok
  const journey = await payable(service)
  await withBudgetAccount(journey, '12121212')
  const { id } = (await draft(drafter, '2026-12-01')).ok
  const unknown = await unregistered(service, anActor('finance-officer', { sub: 'nobody-knows' }))
  await refused(t, service, () => unknown.post(`/v1/pay-runs/${id}/review`), 'staff-not-registered')
  await refused(t, service, () => confirm(unknown, account.id), 'staff-not-registered')
  await service.database.sql(
    `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at)
      select commissioner_id, gen_random_uuid(), case_id, 'representative', 'who-reviews', 'A relative', true, now() from budget_case where case_id = $1`,
    [journey.ids.caseId],
  )
  await refused(t, service, () => reviewer.post(`/v1/pay-runs/${id}/review`), 'own-case')
})

/** Waits until so many wait for a lock; not for ever, where nobody does. */
async function waiting(most: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await service.database.sql(
      'select 1 from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()',
    )
    if (found.length >= most) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

t.test(
  'an account that is confirmed while the file is made waits for it, and is paid by no run of before',
  async (t) => {
    const [journey, first] = [await payable(service), await payable(service)]
    await withBudgetAccount(journey, '12341234')
    await withBudgetAccount(first, '23452345')
    const run = await handOver(service, '2026-12-01')
    t.equal(run.payments, 2)
    service.clock.advance({ minutes: 5 })
    const { id } = (await giveForBudget(journey, { accountNumber: '43214321' })).ok
    void (await ask(asker, id, { toldOn: service.clock.today() })).ok
    const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'somebody-slow' }
    const [making, confirming] = await service.access.write(scope, async (tx) => {
      await tx.selectFrom('payment').select('payment_id').where('pay_run_id', '=', run.id).forUpdate().execute()
      const making = fileOf(run.id)
      await waiting(1)
      const confirming = confirm(confirmer, id, { accountNumber: '43214321' })
      await Promise.race([confirming, waiting(2)])
      return [making, confirming] as const
    })
    const { content } = (await making).ok
    t.match(content, '12341234', 'the account that was approved')
    t.notMatch(content, '43214321')
    t.match((await confirming).ok, { status: 'confirmed' })
    t.match((await fileOf(run.id)).problem, { code: 'file-changed' }, 'and no second file pays the other')
    t.same(await differencesOf(service), [])
  },
)
