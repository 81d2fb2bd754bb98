import fc from 'fast-check'
import t from 'tap'
import {
  activation,
  type CrisisTier,
  dailyCosts,
  daysLeft,
  returned,
} from '../../../src/rules/planning/crisis-tiers.ts'
import { daysAfter } from '../../../src/shared/dates.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

const schedule = {
  quantity: 7,
  unit: 'hour',
  unitPence: 1_400,
  frequency: 'weekly',
  times: null,
  from: '2026-12-01',
  until: '2027-11-23',
} as const
const lines = [{ key: 'daily-support', schedule }, { key: 'drum-kit' }]
const aTier = (more: Partial<CrisisTier> = {}): CrisisTier => ({
  key: 'bad-patch',
  title: 'A bad patch',
  declaredBy: ['person'],
  lines: [{ line: 'daily-support', extraPerDay: 3 }],
  capPence: 29_400,
  yearCapPence: 60_000,
  longestDays: 14,
  ...more,
})
const means = {
  today: '2026-12-05',
  period: { from: '2026-11-24', until: '2027-11-23' },
  takenPence: 0,
  reservePence: 100_000,
}

t.test('a crisis is for as many days as each cap, the longest stay and the end of the budget leave', async (t) => {
  const days = (tier: Partial<CrisisTier>, more: object = {}) =>
    daysLeft(aTier(tier), lines, { ...means, ...more }).days
  t.equal(days({}), 7, '£294.00 at £42.00 a day')
  t.equal(days({ capPence: 29_399 }), 6, 'a penny less')
  t.equal(days({ longestDays: 6 }), 6)
  t.equal(days({}, { takenPence: 34_801 }), 5, 'of £600.00 for the year £251.99 is left')
  t.equal(days({}, { reservePence: 4_200 }), 1)
  t.equal(days({}, { reservePence: 4_199 }), 0)
  t.equal(days({}, { today: '2027-11-22' }), 2, 'the last two days of the budget')
  t.equal(days({}, { today: '2027-11-24' }), 0, 'after it')
  t.equal(days({ lines: [{ line: 'drum-kit', extraPerDay: 1 }] }), 0, 'what has no unit cannot grow')
})

t.test('what is asked for is had, a day more is refused with the sums', async (t) => {
  t.match(activation(aTier(), lines, 7, means), {
    startsOn: '2026-12-05',
    endsOn: '2026-12-11',
    committedPence: 29_400,
  })
  t.match(activation(aTier(), lines, undefined, means), { endsOn: '2026-12-11' })
  t.match(activation(aTier(), lines, 1, means), { endsOn: '2026-12-05', committedPence: 4_200 })
  t.match(activation(aTier(), lines, 8, means), {
    code: 'crisis-cap-reached',
    detail: /One day comes to £42\.00.*7 days\.$/,
  })
  t.match(activation(aTier(), lines, undefined, { ...means, reservePence: 0 }), { code: 'crisis-cap-reached' })
})

t.test('for any tier and means: never over a cap, and the parts are the whole', async () => {
  const pence = fc.integer({ min: 1, max: 500_000 })
  fc.assert(
    fc.property(
      fc.record({ capPence: pence, yearCapPence: pence, longestDays: fc.integer({ min: 1, max: 90 }) }),
      fc.integer({ min: 1, max: 400 }),
      fc.record({ takenPence: pence, reservePence: pence }),
      fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
      fc.nat(400),
      (caps, quarters, has, wanted, day) => {
        const tier = aTier({ ...caps, lines: [{ line: 'daily-support', extraPerDay: quarters / 4 }] })
        const now = { ...means, ...has, today: daysAfter('2026-11-24', day) }
        const takes = activation(tier, lines, wanted, now)
        if (isRefusal(takes)) return wanted === undefined || wanted > daysLeft(tier, lines, now).days
        return (
          takes.committedPence > 0 &&
          takes.committedPence <= Math.min(tier.capPence, tier.yearCapPence - has.takenPence, has.reservePence) &&
          takes.endsOn <= means.period.until &&
          takes.committedPence === takes.lines.reduce((sum, { committedPence }) => sum + committedPence, 0) &&
          takes.lines.every(({ line }, index) => line === dailyCosts(tier, lines)[index]?.line)
        )
      },
    ),
  )
})

t.test('what goes back is for the days after the one on which it stops, as far as it was not spent', async (t) => {
  const takes = { endsOn: '2026-12-11', lines: [{ line: 'daily-support', pencePerDay: 4_200, committedPence: 29_400 }] }
  const back = (today: string, available = 100_000) => returned(takes, today, new Map([['daily-support', available]]))
  t.same(back('2026-12-05'), [{ line: 'daily-support', pence: 25_200 }])
  t.same(back('2026-12-10'), [{ line: 'daily-support', pence: 4_200 }])
  t.same(back('2026-12-11'), [])
  t.same(back('2026-12-20'), [])
  t.same(back('2026-12-05', 300), [{ line: 'daily-support', pence: 300 }])
  t.same(back('2026-12-05', 0), [])
})
