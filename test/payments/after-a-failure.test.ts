import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { recordByTwo } from '../give-backs/acts.ts'
import * as runs from '../pay-runs/acts.ts'
import { payable as payablePayee, reopen } from '../payees/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { heldByOrganisation } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = runs.payers(service)
const officer = service.as('commissioner-officer')
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await runs.holdAll(service)
})

const release = (client = reviewer, id = '') => client.post<Payment>(`/v1/payments/${id}/release`)
/** Who pays imports that what the bank has of a case, for this purpose, was not paid; gives the payment that failed. */
async function fail(journey: Journey, runId: string, purpose?: Payment['purpose']): Promise<Payment> {
  const told = (await runs.paymentsOf(journey)).find(
    (one) => one.state === 'with-the-bank' && (purpose ?? one.purpose) === one.purpose,
  )
  if (!told) throw new Error('the bank has nothing of this case')
  void (await runs.results(service, drafter, runId, [`${told.reference},failed,,No such account`])).ok
  await runs.advance(service)
  return told
}
/** What stands instead of a payment that failed. */
const insteadOf = async (journey: Journey, { id }: Payment) =>
  (await runs.paymentsOf(journey))
    .filter(({ insteadOfId }) => insteadOfId === id)
    .map(({ from, until, amountPence, state, holdReason }) => [from, until, amountPence, holdReason ?? state])

const monthly = { quantity: 1, unit: 'item', frequency: 'monthly', times: null } as const
const days = { from: '2026-12-01', until: '2027-02-28' } as const
/** Another plan with the same line, and less money for it. */
async function changeTo(journey: Journey, schedule: object, amountPence: number): Promise<void> {
  const line = { key: 'gym', checkedBy: 'care-coordinator', ...runs.direct, amountPence } as const
  const plan = await changed(journey, [{ ...line, schedule: { ...monthly, unitPence: 8_000, ...days, ...schedule } }])
  void (await decideChanged(journey.careCoordinator, plan)).ok
  void (await agreeOn(journey))
}

t.test('what failed waits and says what it stands for also where who is paid was ended and opened again', async (t) => {
  const journey = await heldByOrganisation(service, tenants.QYG.providerId)
  const by = { kind: 'provider-organisation', name: 'Riverside Support', organisationId: tenants.QYG.providerId }
  const payee = await payablePayee(service.as('care-coordinator'), by)
  await doOnce(service, 'payees')
  const failed = await fail(journey, (await runs.handOver(service, '2026-12-01')).id)
  void (await officer.post(`/v1/payees/${payee.id}/ending`)).ok
  await doOnce(service, 'payees')
  t.same(await insteadOf(journey, failed), [], 'nobody is paid who was ended')
  await reopen(service, payee.id)
  await doOnce(service, 'payees')
  t.same(await insteadOf(journey, failed), [['2026-12-01', '2026-12-31', 10_000, 'failed-before']])
  const again = (await runs.paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === failed.id)
  await refused(t, service, () => release(drafter, again?.id), 'second-person-needed', 'who said that it failed')
  t.match(await runs.draft(drafter, '2026-12-05'), { status: 409 }, 'it is in no run before somebody has looked at it')
  void (await release(reviewer, again?.id)).ok
  void (await officer.post(`/v1/payees/${payee.id}/ending`)).ok
  await doOnce(service, 'payees')
  await reopen(service, payee.id)
  await doOnce(service, 'payees')
  t.same(await insteadOf(journey, failed), [['2026-12-01', '2026-12-31', 10_000, 'planned']], 'once is enough')
})

t.test('so it does where another plan pays its days, for as much as that does', async (t) => {
  const journey = await runs.payable(service)
  const failed = await fail(journey, (await runs.handOver(service, '2026-12-01')).id)
  await changeTo(journey, {}, 24_000)
  t.same(await insteadOf(journey, failed), [['2026-12-01', '2026-12-31', 8_000, 'failed-before']])
  const again = (await runs.paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === failed.id)
  await refused(t, service, () => release(drafter, again?.id), 'second-person-needed')
})

