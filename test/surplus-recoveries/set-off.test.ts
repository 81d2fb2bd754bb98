import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { SpendingOutlook } from '../../src/spending/outlook-schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { holdAll } from '../pay-runs/acts.ts'
import { differencesOf } from '../payments/acts.ts'
import { buy } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { answer, decide, propose, second } from './acts.ts'
import { asSetOff, moneyOf, plannedOf, read, setOff, setOffsOf } from './set-off-acts.ts'

const service = await startService(t)
const { paidMonthly, pay, decided, sweep } = setOffsOf(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
// What one test leaves unpaid is due for the next as well.
t.afterEach(async () => {
  t.same(await differencesOf(service), [], 'the books add up')
  await holdAll(service)
})

t.test(
  'what a person holds is set off against the next payments, to the penny, once the time to appeal is over',
  async (t) => {
    const journey = await paidMonthly()
    await pay(journey, '2027-02-10')
    t.same(await moneyOf(journey), [0, 20_000, 7_500, 0])
    const [line] = (await journey.person.get<SpendingOutlook>(`/v1/cases/${journey.ids.caseId}/spending-outlook`)).ok
      .lines
    t.match(line, { askedPence: 21_696, scheduledPence: 0 }, 'the rest of February, and eight months')
    await refused(t, service, () => propose(journey, setOff(5_805)), 'request-invalid', 'a penny more is needed')
    const { id } = (await propose(journey, setOff(5_804))).ok
    await refused(t, service, () => decide(second(journey), id, asSetOff), 'person-has-time')
    void (await answer(journey.person, id)).ok
    await refused(t, service, () => decide(journey.officer, id, asSetOff), 'second-person-needed')
    await refused(t, service, () => decide(second(journey), id), 'request-invalid', 'the person was told another thing')
    const made = (await decide(second(journey), id, asSetOff)).ok
    t.match(made.surplusRecovery, {
      kind: 'set-off',
      status: 'decided',
      lines: [{ decidedPence: 5_804, setOffPence: 0 }],
    })
    const letter = (await letterOf(journey.person, made.decision?.id ?? '')).ok
    t.match(letter, /By how much your payments are less/)
    t.match(letter, /£58\.04/)
    t.match(letter, /We pay the same as before until/)
    const after = made.surplusRecovery.takenAfter ?? ''
    service.clock.set(`${after}T20:00:00Z`)
    t.equal(await sweep(), 0)
    await pay(journey, '2027-05-12')
    t.same(await moneyOf(journey), [0, 12_500, 15_000, 0])
    const told = await audited(service, sweep)
    t.match(told.find(({ type }) => type === 'surplus-recovery.setting-off')?.facts, { setOffPence: 5_804 })
    t.same(await plannedOf(journey), [
      ['2027-08-01', 1_696, 'instalment'],
      ['2027-09-01', 2_500, 'instalment'],
      ['2027-10-01', 2_500, 'instalment'],
    ])
    t.same(await moneyOf(journey), [5_804, 6_696, 15_000, 0], 'it stays with the line until it is used')
    t.equal(await sweep(), 0, 'once a day')
    service.clock.set('2027-06-02T09:30:00Z')
    t.equal(await sweep(), 1)
    t.match(await read(journey, id), { status: 'setting-off', lines: [{ recoveredPence: 2_500 }] })
    t.same(await moneyOf(journey), [3_304, 6_696, 15_000, 2_500])
    await pay(journey, '2027-08-02')
    t.equal(await sweep(), 1)
    t.match(await read(journey, id), { status: 'recovered', lines: [{ setOffPence: 5_804, recoveredPence: 5_804 }] })
    t.same(await moneyOf(journey), [0, 5_000, 16_696, 5_804])
    await pay(journey, '2027-10-04')
    t.same(await plannedOf(journey), [])
    t.same(await moneyOf(journey), [0, 0, 21_696, 5_804], 'all of the line, and no penny beside it')
  },
)

t.test('an appeal that is won pays what was less', async (t) => {
  const journey = await paidMonthly()
  const { id, decision } = await decided(journey)
  await pay(journey, '2027-05-12')
  await sweep()
  service.clock.set('2027-06-02T09:30:00Z')
  await sweep()
  t.same(await moneyOf(journey), [3_304, 6_696, 15_000, 2_500])
  const appeal = await journey.person.post<Appeal>(`/v1/decisions/${decision?.id}/appeals`, {
    ...{ words: 'I was in hospital.', lateBecause: 'I was in hospital.' },
  })
  t.equal(appeal.status, 201)
  service.clock.set('2027-06-03T09:30:00Z')
  await sweep()
  t.equal(
    (await plannedOf(journey)).reduce((sum, [, pence]) => sum + Number(pence), 0),
    10_000,
    'no more while it is open',
  )
  void (await journey.teamManager.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] }))
    .ok
  t.match(await read(journey, id), { status: 'overturned', lines: [{ setOffPence: 0, recoveredPence: 0 }] })
  t.equal(
    (await plannedOf(journey)).reduce((sum, [, pence]) => sum + Number(pence), 0),
    12_500,
  )
  t.same(await moneyOf(journey), [0, 12_500, 15_000, 0])
})

t.test('what was set off is enough no more: so much less is', async (t) => {
  const journey = await paidMonthly()
  const { id } = await decided(journey)
  await pay(journey, '2027-05-12')
  await sweep()
  // More was bought than the schedule says, of what the person holds.
  const bought = { instrument: 'bank-account', amountPence: 14_000, boughtOn: '2027-05-12' } as const
  void (await buy(journey, { ...bought, client: journey.person })).ok
  service.clock.set('2027-05-13T09:30:00Z')
  await sweep()
  t.match(await read(journey, id), { status: 'lapsed', lines: [{ setOffPence: 0, recoveredPence: 0 }] })
  t.same(await moneyOf(journey), [0, 12_500, 1_000, 0])
})

t.test('nobody but who holds a direct payment has anything set off', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await refused(t, service, () => propose(journey, { kind: 'set-off' }), 'request-invalid')
})
