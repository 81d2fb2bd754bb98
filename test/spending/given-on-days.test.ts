import t from 'tap'
import { agreeOn, lineOf } from '../deployment-agreements/acts.ts'
import { advance, handOver, holdAll, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { payable, theCouncil } from '../payees/acts.ts'
import { heldByOrganisation, notional, paidProvider } from '../payments/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { buyVetted } from '../spending-checks/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { buy, reverse, statementOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

/** The bank has paid all that is due of a case. */
async function paid(journey: Journey, dueOn: string) {
  const run = await handOver(service, dueOn, { payOn: service.clock.today() })
  const told = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
  const rows = told.map(({ reference }) => `${reference},paid,${service.clock.today()},`)
  void (await results(service, drafter, run.id, rows)).ok
  await advance(service)
}
const statusOf = async ({ person, ids }: Journey) =>
  (await person.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok.status

t.test('a provider is paid for what it gave, and not from what somebody else was paid out before', async (t) => {
  const { providerId } = tenants.QYG
  await payable(service.as('care-coordinator'), {
    ...{ kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId },
  })
  const journey = await heldByOrganisation(service, providerId)
  await paid(journey, '2026-12-01')
  t.match(await statementOf(journey), { heldPence: 10_000 })
  service.clock.advance({ minutes: 5 })
  const how = { line: 'gym', ...notional }
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, how)).ok
  const payeeId = await theCouncil(service)
  const bought = { instrument: 'invoice', amountPence: 6_000, payeeId, planLineId: await lineOf(journey) } as const
  void (await buy(journey, bought)).ok
  t.match(await statementOf(journey), { heldPence: 10_000, owedPence: 6_000, spentPence: 6_000 })
  const owed = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed')
  t.match(owed, [{ payeeId, amountPence: 6_000, state: 'planned' }])
  await refused(t, service, () => buy(journey, { ...bought, amountPence: 14_001 }), 'line-overspent', 'a penny more')
})

t.test('days that a provider was paid for are bought from no line that closed since', async (t) => {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2027-01-04T09:30:00Z')
  await paid(journey, '2027-01-04')
  t.match(await statementOf(journey), { spentPence: 10_000 })
  service.clock.set('2027-01-15T09:30:00Z')
  const schedule = { quantity: 5, unit: 'hour', unitPence: 2_000, frequency: 'monthly', times: null } as const
  const line = { key: 'support', checkedBy: 'care-coordinator', ...notional, amountPence: 15_000 } as const
  const plan = await changed(journey, [{ ...line, schedule: { ...schedule, from: '2027-01-15', until: '2027-02-28' } }])
  void (await decideChanged(journey.careCoordinator, plan)).ok
  const bought = { instrument: 'invoice', amountPence: 400, units: 1, unit: 'hour', payeeId: provider.id } as const
  const of = (boughtOn: string) => () => buy(journey, { ...bought, boughtOn })
  const { errors } = await refused(t, service, of('2026-12-31'), 'request-invalid', 'the bank has paid it')
  t.match(errors, [{ pointer: '/boughtOn' }])
  await refused(t, service, of('2027-01-14'), 'request-invalid', 'and this is owed')
  t.equal((await of('2026-11-30')()).status, 201, 'before the schedule began it was paid by nothing')
})

t.test('a plan whose provider was paid for something does not wait for its first payment again', async (t) => {
  const asNeeded = { quantity: 1, unit: 'hour', unitPence: 2_000, frequency: 'as-needed', times: 15 } as const
  const { journey, provider } = await paidProvider(service, {
    schedule: { ...asNeeded, from: '2026-12-01', until: '2027-02-28' },
  })
  const bought = { instrument: 'invoice', amountPence: 2_000, units: 1, unit: 'hour', payeeId: provider.id } as const
  void (await buy(journey, bought)).ok
  await paid(journey, service.clock.today())
  t.equal(await statusOf(journey), 'active')
  service.clock.advance({ minutes: 5 })
  const how = { line: 'support', deployment: 'direct-payment', instrument: 'bank-account', holderId: null }
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, how)).ok
  void (await agreeOn(journey)).ok
  const laidOut = { client: journey.person, instrument: 'bank-account', amountPence: 2_000 } as const
  const { id } = (await buyVetted(journey, laidOut)).ok
  void (await reverse(journey, id, journey.person)).ok
  t.equal(await statusOf(journey), 'active')
})
