import t from 'tap'
import type { PaymentFileMade } from '../../src/pay-runs/schemas.ts'
import { withAccount, withBudgetAccount } from '../bank-accounts/acts.ts'
import { differencesOf } from '../payments/acts.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { advance, aPayer, approve, draft, holdAll, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
t.beforeEach(() => service.clock.set('2026-11-23T09:30:00Z'))
t.afterEach(() => holdAll(service))

/** A run of one payment that was reviewed on Monday 23 November 2026. */
async function reviewed(more: object) {
  const journey = await payable(service)
  await withBudgetAccount(service, journey, { accountNumber: '33334444' })
  const { id } = (await draft(drafter, '2026-12-01', { payerId, ...more })).ok
  void (await reviewer.post(`/v1/pay-runs/${id}/review`)).ok
  return { journey, id }
}
const fileOf = (runId: string, format: string) =>
  drafter.post<PaymentFileMade>(`/v1/pay-runs/${runId}/file`, { format })
const byBacs = { serviceUserNumber: '654321', payOn: '2026-11-25' }

t.test('a run by Bacs is approved until the day before the one on which Bacs processes it', async (t) => {
  const { id } = await reviewed(byBacs)
  service.clock.set('2026-11-24T00:00:00Z')
  const { detail } = await refused(t, service, () => approve(approver, id), 'pay-day-passed')
  t.equal(
    detail,
    'Bacs takes its file until 23 November 2026, to pay on 25 November 2026: give the run up, and draft it for a later day',
  )
  service.clock.set('2026-11-23T23:59:59Z')
  t.equal((await approve(approver, id)).ok.status, 'approved')
})

t.test('a run by another way is approved until its day is over in England', async (t) => {
  const { id } = await reviewed({ payOn: '2026-11-25' })
  service.clock.set('2026-11-26T00:00:00Z')
  await refused(t, service, () => approve(approver, id), 'pay-day-passed')
  service.clock.set('2026-11-25T23:59:59Z')
  t.equal((await approve(approver, id)).ok.status, 'approved')
})

t.test('a file is made first while its format can pay on the day, and again whenever it is asked for', async (t) => {
  const { id, journey } = await reviewed(byBacs)
  void (await approve(approver, id)).ok
  await advance(service)
  service.clock.set('2026-11-26T00:00:00Z')
  for (const format of ['csv', 'iso-20022'])
    await refused(t, service, () => fileOf(id, format), 'pay-day-passed', format)
  service.clock.set('2026-11-24T09:30:00Z')
  await refused(t, service, () => fileOf(id, 'bacs'), 'pay-day-passed')
  t.match(await paymentsOf(journey), [{ state: 'with-the-bank' }, {}, {}], 'and it has not been looked at')
  service.clock.set('2026-11-25T23:59:59Z')
  const made = (await fileOf(id, 'iso-20022')).ok
  t.match(made.content, '<ReqdExctnDt>')
  service.clock.set('2026-12-10T09:30:00Z')
  t.match((await fileOf(id, 'iso-20022')).ok, { sha256: made.sha256, madeBefore: true })
  t.same(await differencesOf(service), [])
})

t.test('a day on which no file is handed in is none of the two that Bacs needs', async (t) => {
  const journey = await payable(service)
  await withBudgetAccount(service, journey, { accountNumber: '33334444' })
  service.clock.set('2026-11-28T09:30:00Z')
  // Saturday: Bacs has the file on Monday, processes it on Tuesday, and pays on Wednesday.
  const on = (payOn: string) => draft(drafter, '2026-12-01', { payerId, serviceUserNumber: '654321', payOn })
  await refused(t, service, () => on('2026-12-01'), 'request-invalid')
  t.equal((await on('2026-12-02')).status, 201)
})
