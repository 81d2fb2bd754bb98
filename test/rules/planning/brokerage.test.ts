import fc from 'fast-check'
import t from 'tap'
import {
  brokerageBalance,
  fitsDay,
  mayAgreeTime,
  maySpendTime,
  warningBrought,
} from '../../../src/rules/planning/brokerage.ts'
import { presetOf } from '../scheme/presets.ts'

const limit = (mostMinutes: number | null) => ({
  brokerage: { kind: 'peer' as const, mostMinutes, source: 'a test' },
})
const answer = (most: number | null, spent: number, minutes: number) => {
  const result = maySpendTime(brokerageBalance(limit(most), spent), minutes)
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
    const may = maySpendTime(brokerageBalance(kent, spent), minutes)
    t.equal(may === true || may.code, result, `${minutes} after ${spent}`)
  }
  t.match(maySpendTime(brokerageBalance(kent, 240), 61), {
    detail: 'There are 300 minutes for one person, all brokers together; 60 are left',
    pointer: '/minutes',
  })
  t.match(maySpendTime(brokerageBalance(kent, 10), -11), {
    detail: 'More is taken back than was spent',
    pointer: '/minutes',
  })
})

t.test('the warning comes when a fifth is left, to the minute', async (t) => {
  for (const [most, spent, leftMinutes, warning] of [
    [300, 0, 300, null],
    [300, 239, 61, null],
    [300, 240, 60, 'four-fifths-spent'],
    [300, 299, 1, 'four-fifths-spent'],
    [300, 300, 0, 'all-spent'],
    [299, 239, 60, null],
    [299, 240, 59, 'four-fifths-spent'],
    [1, 0, 1, null],
    [5, 4, 1, 'four-fifths-spent'],
  ] as const)
    t.same(brokerageBalance(limit(most), spent), {
      spentMinutes: spent,
      mostMinutes: most,
      leftMinutes,
      nearlySpent: warning !== null,
      warning,
    })
})

t.test('without a limit nothing runs out, and no more is taken back than was spent', async (t) => {
  t.same(brokerageBalance(limit(null), 100_000), {
    spentMinutes: 100_000,
    mostMinutes: null,
    leftMinutes: null,
    nearlySpent: false,
    warning: null,
  })
  t.equal(answer(null, 100_000, 1_440), 'yes')
  t.equal(answer(null, 10, -11), 'request-invalid')
})

t.test(
  'where a new version gives less than was spent: nothing is left, not less, and time can still be put right',
  async (t) => {
    t.match(brokerageBalance(limit(200), 285), { leftMinutes: 0, nearlySpent: true })
    t.equal(answer(200, 285, 1), 'brokerage-time-exceeded')
    t.match(maySpendTime(brokerageBalance(limit(200), 285), 1), {
      detail: 'There are 200 minutes for one person, all brokers together; 0 are left',
    })
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
  const fits = (spent: number, minutes: number, ofCaseMinutes = spent) => {
    const result = fitsDay({ minutes: spent, ofCaseMinutes }, minutes)
    return result === true ? 'yes' : result.code
  }
  t.equal(fits(0, 1_440), 'yes')
  t.equal(fits(1_439, 1), 'yes')
  t.equal(fits(1_440, 1), 'brokerage-day-exceeded')
  t.equal(fits(60, -60), 'yes')
  t.equal(fits(60, -61), 'request-invalid')
  t.equal(fits(60, -30, 30), 'yes')
  t.equal(fits(60, -31, 30), 'request-invalid', 'the rest was written on another case')
  t.equal(fits(0, 1, -5), 'yes', 'more is always counted')
})

t.test('a warning is brought once, by what comes up to it, and anew after time was taken back or agreed', async (t) => {
  const at = (spent: number, agreed = 0) => brokerageBalance(limit(300), spent, agreed)
  for (const [before, after, warning] of [
    [at(0), at(239), null],
    [at(239), at(240), 'four-fifths-spent'],
    [at(240), at(299), null],
    [at(299), at(300), 'all-spent'],
    [at(0), at(300), 'all-spent'],
    [at(300), at(240), null],
    [at(300, 60), at(301, 60), null],
    [at(240, 60), at(288, 60), 'four-fifths-spent'],
  ] as const)
    t.equal(warningBrought(before, after), warning)
  t.match(at(300, 60), { mostMinutes: 360, leftMinutes: 60 })
})

t.test('more is agreed where the scheme has a limit and lets it be', async (t) => {
  const may = (mostMinutes: number | null, beyond?: 'refused' | 'by-agreement') => {
    const { brokerage } = limit(mostMinutes)
    const result = mayAgreeTime({ brokerage: { ...brokerage, ...(beyond ? { beyond } : {}) } })
    return result === true ? 'yes' : result.code
  }
  t.equal(may(300, 'by-agreement'), 'yes')
  t.equal(may(300, 'refused'), 'brokerage-time-exceeded')
  t.equal(may(300), 'brokerage-time-exceeded')
  t.equal(may(null, 'by-agreement'), 'wrong-state')
})
