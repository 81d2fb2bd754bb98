import t from 'tap'
import { plannedPayments, type ToPay } from '../../../src/rules/payments/planned.ts'
import type { LineSchedule } from '../../../src/rules/planning/line-schedule.ts'
import { sumPence } from '../../../src/shared/money.ts'

const schedule: LineSchedule = {
  ...{ quantity: 1, unit: 'hour', unitPence: 10_000, frequency: 'monthly', times: null },
  ...{ from: '2026-12-01', until: '2027-02-28' },
}
const toPay = (more: Partial<ToPay> = {}): ToPay => ({
  ...{ schedule, leftPence: 30_000, when: 'in-arrears', gone: [], pauses: [], today: '2026-11-24' },
  ...more,
})
const told = (of: ToPay) =>
  plannedPayments(of).map(({ payeeId, purpose, from, until, amountPence }) => [
    payeeId,
    purpose,
    from,
    until,
    amountPence,
  ])
const [one, other] = ['first', 'second']
const december = { payeeId: one, from: '2026-12-01', until: '2026-12-31', amountPence: 10_000 }
const gives = { payeeId: one, from: '0001-01-01', until: null, bought: [] }

t.test('days that wait while later ones were paid are still to pay', async (t) => {
  const january = { ...december, from: '2027-01-01', until: '2027-01-31' }
  t.same(told(toPay({ gone: [january], given: [gives], leftPence: 20_000 })), [
    [one, 'instalment', '2026-12-01', '2026-12-31', 10_000],
    [one, 'instalment', '2027-02-01', '2027-02-28', 10_000],
  ])
})

t.test('days that nobody gives take nothing from those that somebody does', async (t) => {
  const since = { ...gives, from: '2027-01-01' }
  t.same(told(toPay({ given: [since], leftPence: 15_000 })), [
    [one, 'instalment', '2027-01-01', '2027-01-31', 10_000],
    [one, 'instalment', '2027-02-01', '2027-02-28', 5_000],
  ])
})

t.test('what days came to beyond what was agreed for them is settled with them, and is no adjustment', async (t) => {
  const owed = { ...december, amountPence: 9_990, aboveRatePence: 10 }
  t.same(told(toPay({ gone: [owed], given: [gives], leftPence: 20_010 })), [
    [one, 'instalment', '2027-01-01', '2027-01-31', 10_000],
    [one, 'instalment', '2027-02-01', '2027-02-28', 10_000],
  ])
  const since = { ...schedule, from: '2026-12-16' }
  const purposes = told(toPay({ schedule: since, gone: [owed], given: [gives], leftPence: 20_010 })).map(([, of]) => of)
  t.notOk(purposes.includes('adjustment'), 'nor of a part of them')
})

t.test('days are paid to who gave them, and to nobody where nobody did', async (t) => {
  const given = [
    { payeeId: one, from: '2026-12-11', until: '2027-01-10', bought: [] },
    { payeeId: other, from: '2027-01-11', until: null, bought: [] },
  ]
  const planned = plannedPayments(toPay({ given }))
  t.same(
    planned.map(({ payeeId, from, until }) => [payeeId, from, until]),
    [
      [one, '2026-12-11', '2026-12-31'],
      [one, '2027-01-01', '2027-01-10'],
      [other, '2027-01-11', '2027-01-31'],
      [other, '2027-02-01', '2027-02-28'],
    ],
  )
  t.ok(sumPence(planned.map(({ amountPence }) => amountPence)) < 30_000)
})

t.test(
  'what was bought of the days after they were paid is taken off the next of the same, and of no other',
  async (t) => {
    const bought = [{ on: '2026-12-14', pence: 3_000 }]
    t.same(told(toPay({ gone: [december], given: [{ ...gives, bought }], leftPence: 17_000 })), [
      [one, 'instalment', '2027-01-01', '2027-01-31', 7_000],
      [one, 'instalment', '2027-02-01', '2027-02-28', 10_000],
    ])
    const given = [
      { ...gives, until: '2026-12-31', bought },
      { ...gives, payeeId: other, from: '2027-01-01' },
    ]
    t.same(told(toPay({ gone: [december], given, leftPence: 17_000 })), [
      [other, 'instalment', '2027-01-01', '2027-01-31', 10_000],
      [other, 'instalment', '2027-02-01', '2027-02-28', 7_000],
    ])
  },
)

t.test('an adjustment names the days that were paid too little, and no others', async (t) => {
  const [january, february] = [
    { ...december, from: '2027-01-01', until: '2027-01-31' },
    { ...december, from: '2027-02-01', until: '2027-02-28' },
  ]
  const gone = [december, { ...january, amountPence: 9_300 }, february]
  t.same(told(toPay({ given: [gives], leftPence: 700, gone })), [[one, 'adjustment', '2027-01-01', '2027-01-31', 700]])
  const part = { ...january, amountPence: 700 }
  t.same(told(toPay({ given: [gives], leftPence: 700, gone: [...gone, part] })), [], 'which are paid with it')
  const both = [{ ...december, amountPence: 9_999 }, { ...january, amountPence: 9_300 }, february]
  t.same(told(toPay({ given: [gives], leftPence: 701, gone: both })), [
    [one, 'adjustment', '2026-12-01', '2027-01-31', 701],
  ])
})

t.test('what was paid more for days is paid once', async (t) => {
  const dearer = { ...schedule, unitPence: 10_500 }
  const more = { ...december, amountPence: 500 }
  const of = toPay({ schedule: dearer, given: [gives], leftPence: 21_500, gone: [december] })
  t.same(told(of)[0], [one, 'adjustment', '2026-12-01', '2026-12-31', 500])
  t.same(told({ ...of, leftPence: 21_000, gone: [december, more] }), [
    [one, 'instalment', '2027-01-01', '2027-01-31', 10_500],
    [one, 'instalment', '2027-02-01', '2027-02-28', 10_500],
  ])
})

t.test('what was paid for days before the schedule is of another, and is taken off nothing', async (t) => {
  const before = { payeeId: null, from: '2026-09-01', until: '2026-11-30', amountPence: 30_000 }
  const whole = [
    [null, 'instalment', '2026-12-01', '2026-12-31', 10_000],
    [null, 'instalment', '2027-01-01', '2027-01-31', 10_000],
    [null, 'instalment', '2027-02-01', '2027-02-28', 10_000],
  ]
  t.same(told(toPay({ gone: [before] })), whole)
  // Ten of forty days are of the schedule, and so is a quarter of the money: £25.00 for what comes to £32.26.
  const across = { payeeId: null, from: '2026-11-01', until: '2026-12-10', amountPence: 10_000 }
  t.equal(sumPence(plannedPayments(toPay({ gone: [across], leftPence: 99_999 })).map((one) => one.amountPence)), 27_500)
})
