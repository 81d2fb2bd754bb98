import t from 'tap'
import type { Payee } from '../../src/payees/schemas.ts'
import { withAccount } from '../bank-accounts/acts.ts'
import {
  advance,
  aPayer,
  payable as directlyPaid,
  draft,
  handOver,
  payers,
  paymentsOf,
  results,
} from '../pay-runs/acts.ts'
import { decidePayee, declareTie, payable } from '../payees/acts.ts'
import { aProvider } from '../service-agreements/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { agreedWith, differencesOf, givenByProvider, heldByOrganisation, name, paidProvider, statesOf } from './acts.ts'

const service = await startService(t)
const { brokerageId: holderId, providerId } = tenants.QYG
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const proven = async () => t.same(await differencesOf(service), [])
const holder = (more: object = {}) =>
  payable(
    service.as('care-coordinator'),
    { kind: 'broker-organisation', name: 'Community Brokers', organisationId: holderId, ...more },
    ['insurance'],
  )
const end = (payee: Payee) => service.as('commissioner-officer').post(`/v1/payees/${payee.id}/ending`)

t.test('while two are registered for the organisation nobody knows who is paid, and nobody is', async (t) => {
  const journey = await heldByOrganisation(service, holderId)
  const [one, other] = [await holder(), await holder({ name: 'Community Brokers South' })]
  void (await decidePayee(journey.officer, journey, one.id)).ok
  void (await decidePayee(journey.officer, journey, other.id)).ok
  t.same(await statesOf(journey), [])
  void (await end(other)).ok
  void (await decidePayee(journey.officer, journey, one.id)).ok
  t.equal((await paymentsOf(journey))[0]?.payeeId, one.id)
  void (await end(one)).ok
  await proven()
})

t.test('a provider that nobody on the case comes from holds the money without a decision', async (t) => {
  const journey = await heldByOrganisation(service, providerId)
  const provider = await payable(service.as('care-coordinator'), {
    ...{ kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId },
  })
  void (
    await journey.person.post(`/v1/cases/${journey.ids.caseId}/line-pauses`, {
      ...{ lines: ['gym'], cause: 'asked', from: '2027-02-01', until: '2027-02-28' },
    })
  ).ok
  t.match((await paymentsOf(journey))[0], { payeeId: provider.id, dueOn: '2026-12-01', state: 'planned' })
  void (await directlyPaid(service))
  void (await handOver(service, '2026-12-01'))
  t.equal((await statesOf(journey))[0]?.[2], 'with-the-bank', 'without a service agreement: they hold it')
  void (await end(provider)).ok
  await proven()
})

t.test('a tie that is declared once payments are planned has them wait until a decision knew of it', async (t) => {
  const { journey, provider } = await paidProvider(service)
  void (await declareTie(journey.person, journey, provider.id)).ok
  void (await directlyPaid(service))
  service.clock.set('2026-12-31T09:30:00Z')
  void (await draft(drafter, '2027-01-04')).ok
  t.equal((await statesOf(journey))[0]?.[2], 'payee-not-to-be-paid')
  void (await decidePayee(journey.officer, journey, provider.id)).ok
  t.match(await handOver(service, '2027-01-04'), { payments: 1 })
  await proven()
})

t.test('a tie that is declared before anything is planned has nothing planned', async (t) => {
  const journey = await givenByProvider(service)
  const provider = await aProvider(service)
  await agreedWith(service, provider.id)
  void (await declareTie(journey.broker, journey, provider.id)).ok
  void (await name(journey, provider.id)).ok
  t.same(await statesOf(journey), [])
  void (await decidePayee(journey.officer, journey, provider.id, 'refused')).ok
  t.same(await statesOf(journey), [])
  void (await decidePayee(journey.officer, journey, provider.id)).ok
  t.equal((await statesOf(journey)).length, 3)
})

t.test('the schedule is paid at no more than the agreed rate, and by the agreed unit', async (t) => {
  const stateWith = async (terms: object) => {
    const journey = await givenByProvider(service)
    const provider = await aProvider(service)
    await agreedWith(service, provider.id, terms)
    void (await name(journey, provider.id)).ok
    // Somebody else is paid by the same run, whatever becomes of this.
    void (await directlyPaid(service))
    service.clock.set('2026-12-31T09:30:00Z')
    void (await handOver(service, '2027-01-04'))
    const [first] = await statesOf(journey)
    service.clock.set('2026-11-24T09:30:00Z')
    return first?.[2]
  }
  t.equal(await stateWith({ ratePence: 1_999 }), 'agreed-rate-exceeded', 'a penny below the schedule')
  t.equal(await stateWith({ ratePence: 2_000 }), 'with-the-bank')
  t.equal(await stateWith({ ratePence: 9_000, unit: 'mile' }), 'service-agreement-missing', 'a mile is no hour')
  t.equal(await stateWith({ categories: ['other'] }), 'service-agreement-missing', 'for something else')
  await proven()
})

t.test(
  'who holds the money for the person is paid in advance, once somebody decided that a broker pays itself',
  async (t) => {
    const journey = await heldByOrganisation(service, holderId)
    t.same(await statesOf(journey), [], 'nobody is registered for the organisation')
    const payee = await holder()
    void (await decidePayee(journey.officer, journey, payee.id)).ok
    t.match(
      (await paymentsOf(journey)).map(({ payeeId, dueOn, amountPence, state }) => [payeeId, dueOn, amountPence, state]),
      [
        [payee.id, '2026-12-01', 10_000, 'planned'],
        [payee.id, '2026-12-31', 10_000, 'planned'],
        [payee.id, '2027-02-01', 10_000, 'planned'],
      ],
    )
    const buys = (amountPence: number) => buy(journey, { amountPence, boughtOn: '2026-11-24' })
    t.match((await buys(1)).problem, {
      code: 'line-overspent',
      detail: /£300.00 is still to be paid to the organisation that holds it/,
    })
    const payerId = await aPayer(drafter)
    await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
    await withAccount(service, payee.id, { name: 'Community Brokers', accountNumber: '33334444' })
    const run = await handOver(service, '2026-12-01')
    t.match(run, { status: 'instructed', payments: 1, totalPence: 10_000 })
    const file = (await drafter.post<{ content: string }>(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })).ok
    t.match(file.content, '33334444')
    const [first] = await paymentsOf(journey)
    void (await results(service, drafter, run.id, [`${first?.reference},paid,2026-11-24,`])).ok
    await advance(service)
    t.match((await statementOf(journey)).lines[0], { heldPence: 10_000, committedPence: 20_000 })
    t.equal((await buys(10_001)).problem.code, 'line-overspent', 'what it was paid is what it holds')
    t.equal((await buys(10_000)).status, 201)
    void (await decidePayee(journey.officer, journey, payee.id, 'refused')).ok
    t.same(await statesOf(journey), [['2026-12-01', 10_000, 'paid']], 'what is planned goes with the decision')
    void (await end(payee)).ok
    await proven()
  },
)
