import fc from 'fast-check'
import t from 'tap'
import { inPounds, sumPence } from '../../src/shared/money.ts'

t.test('an amount reads as it does in a letter', async (t) => {
  t.equal(inPounds(0), '£0.00')
  t.equal(inPounds(1), '£0.01')
  t.equal(inPounds(40_001), '£400.01')
  t.equal(inPounds(100_000), '£1,000.00')
  t.equal(inPounds(-2_550), '-£25.50')
  t.equal(inPounds(99_999_999_999), '£999,999,999.99')
})

t.test('a total is exact or there is none', async (t) => {
  t.equal(sumPence([]), 0)
  t.equal(sumPence([10, 20]), 30)
  t.throws(() => sumPence([Number.MAX_SAFE_INTEGER, 1]), RangeError)
  t.throws(() => sumPence([0.1, 0.2]), RangeError)
  t.throws(() => sumPence([Number.NaN]), RangeError)
})

t.test('for any amounts: the order does not matter, and every penny is in the words', async () => {
  const pence = fc.integer({ min: 0, max: 99_999_999_999 })
  fc.assert(fc.property(fc.array(pence), (amounts) => sumPence(amounts) === sumPence(amounts.toReversed())))
  fc.assert(fc.property(pence, (amount) => Number(inPounds(amount).replace(/\D/g, '')) === amount))
})