t.test('each part of its days does: those before the other plan, and each week of those after', async (t) => {
  const journey = await runs.payable(service)
  const failed = await fail(journey, (await runs.handOver(service, '2026-12-01')).id)
  service.clock.set('2026-12-15T09:30:00Z')
  await changeTo(journey, { frequency: 'weekly', from: '2026-12-15', until: '2027-01-18', unitPence: 2_000 }, 10_000)
  t.same((await insteadOf(journey, failed)).toSorted(), [
    ['2026-12-01', '2026-12-14', 4_516, 'failed-before'],
    ['2026-12-15', '2026-12-21', 2_000, 'failed-before'],
    ['2026-12-22', '2026-12-28', 2_000, 'failed-before'],
    ['2026-12-29', '2026-12-31', 857, 'failed-before'],
  ])
  const { sql } = service.database
  const twice = sql(
    `insert into payment (commissioner_id, payment_id, case_id, plan_line_id, purpose, amount_pence, from_on, until_on, due_on, reference, planned_at, to_hold, instead_of)
      select commissioner_id, gen_random_uuid(), case_id, plan_line_id, purpose, amount_pence, until_on, until_on, due_on, 'ANOTHERREFERENCE01', planned_at, to_hold, instead_of
      from payment where instead_of = $1 and from_on = '2026-12-22' and cancelled_at is null`,
    [failed.id],
  )
  await t.rejects(twice, /payment_instead_of_once/, 'the database has no day of it planned twice')
})

t.test('what a crisis brought, failed and was released says so still once the crisis came to less', async (t) => {
  const journey = await agreed(service, undefined, [{ ...daily, ...runs.direct }])
  void (await agreeOn(journey)).ok
  service.clock.set('2026-12-08T09:30:00Z')
  const { id } = (await declare(journey, { days: 5 })).ok
  const failed = await fail(journey, (await runs.handOver(service, '2026-12-08')).id, 'crisis')
  t.same(await insteadOf(journey, failed), [['2026-12-08', '2026-12-12', 7_000, 'failed-before']])
  const again = (await runs.paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === failed.id)
  void (await release(reviewer, again?.id)).ok
  service.clock.set('2026-12-09T09:30:00Z')
  void (await standDown(journey, id)).ok
  t.same(await insteadOf(journey, failed), [['2026-12-08', '2026-12-09', 2_800, 'planned']])
  const second = await fail(journey, (await runs.handOver(service, '2026-12-09')).id, 'crisis')
  t.same(await insteadOf(journey, second), [['2026-12-08', '2026-12-09', 2_800, 'failed-before']])
  const third = (await runs.paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === second.id)
  t.equal(third?.purpose, 'crisis')
  await refused(t, service, () => release(drafter, third?.id), 'second-person-needed')
})

t.test('what was looked at, paid after all and then came back waits until somebody has looked at that', async (t) => {
  const journey = await runs.payable(service)
  const failed = await fail(journey, (await runs.handOver(service, '2026-12-01')).id)
  const again = (await runs.paymentsOf(journey)).find(({ insteadOfId }) => insteadOfId === failed.id)
  void (await release(reviewer, again?.id)).ok
  const afterAll = { paidOn: service.clock.today(), because: 'The statement of the bank says so.' }
  void (await approver.post(`/v1/payments/${failed.id}/correction`, afterAll)).ok
  const back = { givenBy: 'payee', paymentId: failed.id, amountPence: failed.amountPence }
  t.equal((await recordByTwo(journey, journey.ids.planLineId ?? '', back)).status, 201)
  const waits = [['2026-12-01', '2026-12-31', 10_000, 'failed-before']]
  const standing = async () => (await insteadOf(journey, failed)).filter(([, , , state]) => state !== 'cancelled')
  t.same(await standing(), waits)
  await changeTo(journey, {}, 24_000)
  t.same(await standing(), [['2026-12-01', '2026-12-31', 8_000, 'failed-before']], 'also by another plan')
})
