import t from 'tap'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { payable } from '../payees/acts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { differencesOf, givenByProvider, name, paidProvider, statesOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const statusOf = async ({ person, ids }: Journey) =>
  (await person.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok.status
const proven = async () => t.same(await differencesOf(service), [])

t.test(
  'a provider that is named is paid by the schedule, after the days; the clock stops with its money',
  async (t) => {
    const { journey, provider } = await paidProvider(service)
    const planned = await paymentsOf(journey)
    t.match(
      planned.map(({ payeeId, from, until, dueOn, amountPence }) => [payeeId, from, until, dueOn, amountPence]),
      [
        [provider.id, '2026-12-01', '2026-12-31', '2027-01-04', 10_000],
        [provider.id, '2027-01-01', '2027-01-31', '2027-02-01', 10_000],
        [provider.id, '2027-02-01', '2027-02-28', '2027-03-01', 10_000],
      ],
    )
    const [line] = (await statementOf(journey)).lines
    t.match(line, { spentPence: 0, committedPence: 30_000, availablePence: 0 })
    t.equal(await statusOf(journey), 'agreed')
    service.clock.set('2026-12-31T09:30:00Z')
    const run = await handOver(service, '2027-01-04')
    t.equal(run.status, 'instructed')
    void (await results(service, drafter, run.id, [`${planned[0]?.reference},paid,2026-12-31,`])).ok
    await advance(service)
    t.match((await paymentsOf(journey))[0], { state: 'paid', payeeId: provider.id })
    t.equal(await statusOf(journey), 'active')
    const [after] = (await statementOf(journey)).lines
    t.match(after, { spentPence: 10_000, committedPence: 20_000, heldPence: 0 })
    await proven()
  },
)

t.test('another provider is paid from the day on which it is named, and the one before until then', async (t) => {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2026-12-11T10:00:00Z')
  const other = await payable(service.as('care-coordinator'), { name: 'Elsewhere Support' })
  void (await name(journey, other.id)).ok
  const planned = await paymentsOf(journey)
  t.same(
    planned.map(({ payeeId, from, until }) => [payeeId, from, until]),
    [
      [provider.id, '2026-12-01', '2026-12-10'],
      [other.id, '2026-12-11', '2026-12-31'],
      [other.id, '2027-01-01', '2027-01-31'],
      [other.id, '2027-02-01', '2027-02-28'],
    ],
  )
  t.equal(
    planned.reduce((sum, { amountPence }) => sum + amountPence, 0),
    30_000,
  )
  void (await journey.broker.post(`/v1/plan-lines/${journey.ids.planLineId}/provider-ending`)).ok
  t.same(
    (await paymentsOf(journey)).map(({ payeeId, until }) => [payeeId, until]),
    [
      [provider.id, '2026-12-10'],
      [other.id, '2026-12-11'],
    ],
  )
  await proven()
})

t.test('what is bought of it by itself is paid to it once, and the schedule by so much less', async (t) => {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2026-12-15T10:00:00Z')
  const bought = { amountPence: 4_000, payeeId: provider.id, instrument: 'invoice', boughtOn: '2026-12-14' } as const
  const { id } = (await buy(journey, { ...bought, units: 2 })).ok
  t.same(await statesOf(journey), [
    ['2026-12-15', 4_000, 'planned'],
    ['2027-01-04', 6_000, 'planned'],
    ['2027-02-01', 10_000, 'planned'],
    ['2027-03-01', 10_000, 'planned'],
  ])
  t.match((await paymentsOf(journey))[0], { purpose: 'owed', payeeId: provider.id, from: '2026-12-14' })
  t.equal(await statusOf(journey), 'agreed', 'nothing has reached the provider')
  t.match((await statementOf(journey)).lines[0], { spentPence: 4_000, committedPence: 26_000 })
  void (
    await journey.broker.post(`/v1/purchases/${id}/reversal`, { reason: 'One hour was not given.', amountPence: 1_000 })
  ).ok
  t.same((await statesOf(journey)).slice(0, 2), [
    ['2026-12-15', 3_000, 'planned'],
    ['2027-01-04', 7_000, 'planned'],
  ])
  const run = await handOver(service, '2026-12-15')
  await refused(t, service, () => reverse(journey, id), 'wrong-state', 'the bank has it')
  const [owed] = await paymentsOf(journey)
  void (await results(service, drafter, run.id, [`${owed?.reference},failed,,No such account`])).ok
  await advance(service)
  t.ok(
    (await paymentsOf(journey)).some(({ purpose, holdReason }) => purpose === 'owed' && holdReason === 'failed-before'),
  )
  void (await reverse(journey, id)).ok
  t.same((await statesOf(journey)).slice(0, 2), [
    ['2026-12-15', 3_000, 'failed'],
    ['2027-01-04', 10_000, 'planned'],
  ])
  await proven()
})

t.test('what was paid for it and came back pays the days of the schedule again', async (t) => {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2026-12-15T10:00:00Z')
  const bought = { amountPence: 4_000, payeeId: provider.id, instrument: 'invoice', boughtOn: '2026-12-14' } as const
  const { id } = (await buy(journey, { ...bought, units: 2 })).ok
  const run = await handOver(service, '2026-12-15')
  const [owed] = await paymentsOf(journey)
  void (await results(service, drafter, run.id, [`${owed?.reference},paid,2026-12-15,`])).ok
  await advance(service)
  void (await reverse(journey, id)).ok
  t.same((await statesOf(journey)).slice(0, 2), [
    ['2026-12-15', 4_000, 'paid'],
    ['2027-01-04', 10_000, 'planned'],
  ])
  t.match((await statementOf(journey)).lines[0], { availablePence: 0, committedPence: 30_000 })
  await proven()
})

t.test('what is held of a purchase stays held when a part of it is taken back', async (t) => {
  const { journey, provider } = await paidProvider(service)
  service.clock.set('2026-12-15T10:00:00Z')
  const bought = { amountPence: 4_000, payeeId: provider.id, instrument: 'invoice', boughtOn: '2026-12-14' } as const
  const { id } = (await buy(journey, { ...bought, units: 2 })).ok
  const [payment] = await paymentsOf(journey)
  void (await drafter.post(`/v1/payments/${payment?.id}/hold`)).ok
  void (await journey.broker.post(`/v1/purchases/${id}/reversal`, { reason: 'A penny.', amountPence: 1 })).ok
  t.same((await statesOf(journey))[0], ['2026-12-15', 3_999, 'being-checked'])
  const [held] = await paymentsOf(journey)
  t.equal((await drafter.post<{ state: string }>(`/v1/payments/${held?.id}/release`)).ok.state, 'planned')
  await proven()
})

t.test('a tie that is none after all has the payments planned again', async (t) => {
  const { journey, provider } = await paidProvider(service)
  const { person, ids } = journey
  const tie = { tie: 'same-household', words: 'They live with the person.' }
  const { id } = (await person.post<{ id: string }>(`/v1/cases/${ids.caseId}/payees/${provider.id}/ties`, tie)).ok
  const pause = { lines: ['support'], cause: 'asked', from: '2026-12-17', until: '2027-01-31' }
  const { items } = (await person.post<{ items: { id: string }[] }>(`/v1/cases/${ids.caseId}/line-pauses`, pause)).ok
  void (await person.post(`/v1/line-pauses/${items[0]?.id}/resumption`)).ok
  t.same(await statesOf(journey), [], 'nobody has decided')
  const officer = service.as(anActor('commissioner-officer', { sub: 'who-knows-better' }))
  void (await officer.post(`/v1/payee-ties/${id}/ending`, { because: 'It is another of this name.' })).ok
  t.same(
    (await statesOf(journey)).map(([, , state]) => state),
    ['planned', 'planned', 'planned'],
  )
  await proven()
})

t.test('nobody is paid by the schedule who is not named', async (t) => {
  t.same(await statesOf(await givenByProvider(service)), [])
})
