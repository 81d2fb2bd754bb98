import fc from 'fast-check'
import t from 'tap'
import { brokerageBalance, fitsDay, maySpendTime } from '../../../src/rules/planning/brokerage.ts'
import { presetOf } from '../scheme/presets.ts'

const limit = (mostMinutes: number | null) => ({
  brokerage: { kind: 'peer' as const, mostMinutes, source: 'a test' },
})
const answer = (most: number | null, spent: number, minutes: number) => {
  const result = maySpendTime(limit(most), spent, minutes)
  return result === true ? 'yes' : result.code
}

t.test('S3, Project SWAP: five hours with one person, to the minute', async (t) => {
  const kent = presetOf('kent-peer-brokerage')
  for (const [spent, minutes, result] of [
    [0, 300, true],
    [0, 301, 'brokerage-time-exceeded'],
    [299, 1, true],
    [299, 2, 'brokerage-time-exceeded'],
    [300, 1, 'brokerage-time-exceeded'],
    [300, -1, true],
    [1, -1, true],
    [0, -1, 'request-invalid'],
    [10, -11, 'request-invalid'],
  ] as const) {
    const may = maySpendTime(kent, spent, minutes)
    t.equal(may === true || may.code, result, `${minutes} after ${spent}`)
  }
  t.match(maySpendTime(kent, 240, 61), {
    detail: 'The scheme gives 300 minutes for one person; 60 are left',
    pointer: '/minutes',
  })
  t.match(maySpendTime(kent, 10, -11), { detail: 'More is taken back than was spent', pointer: '/minutes' })
})

t.test('the warning comes when a fifth is left, to the minute', async (t) => {
  for (const [most, spent, leftMinutes, nearlySpent] of [
    [300, 0, 300, false],
    [300, 239, 61, false],
    [300, 240, 60, true],
    [300, 300, 0, true],
    [299, 239, 60, false],
    [299, 240, 59, true],
    [1, 0, 1, false],
    [5, 4, 1, true],
  ] as const)
    t.same(brokerageBalance(limit(most), spent), { spentMinutes: spent, mostMinutes: most, leftMinutes, nearlySpent })
})

t.test('without a limit nothing runs out, and no more is taken back than was spent', async (t) => {
  t.same(brokerageBalance(limit(null), 100_000), {
    spentMinutes: 100_000,
    mostMinutes: null,
    leftMinutes: null,
    nearlySpent: false,
  })
  t.equal(answer(null, 100_000, 1_440), 'yes')
  t.equal(answer(null, 10, -11), 'request-invalid')
})

t.test(
  'where a new version gives less than was spent: nothing is left, not less, and time can still be put right',
  async (t) => {
    t.match(brokerageBalance(limit(200), 285), { leftMinutes: 0, nearlySpent: true })
    t.equal(answer(200, 285, 1), 'brokerage-time-exceeded')
    t.match(maySpendTime(limit(200), 285, 1), { detail: 'The scheme gives 200 minutes for one person; 0 are left' })
    t.equal(answer(200, 285, -15), 'yes')
  },
)

t.test(
  'for any limit and any entries: what is spent is never over the limit nor below nothing, and what fits is never refused',
  async () => {
    const entries = fc.array(fc.integer({ min: -200, max: 400 }).filter((minutes) => minutes !== 0))
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1, max: 2_000 })), entries, (most, wanted) => {
        let spent = 0
        return wanted.every((minutes) => {
          const fits = spent + minutes >= 0 && (most === null || spent + minutes <= most)
          const may = answer(most, spent, minutes) === 'yes'
          if (may) spent += minutes
          return may === fits
        })
      }),
    )
  },
)

t.test('a day has 24 hours, and nothing is taken back from it that was not counted on it', async (t) => {
  const fits = (spent: number, minutes: number) => {
    const result = fitsDay(spent, minutes)
    return result === true ? 'yes' : result.code
  }
  t.equal(fits(0, 1_440), 'yes')
  t.equal(fits(1_439, 1), 'yes')
  t.equal(fits(1_440, 1), 'brokerage-day-exceeded')
  t.equal(fits(60, -60), 'yes')
  t.equal(fits(60, -61), 'request-invalid')
})
