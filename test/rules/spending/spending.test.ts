import fc from 'fast-check'
import t from 'tap'
import { maySpend, type SpendableLine, type WantedPurchase } from '../../../src/rules/spending/spending.ts'

const agreedOn = '2026-11-24'
const today = '2026-12-10'
const aLine = (more: Partial<SpendableLine> = {}): SpendableLine => ({
  heldPence: 0,
  availablePence: 25_000,
  returnedPence: 0,
  releasedPence: 0,
  committedPence: 0,
  deployment: 'third-party',
  instrument: 'broker-held-card',
  closedOn: null,
  ...more,
})
const aPurchase = (more: Partial<WantedPurchase> = {}): WantedPurchase => ({
  amountPence: 25_000,
  instrument: 'broker-held-card',
  boughtOn: '2026-12-01',
  ...more,
})
const spend = (line: Partial<SpendableLine>, wanted: Partial<WantedPurchase>, unclaimed = 0) => {
  const result = maySpend(aLine(line), aPurchase(wanted), agreedOn, today, unclaimed)
  return result === true ? true : `${result.code} ${result.pointer ?? ''}`.trim()
}

t.test('a line can be spent to its last penny, and not a penny more', async (t) => {
  t.equal(spend({}, { amountPence: 24_999 }), true)
  t.equal(spend({}, { amountPence: 25_000 }), true)
  t.equal(spend({}, { amountPence: 25_001 }), 'line-overspent /amountPence')
  t.equal(spend({ availablePence: 40_000 }, { amountPence: 40_000 }), true)
  t.equal(spend({ availablePence: 0 }, { amountPence: 1 }), 'line-overspent /amountPence')
})

t.test('what is held, available and returned is spent together', async (t) => {
  const line = { heldPence: 1_000, availablePence: 200, returnedPence: 30 }
  t.equal(spend(line, { amountPence: 1_230 }), true)
  t.equal(spend(line, { amountPence: 1_231 }), 'line-overspent /amountPence')
})

t.test('overspending is refused with what is left and what was asked', async (t) => {
  t.match(maySpend(aLine(), aPurchase({ amountPence: 25_001 }), agreedOn, today, 0), {
    detail: 'The line has £250.00 left; this is £250.01',
  })
})

t.test('a purchase lies between the day of the agreement and today, both inclusive', async (t) => {
  for (const [boughtOn, result] of [
    ['2026-11-23', 'request-invalid /boughtOn'],
    ['2026-11-24', true],
    ['2026-12-10', true],
    ['2026-12-11', 'request-invalid /boughtOn'],
    ['2027-01-01', 'request-invalid /boughtOn'],
  ] as const)
    t.equal(spend({}, { boughtOn }), result, boughtOn)
})

t.test('S2: a line is paid in the way that was agreed, the broker’s card for one', async (t) => {
  for (const instrument of ['bank-account', 'pre-paid-card', 'invoice'] as const)
    t.equal(spend({}, { instrument }), 'deployment-mismatch /instrument', instrument)
  t.equal(spend({ instrument: 'invoice' }, { instrument: 'invoice' }), true)
})

t.test('who holds the money buys from what it was paid, and is told what is still to be paid to it', async (t) => {
  const line = { availablePence: 0, committedPence: 20_000 }
  t.equal(spend({ ...line, heldPence: 5_000 }, { amountPence: 5_000 }), true)
  const refused = (more: Partial<SpendableLine>) =>
    maySpend(aLine({ ...line, ...more }), aPurchase({ amountPence: 1 }), agreedOn, today, 0)
  t.match(refused({}), {
    detail: 'The line has £0.00 left, and £200.00 is still to be paid to the organisation that holds it; this is £0.01',
  })
  for (const more of [{ deployment: 'notional' }, { committedPence: 0 }] as const)
    t.match(refused(more), { detail: 'The line has £0.00 left; this is £0.01' })
})

t.test(
  'on a line that has closed, what was bought by that day is recorded, from what the plan in force leaves',
  async (t) => {
    const closed = { closedOn: '2026-12-01', availablePence: 0, releasedPence: 25_000 }
    t.equal(spend(closed, { boughtOn: '2026-12-01' }, 25_000), true)
    t.equal(spend(closed, { boughtOn: '2026-12-02' }, 25_000), 'line-not-active')
    t.equal(spend(closed, { boughtOn: '2026-12-01' }, 24_999), 'budget-claimed /amountPence')
    t.equal(spend(closed, { amountPence: 25_001 }, 40_000), 'line-overspent /amountPence', 'no more than was released')
    t.equal(spend(closed, { boughtOn: '2026-11-23' }, 40_000), 'request-invalid /boughtOn')
    const held = { ...closed, heldPence: 100 }
    t.equal(
      spend(held, { amountPence: 25_100 }, 25_000),
      true,
      'what was paid out is theirs to spend, whatever is claimed',
    )
    t.equal(spend(held, { amountPence: 25_100 }, 24_999), 'budget-claimed /amountPence')
    t.equal(spend(held, { amountPence: 25_101 }, 40_000), 'line-overspent /amountPence')
  },
)

t.test(
  'for any purchases: what was let through never comes to more than was agreed, and whatever fits is let through',
  async () => {
    const wanted = fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 20 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), wanted, (agreedPence, amounts) => {
        let spentPence = 0
        for (const amountPence of amounts) {
          const fits = spentPence + amountPence <= agreedPence
          if ((spend({ availablePence: agreedPence - spentPence }, { amountPence }) === true) !== fits) return false
          if (fits) spentPence += amountPence
        }
        return spentPence <= agreedPence
      }),
    )
  },
)
