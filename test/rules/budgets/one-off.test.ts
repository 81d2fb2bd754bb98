import fc from 'fast-check'
import t from 'tap'
import { calculateBudget } from '../../../src/rules/budgets/calculate.ts'
import type { BudgetInputs, OneOffInputs } from '../../../src/rules/budgets/inputs.ts'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { aScheme, merseyside } from '../scheme/a-scheme.ts'
import { nothingKept, worked } from './a-budget.ts'

const wish = (...amounts: number[]): OneOffInputs => ({
  method: 'one-off',
  items: amounts.map((amountPence, index) => ({ key: `item-${index}`, title: `Thing ${index}`, amountPence })),
})
const calculate = (rules: SchemeRules, inputs: BudgetInputs) => calculateBudget(rules, inputs, nothingKept)
const banded = (floorPence: number, ceilingPence: number) =>
  aScheme({ budget: { method: 'one-off', source: 'a test', floorPence, ceilingPence } })
const amountOf = (inputs: BudgetInputs, rules = merseyside) => {
  const result = calculate(rules, inputs)
  return isRefusal(result) ? result.code : result.amountPence
}

t.test('S2: a one-off budget is between £400.00 and £1,000.00, both inclusive', async (t) => {
  for (const [amount, result] of [
    [39_999, 'wish-outside-band'],
    [40_000, 40_000],
    [40_001, 40_001],
    [99_999, 99_999],
    [100_000, 100_000],
    [100_001, 'wish-outside-band'],
  ] as const)
    t.equal(amountOf(wish(amount)), result, `${amount} pence`)
})

t.test('it is the total that counts, not the items', async (t) => {
  t.equal(amountOf(wish(1, 39_999)), 40_000)
  t.equal(amountOf(wish(60_000, 40_001)), 'wish-outside-band')
  t.equal(amountOf(wish()), 'wish-outside-band', 'nothing is below the band')
})

t.test('S2: every step says in plain English what was done, and the refusal gives the sum and the band', async (t) => {
  t.same(worked(merseyside, wish(30_050, 15_000)), {
    amountPence: 45_050,
    costOfUsePence: null,
    reservePence: 0,
    shares: [{ funder: 'commissioner', amountPence: 45_050 }],
    steps: [
      {
        rule: 'one-off-item',
        citation:
          'Mind, report on personal health budgets in mental health, 2013: one-off budgets of between £400 and £1,000',
        inputs: { item: 'item-0' },
        operation: 'add',
        amountPence: 30_050,
        sentence: 'You asked for “Thing 0”, which costs £300.50.',
      },
      {
        rule: 'one-off-item',
        citation:
          'Mind, report on personal health budgets in mental health, 2013: one-off budgets of between £400 and £1,000',
        inputs: { item: 'item-1' },
        operation: 'add',
        amountPence: 15_000,
        sentence: 'You asked for “Thing 1”, which costs £150.00.',
      },
      {
        rule: 'one-off-band',
        citation:
          'Mind, report on personal health budgets in mental health, 2013: one-off budgets of between £400 and £1,000',
        inputs: { floorPence: 40_000, ceilingPence: 100_000, totalPence: 45_050 },
        operation: 'check',
        amountPence: 0,
        sentence:
          'Together that is £450.50. This scheme offers one person £400.00 to £1,000.00, so nothing is taken off.',
      },
    ],
  })
  t.match(calculate(merseyside, wish(100_001)), {
    code: 'wish-outside-band',
    detail: 'The items come to £1,000.01; the scheme offers £400.00 to £1,000.00',
    pointer: '/items',
  })
})

t.test('each item has a key of its own; the one that repeats is named', async (t) => {
  const { items } = wish(20_000, 20_000, 20_000)
  const repeated = items.map((item, index) => (index === 2 ? { ...item, key: 'item-0' } : item))
  t.match(calculate(merseyside, { method: 'one-off', items: repeated }), {
    code: 'request-invalid',
    pointer: '/items/2/key',
  })
})

t.test('a method that the scheme does not use is refused, and the one it uses is named', async (t) => {
  const others: BudgetInputs[] = [
    { method: 'points' },
    { method: 'required-services', services: [] },
    { method: 'historic-cost', until: '2026-10-31', contacts: [] },
  ]
  for (const inputs of others)
    t.match(calculate(merseyside, inputs), {
      code: 'method-not-offered',
      detail: 'The scheme works budgets out by the method one-off',
      pointer: '/method',
    })
})

t.test('the largest wish that the contract lets in is refused with its sum, to the penny', async (t) => {
  const most = wish(...Array.from({ length: 50 }, () => 99_999_999_999))
  t.match(calculate(merseyside, most), {
    code: 'wish-outside-band',
    detail: /^The items come to £49,999,999,999\.50;/,
  })
})

t.test('for any wish: the steps add up to the amount to the penny, and each item is in one step', async () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 50 })
  const rules = banded(1, 250_000)
  fc.assert(
    fc.property(amounts, (pence) => {
      const result = calculate(rules, wish(...pence))
      if (isRefusal(result)) return false
      const sum = result.steps.reduce((total, step) => total + step.amountPence, 0)
      const told = result.steps.filter(({ operation }) => operation === 'add')
      return (
        sum === result.amountPence &&
        sum === pence.reduce((total, one) => total + one, 0) &&
        told.every((step, index) => step.amountPence === pence[index]) &&
        told.length === pence.length
      )
    }),
  )
})

t.test('for any wish and band: granted in full or refused, never trimmed, and the same each time', async () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 6 })
  const bands = fc.tuple(fc.integer({ min: 1, max: 120_000 }), fc.nat(120_000))
  fc.assert(
    fc.property(amounts, bands, (pence, [floorPence, width]) => {
      const rules = banded(floorPence, floorPence + width)
      const total = pence.reduce((sum, one) => sum + one, 0)
      const within = floorPence <= total && total <= floorPence + width
      const result = calculate(rules, wish(...pence))
      const again = calculate(rules, wish(...pence))
      const granted = isRefusal(result) ? 'wish-outside-band' : result.amountPence
      return JSON.stringify(result) === JSON.stringify(again) && granted === (within ? total : 'wish-outside-band')
    }),
  )
})
