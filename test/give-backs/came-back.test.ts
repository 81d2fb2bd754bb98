import t from 'tap'
import { lineOf as agreedLineOf } from '../deployment-agreements/acts.ts'
import { advance, direct, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { paidProvider } from '../payments/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { paidOut, record, recordByTwo, secondOfficer } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

/** The bank says that the first payment of a case that is due by a day was made. */
async function pay(journey: Journey, until: string): Promise<string> {
  const run = await handOver(service, until)
  const first = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  void (await results(service, drafter, run.id, [`${first?.reference},paid,${service.clock.today()},`])).ok
  await advance(service)
  return first?.id ?? ''
}
/** A provider was paid £100.00 for December by its schedule. */
async function paidForDecember() {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2026-12-31T09:30:00Z')
  const paymentId = await pay(journey, '2027-01-04')
  const planLineId = journey.ids.planLineId ?? ''
  const back = (more: object = {}) => ({ givenBy: 'payee', paymentId, amountPence: 10_000, ...more })
  return { journey, provider, planLineId, paymentId, back }
}
const lineOf = async (journey: Journey) => (await statementOf(journey)).lines[0]

t.test(
  'a payment that the bank returned after it had paid it was not made: it waits to be paid again, once',
  async (t) => {
    const { journey, planLineId, paymentId, back } = await paidForDecember()
    t.match(await lineOf(journey), { spentPence: 10_000, committedPence: 20_000 })
    t.match((await record(journey, planLineId, back())).ok, { paymentId, confirmedAt: null })
    t.match(await lineOf(journey), { spentPence: 10_000 }, 'nothing moves until a second has read it')
    const another = back({ paymentId: unknownId })
    await refused(t, service, () => record(journey, planLineId, another, secondOfficer(journey)), 'request-invalid')
    const entries = await audited(service, async () => {
      t.match((await record(journey, planLineId, back(), secondOfficer(journey))).ok, { toFunders: false })
    })
    t.same(
      entries.map(({ type }) => type).filter((type) => type.startsWith('p')),
      ['payment.failed', 'plan-line.money-given-back'],
    )
    t.match(await lineOf(journey), { spentPence: 0, committedPence: 30_000, availablePence: 0 })
    const payments = await paymentsOf(journey)
    t.match(
      payments.find(({ id }) => id === paymentId),
      { state: 'failed', paidOn: null, failure: 'It was paid, and came back.' },
    )
    const again = payments.filter(({ purpose }) => purpose === 'again')
    t.match(again, [
      { state: 'held', holdReason: 'failed-before', amountPence: 10_000, from: '2026-12-01', until: '2026-12-31' },
    ])
    await refused(t, service, () => record(journey, planLineId, back({ reference: 'FPI-2' })), 'wrong-state')
    void (await drafter.post(`/v1/payments/${again[0]?.id}/release`)).ok
    await pay(journey, '2027-01-04')
    t.match(await lineOf(journey), { spentPence: 10_000, committedPence: 20_000 })
  },
)

t.test('a part that whoever was paid sends back can be spent on the line: no penny more than was paid', async (t) => {
  const { journey, planLineId, back } = await paidForDecember()
  const none = { givenBy: 'payee', amountPence: 1 }
  await refused(t, service, () => record(journey, planLineId, none), 'request-invalid', 'which payment')
  await refused(t, service, () => record(journey, planLineId, back({ givenBy: 'person' })), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, back({ amountPence: 10_001 })), 'request-invalid')
  await refused(t, service, () => record(journey, planLineId, back({ receivedOn: '2026-12-30' })), 'request-invalid')
  t.equal((await recordByTwo(journey, planLineId, back({ amountPence: 4_000 }))).status, 201)
  t.match(await lineOf(journey), { spentPence: 6_000, returnedPence: 4_000, committedPence: 20_000 })
  const more = (amountPence: number) => back({ amountPence, reference: `FPI-${amountPence}` })
  await refused(t, service, () => record(journey, planLineId, more(6_001)), 'request-invalid')
  t.equal((await recordByTwo(journey, planLineId, more(6_000))).status, 201)
  t.match(await lineOf(journey), { spentPence: 0, returnedPence: 10_000, committedPence: 20_000 })
})

t.test('what the person was paid and never had waits to be paid again', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  const paid = (await paymentsOf(journey)).find(({ state }) => state === 'paid')
  const back = { givenBy: 'payee', paymentId: paid?.id, amountPence: 10_000 }
  t.equal((await recordByTwo(journey, planLineId, back)).status, 201)
  t.match(await statementOf(journey), { heldPence: 0, committedPence: 30_000, returnedPence: 0 })
  const plan = await journey.person.get<{ status: string }>(`/v1/support-plans/${journey.ids.supportPlanId}`)
  t.equal(plan.ok.status, 'agreed', 'nobody has been paid: it waits for its first payment again')
  const other = await paidOut(service)
  await refused(
    t,
    service,
    () => record(other.journey, other.planLineId, { ...back, reference: 'FPI-3' }),
    'request-invalid',
  )
  const bought = { client: other.journey.person, instrument: 'bank-account', amountPence: 1 } as const
  void (await buy(other.journey, { ...bought, planLineId: other.planLineId })).ok
  const [theirs] = (await paymentsOf(other.journey)).filter(({ state }) => state === 'paid')
  const whole = { ...back, paymentId: theirs?.id, reference: 'FPI-4' }
  await refused(t, service, () => record(other.journey, other.planLineId, whole), 'request-invalid', 'they had it')
})

