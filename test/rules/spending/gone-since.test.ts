import t from 'tap'
import { lessGone } from '../../../src/rules/spending/gone-since.ts'

const monthly = { quantity: 1, unit: 'item', unitPence: 3_100, frequency: 'monthly', times: null } as const
const lineFrom = (from: string) => ({
  key: 'night',
  amountPence: 10_000,
  schedule: { ...monthly, from, until: '2027-05-31' } as const,
})
const gone = (paidOutPence: number) =>
  new Map([['night', { usedPence: paidOutPence, besidePence: 0, besideSincePence: 0, boughtPence: 0, paidOutPence }]])
const december = { from: '2026-12-01', until: '2026-12-31', amountPence: 3_100 }
const opensWith = (from: string, paidOutPence: number, paid = [december]) =>
  lessGone([lineFrom(from)], gone(paidOutPence), new Map([['night', paid]]), '2026-12-23')[0]?.amountPence

t.test('of what was paid out in the notice, what is for days of the next schedule is not had again', (t) => {
  t.equal(opensWith('2026-12-23', 3_100), 9_100, '9 of 31 days')
  t.equal(opensWith('2027-01-01', 3_100), 10_000, 'none of its days')
  t.equal(opensWith('2026-12-11', 3_100), 7_900, '21 of 31 days, where its days began before')
  t.equal(opensWith('2026-12-01', 3_100), 6_900)
  t.equal(opensWith('2026-12-11', 5_000), 6_000, 'what was paid out for no days of a schedule is')
  t.equal(opensWith('2026-12-23', 600), 9_400, 'nor more than was paid out, where some of it came back')
  t.equal(opensWith('2026-12-11', 100), 9_900, 'nor less, where another payment of before came back meanwhile')
  t.end()
})
