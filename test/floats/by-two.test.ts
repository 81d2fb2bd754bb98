import t from 'tap'
import type { FloatPayment, OrganisationFloat } from '../../src/floats/schemas.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
const at = `/v1/organisations/${tenants.QYG.brokerageId}`
const [one, two] = [service.as('commissioner-officer'), service.as(anActor('commissioner-officer', { sub: 'another' }))]
const paid = (more: object = {}) => ({
  ...{ kind: 'deposit', amountPence: 50_000, paidOn: '2026-11-24', reference: 'ICB-1' },
  ...more,
})
const pay = (client: typeof one, more: object = {}) => client.post<FloatPayment>(`${at}/float-payments`, paid(more))
const held = async () => (await one.get<OrganisationFloat>(`${at}/float`)).ok.balancePence

t.test('what one officer records moves no money; what a second records the same does', async (t) => {
  t.match((await pay(one)).ok, { confirmedAt: null })
  t.equal((await one.get(`${at}/float`)).status, 404, 'nor does it open a float')
  await refused(t, service, () => pay(one), 'second-person-needed')
  await sameHuman(service, 'one-again', anActor('commissioner-officer'))
  const again = service.as(anActor('commissioner-officer', { sub: 'one-again' }))
  await refused(t, service, () => pay(again), 'second-person-needed', 'nor by another account of theirs')
  for (const [more, pointer] of [
    [{ amountPence: 50_001 }, '/amountPence'],
    [{ paidOn: '2026-11-23' }, '/paidOn'],
  ] as const)
    t.match((await refused(t, service, () => pay(two, more), 'request-invalid')).errors, [{ pointer }])
  t.match((await pay(one, { amountPence: 60_000 })).ok, { confirmedAt: null }, 'who recorded it corrects it')
  await refused(t, service, () => pay(two), 'request-invalid', 'and what was there stands no more')
  t.match((await pay(two, { amountPence: 60_000 })).ok, { confirmedAt: service.clock.now().toISOString() })
  t.equal(await held(), 60_000)
  const { items } = (await one.get<{ items: FloatPayment[] }>(`${at}/float-payments`)).ok
  t.same(
    items.map(({ amountPence }) => amountPence),
    [60_000],
  )
})

t.test('no more comes back than the organisation holds, whatever it buys between the two', async (t) => {
  const back = (client: typeof one, more: object) => pay(client, { kind: 'return', ...more })
  for (const amountPence of [99_999_999_999, 60_001]) {
    const problem = await refused(t, service, () => back(one, { amountPence }), 'request-invalid')
    t.match(problem.errors, [{ pointer: '/amountPence' }])
  }
  t.equal((await back(one, { amountPence: 60_000 })).status, 201)
  const journey = await journeyTo(service, 'money-agreed')
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  await refused(t, service, () => back(two, { amountPence: 60_000 }), 'request-invalid')
  t.equal(await held(), 59_000, 'what is refused moved nothing')
  t.equal((await back(one, { amountPence: 59_000 })).status, 201)
  t.equal((await back(two, { amountPence: 59_000 })).status, 201)
  t.equal(await held(), 0)
})

t.test('nothing was paid before the first deposit, more than a year ago, or in the future', async (t) => {
  for (const [kind, paidOn] of [
    ['deposit', '0001-01-01'],
    ['return', '0001-01-01'],
    ['deposit', '2025-11-22'],
    ['return', '2026-11-23'],
    ['deposit', '2026-11-25'],
  ]) {
    const answer = () => pay(one, { kind, paidOn, amountPence: 1, reference: 'ICB-9' })
    t.match((await refused(t, service, answer, 'request-invalid', `${kind} ${paidOn}`)).errors, [
      { pointer: '/paidOn' },
    ])
  }
})

t.test('a deposit that was made before the first that two recorded is recorded too', async (t) => {
  const before = { paidOn: '2026-11-20', reference: 'ICB-0', amountPence: 70 }
  const was = await held()
  t.equal((await pay(one, before)).status, 201)
  t.match((await pay(two, before)).ok, { paidOn: '2026-11-20', confirmedAt: service.clock.now().toISOString() })
  t.equal(await held(), was + 70)
})

t.test('what somebody recorded wrongly who has left is recorded as it was by two others', async (t) => {
  const payment = { reference: 'ICB-77', amountPence: 7_700 }
  const third = service.as(anActor('commissioner-officer', { sub: 'a-third' }))
  const leaver = service.as(anActor('commissioner-officer', { sub: 'who-leaves' }))
  t.equal((await pay(leaver, { ...payment, amountPence: 770 })).status, 201)
  await refused(t, service, () => pay(two, payment), 'request-invalid')
  const [member] = await service.database.sql<{ id: string }>(
    `select staff_member_id as id from staff_identity where actor_id = 'who-leaves'`,
  )
  await service.database.sql(
    `update staff_member set ended_at = now(), ended_by = 'a-manager' where staff_member_id = $1 and ended_at is null`,
    [member?.id],
  )
  const was = await held()
  t.match((await pay(two, payment)).ok, { amountPence: 7_700, confirmedAt: null })
  t.equal(await held(), was, 'which moves nothing yet')
  await refused(t, service, () => pay(two, payment), 'second-person-needed')
  t.ok((await pay(third, payment)).ok.confirmedAt)
  t.equal(await held(), was + 7_700)
})
