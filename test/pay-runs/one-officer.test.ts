import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import {
  advance,
  draft,
  fileMade,
  handOver,
  holdAll,
  importResults,
  payable,
  payers,
  paymentsOf,
  results,
} from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})
const release = (client: Client, id?: string) => client.post<Payment>(`/v1/payments/${id}/release`)
const hold = (client: Client, id?: string) => client.post<Payment>(`/v1/payments/${id}/hold`)
const correct = (client: Client, id?: string, more: object = {}) =>
  client.post<Payment>(`/v1/payments/${id}/correction`, {
    paidOn: '2026-11-24',
    because: 'The statement of the bank says so.',
    ...more,
  })

/** A payment that the drafter imported as failed, and what is planned instead of it. */
async function saidToHaveFailed(journey: Journey) {
  const run = await handOver(service, '2026-12-01')
  const first = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  void (await results(service, drafter, run.id, [`${first?.reference},failed,,No such account`])).ok
  await advance(service)
  const again = (await paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === first?.id)
  return { run, first, again }
}

t.test('of a run without a file nobody says what became of its payments', async (t) => {
  const journey = await payable(service)
  const run = await handOver(service, '2026-12-01')
  const [first] = await paymentsOf(journey)
  const rows = [`${first?.reference},paid,2026-11-24,`]
  await refused(t, service, () => importResults(drafter, run.id, rows), 'wrong-state')
  t.match((await paymentsOf(journey))[0], { state: 'with-the-bank', paidOn: null })
  await fileMade(service, run.id)
  t.match((await importResults(drafter, run.id, rows)).ok, { taken: 1 })
  await advance(service)
})

t.test('a run that has results from before a file was asked for has the others too', async (t) => {
  const [one, other] = [await payable(service), await payable(service)]
  const run = await handOver(service, '2026-12-01')
  const rows = [...(await paymentsOf(one)), ...(await paymentsOf(other))]
    .filter(({ state }) => state === 'with-the-bank')
    .map(({ reference }) => `${reference},paid,2026-11-24,`)
  void (await results(service, drafter, run.id, rows.slice(0, 1))).ok
  await service.database.sql(
    'update pay_run set filed_at = null, filed_by = null, file_format = null, file_mark = null',
  )
  t.match((await importResults(drafter, run.id, rows)).ok, { taken: 1, known: 1 })
  await advance(service)
})

t.test(
  'who said that a payment failed does not have it made again, by any account, nor after another hold',
  async (t) => {
    const journey = await payable(service)
    const { first, again } = await saidToHaveFailed(journey)
    t.match(again, { state: 'held', holdReason: 'failed-before', insteadOfId: first?.id })
    const other = service.as(anActor('finance-officer', { sub: 'the-drafters-other-account' }))
    await sameHuman(service, 'the-drafters-other-account', anActor('finance-officer'))
    for (const client of [drafter, other])
      await refused(t, service, () => release(client, again?.id), 'second-person-needed', client.actor?.sub)
    void (await hold(reviewer, again?.id)).ok
    await refused(t, service, () => release(drafter, again?.id), 'second-person-needed', 'held by hand since')
    void (await release(reviewer, again?.id)).ok

    const run = await handOver(service, '2026-12-01')
    void (await results(service, reviewer, run.id, [`${again?.reference},failed,,Closed`])).ok
    await advance(service)
    const third = (await paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === again?.id)
    await refused(t, service, () => release(reviewer, third?.id), 'second-person-needed', 'who imported the second')
    t.equal((await release(drafter, third?.id)).ok.state, 'planned', 'of two officers one can release it')
  },
)

t.test('what is paid again is counted and listed apart for whoever approves', async (t) => {
  const journey = await payable(service)
  const { again } = await saidToHaveFailed(journey)
  void (await release(reviewer, again?.id)).ok
  const { id } = (await draft(drafter, '2026-12-31')).ok
  t.match((await approver.get<PayRun>(`/v1/pay-runs/${id}`)).ok, {
    progress: { payments: 2, totalPence: 20_000, again: 1, againPence: 10_000 },
  })
  const listed = async (query: string) =>
    (await approver.get<{ items: Payment[] }>(`/v1/pay-runs/${id}/payments${query}`)).ok.items
  t.match(await listed('?again=true'), [{ id: again?.id, purpose: 'again' }])
  t.match(await listed('?again=false'), [{ purpose: 'instalment', insteadOfId: null }])
  t.equal((await listed('')).length, 2)
})

