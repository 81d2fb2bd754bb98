import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import * as runs from '../pay-runs/acts.ts'
import { payable as payablePayee } from '../payees/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { heldByOrganisation, notional } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = runs.payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await runs.holdAll(service)
})
const { providerId } = tenants.QYG
const named = { kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId }
const organisation = await payablePayee(service.as('care-coordinator'), named)
const held = { deployment: 'third-party', instrument: 'broker-held-card', holderId: providerId } as const

const choose = async (journey: Journey, how: object) => {
  service.clock.advance({ minutes: 5 })
  const path = `/v1/cases/${journey.ids.caseId}/line-holdings`
  const chosen = (await journey.person.post<{ tookEffectAt: string | null }>(path, { line: 'gym', ...how })).ok
  if (chosen.tookEffectAt === null) void (await agreeOn(journey)).ok
}
const fail = async (runId: string, payment?: Payment) => {
  void (await runs.results(service, drafter, runId, [`${payment?.reference},failed,,No such account`])).ok
  await runs.advance(service)
}
const told = async (journey: Journey) =>
  (await runs.paymentsOf(journey)).find(({ state }) => state === 'with-the-bank') as Payment
/** £100.00 for December failed. */
async function failedFor(journey: Journey): Promise<Payment> {
  const run = await runs.handOver(service, '2026-12-01')
  const failed = await told(journey)
  await fail(run.id, failed)
  return failed
}
/** What stands instead of a payment that failed, and the sum that its line owes and has set aside. */
async function standing(journey: Journey, failed: Payment) {
  const instead = (await runs.paymentsOf(journey))
    .filter(({ insteadOfId }) => insteadOfId === failed.id)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .map(({ payeeId, purpose, from, until, amountPence, holdReason, state }) => [
      ...[payeeId ?? 'the person', purpose, from, until, amountPence, holdReason ?? state],
    ])
  const { owedPence, availablePence } = await statementOf(journey)
  return { instead, owedPence, availablePence }
}
const owedTo = (payeeId: string) => [payeeId, 'owed', '2026-12-01', '2026-12-14', 4_516, 'failed-before']

t.test('what failed for days before the money is held in another way is owed to who held it, and waits', async (t) => {
  const [ofOrganisation, ofPerson] = [await heldByOrganisation(service, providerId), await runs.payable(service)]
  const run = await runs.handOver(service, '2026-12-01')
  const [first, second] = [await told(ofOrganisation), await told(ofPerson)]
  await fail(run.id, first)
  await fail(run.id, second)
  service.clock.set('2026-12-15T09:30:00Z')
  await choose(ofOrganisation, notional)
  t.same(await standing(ofOrganisation, first), {
    ...{ instead: [owedTo(organisation.id)], owedPence: 4_516, availablePence: 25_484 },
  })
  await choose(ofPerson, held)
  t.same(await standing(ofPerson, second), {
    instead: [owedTo('the person'), [organisation.id, 'again', '2026-12-15', '2026-12-31', 5_484, 'failed-before']],
    ...{ owedPence: 4_516, availablePence: 0 },
  })
  const [owed] = (await runs.paymentsOf(ofPerson)).filter(({ purpose }) => purpose === 'owed')
  await refused(t, service, () => drafter.post(`/v1/payments/${owed?.id}/release`), 'second-person-needed')
  void (await reviewer.post(`/v1/payments/${owed?.id}/release`)).ok
  t.match(await runs.handOver(service, '2026-12-16'), { payments: 1, totalPence: 4_516 })
})

t.test('where the bank says so after it too, and where it fails once more before its file is made', async (t) => {
  const journey = await runs.payable(service)
  const run = await runs.handOver(service, '2026-12-01')
  const failed = await told(journey)
  service.clock.set('2026-12-15T09:30:00Z')
  await choose(journey, notional)
  await fail(run.id, failed)
  t.same(await standing(journey, failed), {
    ...{ instead: [owedTo('the person')], owedPence: 4_516, availablePence: 25_484 },
  })

  service.clock.set('2026-11-24T09:30:00Z')
  await runs.holdAll(service)
  const other = await runs.payable(service)
  const first = await failedFor(other)
  const again = (await runs.paymentsOf(other)).find(({ insteadOfId }) => insteadOfId === first.id)
  void (await reviewer.post(`/v1/payments/${again?.id}/release`)).ok
  service.clock.set('2026-12-14T09:30:00Z')
  const second = await runs.handOver(service, '2026-12-01', { payOn: '2027-01-29' })
  service.clock.set('2026-12-15T09:30:00Z')
  await choose(other, notional)
  t.equal((await drafter.post(`/v1/pay-runs/${second.id}/file`, { format: 'csv' })).status, 409)
  t.match(await standing(other, first), { owedPence: 4_516, availablePence: 25_484 })
})

t.test('it stays where it was for days to come, and where the same organisation is paid in another way', async (t) => {
  const journey = await heldByOrganisation(service, providerId)
  const failed = await failedFor(journey)
  const whole = [organisation.id, 'again', '2026-12-01', '2026-12-31', 10_000, 'failed-before']
  service.clock.set('2026-12-15T09:30:00Z')
  await choose(journey, { ...held, instrument: 'invoice' })
  t.match(await standing(journey, failed), { instead: [whole], owedPence: 0 })
  service.clock.set('2026-11-24T10:30:00Z')
  const other = await runs.payable(service)
  await runs.holdAll(service)
  await service.database.sql(
    `update payment set hold_reason = null, held_by = null, held_at = null where case_id = $1`,
    [other.ids.caseId],
  )
  const before = await failedFor(other)
  await choose(other, notional)
  t.match(await standing(other, before), { instead: [], owedPence: 0, availablePence: 30_000 })
})

t.test('what waits so is there for the payment that was made after all, whatever else is bought', async (t) => {
  const journey = await runs.payable(service)
  const failed = await failedFor(journey)
  service.clock.set('2026-12-31T09:30:00Z')
  await choose(journey, notional)
  const { availablePence } = await statementOf(journey)
  const bought = { amountPence: 20_000, instrument: 'invoice', client: journey.broker } as const
  void (await buy(journey, bought)).ok
  const correction = { paidOn: '2026-12-01', because: 'The statement of the bank says so.' }
  t.match((await approver.post(`/v1/payments/${failed.id}/correction`, correction)).ok, { state: 'paid' })
  t.equal(availablePence, 20_323)
  t.match(await statementOf(journey), { heldPence: 10_000, owedPence: 20_000, committedPence: 0, availablePence: 0 })
})
