import t from 'tap'
import { followAgreements } from '../../src/payments/follow-agreements.ts'
import { handOver, holdAll, paymentsOf } from '../pay-runs/acts.ts'
import { aProvider, endAgreement } from '../service-agreements/acts.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { agreedWith, differencesOf, givenByProvider, name, statesOf } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  t.same(await differencesOf(service), [])
  await holdAll(service)
})
const follow = () =>
  followAgreements({ database: service.access, now: service.clock.now }, new AbortController().signal)
const daysOf = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ from, until, amountPence }) => [from, until, amountPence])

/** £100.00 a month of somebody who was named from the first day on, before anything was agreed with them. */
async function namedFirst() {
  const journey = await givenByProvider(service)
  const { id } = await aProvider(service)
  void (await name(journey, id)).ok
  return { journey, id }
}

t.test('an agreement that begins within a month pays from its first day; the days before it are not its', async (t) => {
  const { journey, id } = await namedFirst()
  t.same((await daysOf(journey))[0], ['2026-12-01', '2026-12-31', 10_000], 'nothing is agreed: it waits as a whole')
  service.clock.set('2026-12-10T09:30:00Z')
  await agreedWith(service, id, { from: '2026-12-16' })
  t.equal(await follow(), 1)
  t.equal(await follow(), 0, 'once')
  t.same(await daysOf(journey), [
    ['2026-12-16', '2026-12-31', 5_161],
    ['2027-01-01', '2027-01-31', 10_000],
    ['2027-02-01', '2027-02-28', 10_000],
  ])
  service.clock.set('2026-12-31T09:30:00Z')
  await handOver(service, '2027-01-04')
  t.same((await statesOf(journey))[0], ['2027-01-04', 5_161, 'with-the-bank'])
})

t.test('what was signed later than it was to begin is agreed from the day of the last signature', async (t) => {
  const { journey, id } = await namedFirst()
  await agreedWith(service, id, { from: '2026-11-24' })
  await follow()
  t.same((await daysOf(journey))[0], ['2026-12-01', '2026-12-31', 10_000])
  const { journey: other, id: another } = await namedFirst()
  service.clock.set('2026-12-20T09:30:00Z')
  await agreedWith(service, another, { from: '2026-12-20' })
  await follow()
  t.same((await daysOf(other))[0], ['2026-12-20', '2026-12-31', 3_871])
})

t.test('one that is ended within a month is paid to its last day, and the rest waits for another', async (t) => {
  const { journey, id } = await namedFirst()
  const agreement = await agreedWith(service, id)
  await follow()
  void (await endAgreement(service.as('commissioner-officer'), agreement, '2026-12-10')).ok
  t.equal(await follow(), 1)
  t.same((await daysOf(journey)).slice(0, 2), [
    ['2026-12-01', '2026-12-10', 3_226],
    ['2026-12-11', '2026-12-31', 6_774],
  ])
  service.clock.set('2026-12-31T09:30:00Z')
  await handOver(service, '2027-01-04')
  t.same((await statesOf(journey)).map(([, pence, state]) => [pence, state]).slice(0, 2), [
    [3_226, 'with-the-bank'],
    [6_774, 'service-agreement-missing'],
  ])
})