t.test('what was paid for one purchase and came back is owed again; a part of it is a reversal', async (t) => {
  const { journey, provider } = await paidProvider(service)
  const planLineId = journey.ids.planLineId ?? ''
  service.clock.set('2026-12-15T10:00:00Z')
  const bought = {
    amountPence: 4_000,
    payeeId: provider.id,
    instrument: 'invoice',
    boughtOn: '2026-12-14',
    units: 2,
  } as const
  void (await buy(journey, bought)).ok
  const paymentId = await pay(journey, '2026-12-15')
  t.match(await lineOf(journey), { spentPence: 4_000, owedPence: 0 })
  const back = { givenBy: 'payee', paymentId, amountPence: 4_000 }
  const part = () => record(journey, planLineId, { ...back, amountPence: 3_999 })
  const { errors } = await refused(t, service, part, 'request-invalid')
  t.match(errors, [{ detail: 'A part of what was bought is given back by reversing the purchase' }])
  t.equal((await recordByTwo(journey, planLineId, back)).status, 201)
  t.match(await lineOf(journey), { spentPence: 4_000, owedPence: 4_000 })
  const owed = (await paymentsOf(journey)).filter(({ purpose, state }) => purpose === 'owed' && state === 'held')
  t.match(owed, [{ amountPence: 4_000, holdReason: 'failed-before' }])
})

t.test('what came back whole once its line had closed is owed, and is paid again', async (t) => {
  const { journey, planLineId, back } = await paidForDecember()
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  t.match(await lineOf(journey), { status: 'closed', spentPence: 10_000, owedPence: 0 })
  await record(journey, planLineId, back())
  t.match((await record(journey, planLineId, back(), secondOfficer(journey))).ok, { toFunders: false })
  t.match(await lineOf(journey), { spentPence: 10_000, owedPence: 10_000, releasedPence: 20_000 })
  const [again] = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed')
  t.match(again, { amountPence: 10_000, holdReason: 'failed-before', from: '2026-12-01', until: '2026-12-31' })
  void (await drafter.post(`/v1/payments/${again?.id}/release`)).ok
  await pay(journey, '2027-01-04')
  t.match(await lineOf(journey), { spentPence: 10_000, owedPence: 0, releasedPence: 20_000 })
})

t.test('a part that came back once its line had closed goes on to those who paid for it', async (t) => {
  const { journey, planLineId, back } = await paidForDecember()
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  const part = back({ amountPence: 4_000 })
  await record(journey, planLineId, part)
  t.match((await record(journey, planLineId, part, secondOfficer(journey))).ok, { toFunders: true })
  t.match(await lineOf(journey), { spentPence: 6_000, owedPence: 0, returnedPence: 0, releasedPence: 24_000 })
})

t.test('what came back before another plan took the place of its own is recorded with its day', async (t) => {
  const { journey } = await paidOut(service)
  const receivedOn = service.clock.today()
  service.clock.advance({ hours: 48 })
  const line = { key: 'gym', checkedBy: 'care-coordinator', ...direct, amountPence: 20_000 } as const
  const plan = await changed(journey, [{ ...line, schedule: null }])
  void (await decideChanged(journey.careCoordinator, plan)).ok
  const planLineId = await agreedLineOf(journey, 'gym')
  const read = { receivedOn, amountPence: 4_000 }
  t.match((await recordByTwo(journey, planLineId, read)).ok, { receivedOn, toFunders: false })
  t.match(await statementOf(journey), { heldPence: 6_000, returnedPence: 4_000 })
  const early = { ...read, receivedOn: '2026-01-01', reference: 'FPI-EARLY' }
  await refused(t, service, () => record(journey, planLineId, early), 'request-invalid', 'before there was a plan')
})

t.test('a part of what was owed for days of a line that has closed goes on to those who paid for it', async (t) => {
  const { journey } = await paidProvider(service)
  const planLineId = journey.ids.planLineId ?? ''
  service.clock.set('2026-12-15T09:30:00Z')
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  const paymentId = await pay(journey, '2026-12-16')
  t.match(await lineOf(journey), { status: 'closed', spentPence: 4_839, owedPence: 0, releasedPence: 25_161 })
  const part = { givenBy: 'payee', paymentId, amountPence: 839 }
  const tooMuch = { ...part, amountPence: 4_840 }
  await refused(t, service, () => record(journey, planLineId, tooMuch), 'request-invalid')
  await record(journey, planLineId, part)
  t.match((await record(journey, planLineId, part, secondOfficer(journey))).ok, { toFunders: true })
  t.match(await lineOf(journey), { spentPence: 4_000, owedPence: 0, returnedPence: 0, releasedPence: 26_000 })
  const rest = { ...part, amountPence: 4_000, reference: 'FPI-REST' }
  await refused(t, service, () => record(journey, planLineId, { ...rest, amountPence: 4_001 }), 'request-invalid')
  t.match(
    (await paymentsOf(journey)).filter(({ state }) => state !== 'paid'),
    [],
    'nothing is owed anew',
  )
})
