import t from 'tap'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { direct, paymentsOf } from '../pay-runs/acts.ts'
import { differencesOf } from '../payments/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { answer, decide, propose, second } from './acts.ts'
import { asSetOff, moneyOf, monthly, plannedOf, read, setOffsOf } from './set-off-acts.ts'

const service = await startService(t)
const { pay, sweep } = setOffsOf(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => t.same(await differencesOf(service), [], 'the books add up'))
const money = (journey: Journey) => moneyOf(journey, daily.key)
const bySchedule = async (journey: Journey) =>
  (await plannedOf(journey)).reduce((sum, [, pence, purpose]) => sum + (purpose === 'crisis' ? 0 : Number(pence)), 0)

t.test(
  'a crisis in the middle of a set-off is paid in full with all that is due, and the rest is set off after it',
  async (t) => {
    const schedule = { ...monthly, quantity: 7, unit: 'hour' as const, unitPence: 1_000 }
    const journey = await agreed(service, [aTier()], [{ ...daily, ...direct, schedule, amountPence: 77_000 }])
    void (await agreeOn(journey)).ok
    await pay(journey, '2027-02-10')
    const { id } = (await propose(journey, { kind: 'set-off', lines: [{ line: daily.key, amountPence: 16_250 }] })).ok
    void (await answer(journey.person, id)).ok
    void (await decide(second(journey), id, asSetOff)).ok
    await pay(journey, '2027-05-12')
    await sweep()
    service.clock.set('2027-06-02T09:30:00Z')
    await sweep()
    t.same(await money(journey), [9_250, 18_750, 42_000, 7_000], 'June was less')

    service.clock.set('2027-06-10T09:30:00Z')
    const episode = (await declare(journey, { days: 5 })).ok
    t.equal(await bySchedule(journey), 28_000, 'July to October in full')
    t.same(await money(journey), [0, 33_000, 42_000, 7_000], 'and £50.00 for the crisis')
    t.equal((await statementOf(journey)).reserves[0]?.leftPence, 5_230)
    service.clock.set('2027-06-11T09:30:00Z')
    await sweep()
    t.match(await read(journey, id), { status: 'setting-off', lines: [{ setOffPence: 16_250, recoveredPence: 7_000 }] })
    t.same(await money(journey), [0, 33_000, 42_000, 7_000], 'nothing is counted while it is on')

    service.clock.set('2027-06-12T09:30:00Z')
    t.equal((await standDown(journey, episode.id)).ok.returnedPence, 2_000)
    t.equal((await statementOf(journey)).reserves[0]?.leftPence, 7_230)
    t.equal(await bySchedule(journey), 18_750, 'the rest is set off again')
    t.match(
      (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'crisis'),
      [{ amountPence: 3_000, state: 'planned' }],
    )
    t.same(await money(journey), [9_250, 21_750, 42_000, 7_000])
    service.clock.set('2027-07-02T09:30:00Z')
    await sweep()
    t.same(await money(journey), [2_250, 21_750, 42_000, 14_000])
    await pay(journey, '2027-08-02')
    await sweep()
    t.match(await read(journey, id), {
      status: 'recovered',
      lines: [
        {
          recoveredPence: 16_250,
          lessFor: [
            { from: '2027-06-01', until: '2027-06-30', amountPence: 7_000 },
            { from: '2027-07-01', until: '2027-07-31', amountPence: 7_000 },
            { from: '2027-08-01', until: '2027-08-31', amountPence: 2_250 },
          ],
        },
      ],
    })
    await pay(journey, '2027-10-04')
    t.same(await money(journey), [0, 0, 63_750, 16_250], 'every penny of the line and of the crisis')
  },
)
