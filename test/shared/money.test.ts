import fc from 'fast-check'
import t from 'tap'
import { inPounds, mostPence, proportion, splitPence, sumPence } from '../../src/shared/money.ts'

t.test('an amount reads as it does in a letter', async (t) => {
  t.equal(inPounds(0), '£0.00')
  t.equal(inPounds(1), '£0.01')
  t.equal(inPounds(40_001), '£400.01')
  t.equal(inPounds(100_000), '£1,000.00')
  t.equal(inPounds(-2_550), '-£25.50')
  t.equal(inPounds(99_999_999_999), '£999,999,999.99')
})

t.test('for any amount: it reads as English in the UK is written, byte for byte', async () => {
  const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
  const amount = fc.oneof(fc.integer(), fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }))
  fc.assert(
    fc.property(amount, (pence) => inPounds(pence) === pounds.format(pence / 100)),
    { numRuns: 1_000 },
  )
})

t.test('a total is exact or there is none', async (t) => {
  t.equal(sumPence([]), 0)
  t.equal(sumPence([10, 20]), 30)
  t.throws(() => sumPence([Number.MAX_SAFE_INTEGER, 1]), RangeError)
  t.throws(() => sumPence([0.1, 0.2]), RangeError)
  t.throws(() => sumPence([Number.NaN]), RangeError)
  t.throws(() => sumPence([0.5, 0.5]), RangeError, 'halves that make a whole are no pence')
  t.throws(() => sumPence([Number.MAX_SAFE_INTEGER, 2, -3]), RangeError, 'what comes back into range has lost a penny')
  t.equal(sumPence([-10, 10, -1]), -1)
})

t.test('a proportion is exact at any size, and a half is rounded up', async (t) => {
  const most = Number.MAX_SAFE_INTEGER
  for (const [amount, numerator, denominator, result] of [
    [0, 1, 3, 0],
    [1, 0, 3, 0],
    [1, 1, 3, 0],
    [1, 1, 2, 1],
    [3, 1, 2, 2],
    [2, 2, 3, 1],
    [5, 1, 10, 1],
    [49, 1, 100, 0],
    [-1, 1, 2, 0],
    [-3, 1, 2, -1],
    [-2, 1, 3, -1],
    [-1, 1, 3, 0],
    [100, -1, 3, -33],
    [mostPence, 10_000, 10_000, mostPence],
    [mostPence, 9_999, 10_000, 99_989_999_999],
    [most, most, most, most],
    [most, most - 1, most, most - 1],
    [most, 1, 2, (most + 1) / 2],
  ] as const)
    t.equal(proportion(amount, numerator, denominator), result, `${amount} × ${numerator} ÷ ${denominator}`)
  t.throws(() => proportion(most, 2, 1), RangeError)
  t.throws(() => proportion(1, 1, 0), RangeError)
  t.throws(() => proportion(0.5, 1, 1), RangeError)
})

t.test('a split: the penny that is left goes to the largest remainder, and among equals to the first', async (t) => {
  for (const [total, weights, parts] of [
    [1, [1, 1], [1, 0]],
    [3, [5_000, 5_000], [2, 1]],
    [1, [33, 33, 34], [0, 0, 1]],
    [3, [33, 33, 34], [1, 1, 1]],
    [2, [1, 1, 1], [1, 1, 0]],
    [99_999_999, [50, 50], [50_000_000, 49_999_999]],
    [99_999_999, [33, 33, 34], [33_000_000, 33_000_000, 33_999_999]],
    [100, [0, 1, 0], [0, 100, 0]],
    [0, [1, 2], [0, 0]],
    [-1, [1, 1], [-1, 0]],
    [-3, [33, 33, 34], [-1, -1, -1]],
    [-100, [2, 1], [-67, -33]],
    [Number.MAX_SAFE_INTEGER, [1, 1], [4_503_599_627_370_496, 4_503_599_627_370_495]],
    [Number.MAX_SAFE_INTEGER, [Number.MAX_SAFE_INTEGER, 1], [Number.MAX_SAFE_INTEGER - 1, 1]],
    [7, [1], [7]],
  ] as const)
    t.same(splitPence(total, weights), parts, `${total} by ${weights.join(':')}`)
})

t.test('a split by nothing, by less than nothing, or of no pence is refused', async (t) => {
  for (const [total, weights] of [
    [1, []],
    [1, [0, 0]],
    [1, [2, -1]],
    [1, [1, -1]],
    [1, [0.5, 0.5]],
    [0.5, [1, 1]],
    [Number.MAX_SAFE_INTEGER + 1, [1, 1]],
  ] as const)
    t.throws(() => splitPence(total, weights), RangeError, `${total} by ${weights.join(':')}`)
})

const anyAmount = fc.oneof(fc.integer({ min: -1_000, max: 1_000 }), fc.maxSafeInteger())
const anyWeights = fc
  .array(fc.oneof(fc.nat(10_000), fc.maxSafeNat()), { minLength: 1, maxLength: 8 })
  .filter((weights) => weights.some((weight) => weight > 0))

t.test(
  'for any split: the parts are the total, none is a penny or more from its share, and back is as it was given',
  async () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (total, weights) => {
        const parts = splitPence(total, weights)
        const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
        const close = parts.every((part, index) => {
          const off = BigInt(part) * whole - BigInt(total) * BigInt(weights[index] ?? 0)
          return -whole < off && off < whole
        })
        const back = splitPence(0 - total, weights)
        return sumPence(parts) === total && close && back.every((part, index) => part + (parts[index] ?? 0) === 0)
      }),
    )
  },
)

t.test('for any proportion: within half a penny, and more is never less', async () => {
  const parts = fc.integer({ min: 0, max: 20_000 })
  fc.assert(
    fc.property(
      fc.integer({ min: -mostPence, max: mostPence }),
      parts,
      fc.integer({ min: 1, max: 10_000 }),
      (amount, numerator, denominator) => {
        const result = proportion(amount, numerator, denominator)
        const off = 2n * (BigInt(result) * BigInt(denominator) - BigInt(amount) * BigInt(numerator))
        const whole = BigInt(denominator)
        return -whole < off && off <= whole && proportion(amount + 1, numerator, denominator) >= result
      },
    ),
  )
})

t.test('for any amounts: the order does not matter, and every penny is in the words', async () => {
  const pence = fc.integer({ min: 0, max: 99_999_999_999 })
  fc.assert(fc.property(fc.array(pence), (amounts) => sumPence(amounts) === sumPence(amounts.toReversed())))
  fc.assert(fc.property(pence, (amount) => Number(inPounds(amount).replace(/\D/g, '')) === amount))
})