t.test(
  'a second human says that it was paid: the books do too, and what was planned instead is given up',
  async (t) => {
    const journey = await payable(service)
    const { run, first, again } = await saidToHaveFailed(journey)
    await refused(t, service, () => correct(drafter, first?.id), 'second-person-needed')
    await refused(t, service, () => correct(reviewer, again?.id), 'wrong-state', 'nobody said that it failed')
    for (const paidOn of ['2026-11-23', '2026-11-25'])
      await refused(t, service, () => correct(reviewer, first?.id, { paidOn }), 'request-invalid', paidOn)
    const happened = await audited(service, async () => void (await correct(reviewer, first?.id)).ok)
    const types = happened.map(({ type }) => type)
    for (const type of ['payment.paid', 'payment.result-corrected', 'support-plan.active'])
      t.ok(types.includes(type), type)
    t.equal(happened.find(({ type }) => type === 'payment.paid')?.actor_id, 'system', 'the bank paid it, no officer')
    const { items: booked } = (
      await journey.person.get<{ items: { kind: string; amountPence: number }[] }>(
        `/v1/cases/${journey.ids.caseId}/statement/entries?limit=100`,
      )
    ).ok
    const kinds = booked.map(({ kind }) => kind)
    t.equal(kinds.filter((kind) => kind === 'to-the-bank').length, 1, 'the bank was told once')
    t.equal(kinds.filter((kind) => kind === 'paid-out').length, 1)
    t.same(
      (await paymentsOf(journey)).map(({ state }) => state),
      ['paid', 'planned', 'planned'],
    )
    const { items } = (await journey.person.get<{ items: Payment[] }>(`/v1/cases/${journey.ids.caseId}/payments`)).ok
    t.match(
      items.find(({ id }) => id === again?.id),
      { state: 'cancelled', cancelledBecause: 'paid-after-all' },
    )
    t.match((await drafter.get<PayRun>(`/v1/pay-runs/${run.id}`)).ok, { progress: { paid: 1, failed: 0 } })
    await refused(t, service, () => correct(reviewer, first?.id), 'wrong-state', 'once')
    t.match((await results(service, drafter, run.id, [`${first?.reference},paid,2026-11-24,`])).ok, {
      taken: 0,
      known: 1,
    })
    const same = await results(service, drafter, run.id, [`${first?.reference},failed,,No such account`])
    t.match(same.ok, { taken: 0, known: 1 }, 'a later file of the bank has it as it was')
    await refused(
      t,
      service,
      () => results(service, drafter, run.id, [`${first?.reference},failed,,Another reason`]),
      'results-unclear',
    )
  },
)

t.test('it is given up out of a run too, and not once the bank may have it', async (t) => {
  const [drafted, told] = [await payable(service), await payable(service)]
  const run = await handOver(service, '2026-12-01')
  const firsts = [...(await paymentsOf(drafted)), ...(await paymentsOf(told))].filter(
    ({ state }) => state === 'with-the-bank',
  )
  const rows = firsts.map(({ reference }) => `${reference},failed,,No such account`)
  void (await results(service, drafter, run.id, rows)).ok
  await advance(service)
  const againOf = async (journey: Journey) => (await paymentsOf(journey)).find(({ purpose }) => purpose === 'again')
  void (await release(reviewer, (await againOf(told))?.id)).ok
  void (await handOver(service, '2026-12-01'))
  const ofTold = firsts.find(({ caseId }) => caseId === told.ids.caseId)
  await refused(t, service, () => correct(reviewer, ofTold?.id), 'wrong-state', 'the bank may have it')
  void (await release(reviewer, (await againOf(drafted))?.id)).ok
  const { id } = (await draft(drafter, '2026-12-01')).ok
  t.match(await againOf(drafted), { state: 'in-run', payRunId: id })
  void (await correct(reviewer, firsts.find(({ caseId }) => caseId === drafted.ids.caseId)?.id)).ok
  t.match((await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok, { progress: { payments: 0 } })
})
