import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { payable as payablePayee } from '../payees/acts.ts'
import { heldByOrganisation, paidProvider } from '../payments/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { advance, direct, handOver, holdAll, payable, payers, paymentsOf, results } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
const officer = service.as('commissioner-officer')
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

/** What is due by a day is handed over, and imported as failed. */
async function failedBy(journey: Journey, until: string): Promise<Payment> {
  const run = await handOver(service, until)
  const told = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  if (!told) throw new Error('the bank has nothing of this case')
  void (await results(service, drafter, run.id, [`${told.reference},failed,,No such account`])).ok
  await advance(service)
  return told
}
const correct = (client: Client, { id }: Payment) =>
  client.post<Payment>(`/v1/payments/${id}/correction`, {
    paidOn: service.clock.today(),
    because: 'The statement of the bank says so.',
  })
const statesOf = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ from, amountPence, state }) => [from, amountPence, state])
const endPayee = async (id = '') => {
  void (await officer.post(`/v1/payees/${id}/ending`)).ok
  await doOnce(service, 'payees')
}

/** £100.00 for December failed, to a provider that was ended in the middle of it. */
async function providerEnded() {
  const { journey, provider } = await paidProvider(service)
  const failed = await failedBy(journey, '2027-01-04')
  service.clock.set('2026-12-15T09:30:00Z')
  await endPayee(provider.id)
  t.match(await statementOf(journey), { committedPence: 4_839, availablePence: 25_161 })
  return { journey, failed }
}

t.test('what was paid after all is booked whole where only a part of it was planned again', async (t) => {
  const { journey, failed } = await providerEnded()
  t.match((await correct(reviewer, failed)).ok, { state: 'paid' })
  t.match(await statementOf(journey), { committedPence: 0, spentPence: 10_000, availablePence: 20_000 })
  t.same(await statesOf(journey), [['2026-12-01', 10_000, 'paid']])
})

t.test('where nothing of it was', async (t) => {
  const { providerId } = tenants.QYG
  const journey = await heldByOrganisation(service, providerId)
  const holder = { kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId }
  const payee = await payablePayee(service.as('care-coordinator'), holder)
  await doOnce(service, 'payees')
  const failed = await failedBy(journey, '2026-12-01')
  await endPayee(payee.id)
  t.same(await statesOf(journey), [['2026-12-01', 10_000, 'failed']])
  t.match((await correct(reviewer, failed)).ok, { state: 'paid' })
  t.match(await statementOf(journey), { heldPence: 10_000, availablePence: 20_000, committedPence: 0 })
})

t.test('where the budget has ended, and the rest of its money has gone back', async (t) => {
  const journey = await payable(service)
  const failed = await failedBy(journey, '2026-12-01')
  service.clock.set('2026-12-10T09:30:00Z')
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  t.match(await statementOf(journey), { owedPence: 3_226, releasedPence: 26_774 })
  t.match((await correct(reviewer, failed)).ok, { state: 'paid' })
  t.match(await statementOf(journey), { owedPence: 0, heldPence: 10_000, releasedPence: 20_000 })
})

t.test('and where another plan pays its days: it is counted for them, and taken off the next', async (t) => {
  const journey = await payable(service)
  const failed = await failedBy(journey, '2026-12-01')
  const schedule = { quantity: 1, unit: 'item', frequency: 'monthly', times: null, unitPence: 8_000 } as const
  const days = { from: '2026-12-01', until: '2027-02-28' }
  const line = { key: 'gym', checkedBy: 'care-coordinator', ...direct, amountPence: 24_000 } as const
  const plan = await changed(journey, [{ ...line, schedule: { ...schedule, ...days } }])
  void (await decideChanged(journey.careCoordinator, plan)).ok
  void (await agreeOn(journey))
  t.match((await correct(reviewer, failed)).ok, { state: 'paid' })
  t.same((await statesOf(journey)).toSorted(), [
    ['2026-12-01', 10_000, 'paid'],
    ['2027-01-01', 6_000, 'planned'],
    ['2027-02-01', 8_000, 'planned'],
  ])
  t.match((await statementOf(journey)).lines, [{ heldPence: 0 }, { heldPence: 10_000 }])
})

t.test('not where its line has less than it came to: it is given more first', async (t) => {
  const { journey, failed } = await providerEnded()
  void (await buy(journey, { amountPence: 25_000, instrument: 'invoice', client: journey.broker })).ok
  await refused(t, service, () => correct(reviewer, failed), 'wrong-state')
  t.match(await statementOf(journey), { committedPence: 4_839, spentPence: 25_000 })
})
