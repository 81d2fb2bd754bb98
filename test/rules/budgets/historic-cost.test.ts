import fc from 'fast-check'
import t from 'tap'
import type { BudgetRules } from '../../../src/rules/budgets/budget-rules.ts'
import { calculateBudget } from '../../../src/rules/budgets/calculate.ts'
import type { BudgetResult } from '../../../src/rules/budgets/calculation.ts'
import { aScheme } from '../scheme/a-scheme.ts'
import { aPrice, givenOf, nothingKept, sumOf, worked } from './a-budget.ts'

type Historic = Extract<BudgetRules, { method: 'historic-cost' }>
const prices = [
  aPrice('contact', 10_000, { title: 'A contact', unit: 'contact' }),
  aPrice('penny', 1),
  aPrice('ward', 56_400, { title: 'A day in hospital', unit: 'day', purchasable: false }),
]
const scheme = (more: Partial<Historic> = {}) =>
  aScheme({
    budget: {
      method: 'historic-cost',
      lookBackMonths: 12,
      factorBasisPoints: 10_000,
      floorPence: 1,
      source: 'a scheme',
      ...more,
    },
    prices,
  })
const used = (...contacts: (readonly [service: string, units: number])[]) => ({
  method: 'historic-cost' as const,
  until: '2028-02-29',
  contacts: contacts.map(([service, units]) => ({ service, units })),
})
const keeping = (...keptServices: string[]) => ({ ratings: [], keptServices })

t.test('S0: what was used in a year, at dated unit costs, is the amount and the cost of use', async (t) => {
  const result = worked(scheme(), used(['contact', 12]))
  t.match(result, { amountPence: 120_000, costOfUsePence: 120_000 })
  t.same(
    result.steps.map(({ rule, operation, amountPence, sentence }) => ({ rule, operation, amountPence, sentence })),
    [
      {
        rule: 'historic-contact',
        operation: 'add',
        amountPence: 120_000,
        sentence: 'A contact: you used 12 contacts. At £100.00 each (prices of 2024) that cost £1,200.00.',
      },
    ],
  )
})

t.test('look-back, factor and floor: to the penny, a half up', async (t) => {
  for (const [units, more, amount, rules] of [
    [12, {}, 120_000, ['historic-contact']],
    [12, { lookBackMonths: 24 }, 60_000, ['historic-contact', 'historic-year']],
    [12, { lookBackMonths: 6 }, 240_000, ['historic-contact', 'historic-year']],
    [1, { lookBackMonths: 36 }, 3_333, ['historic-contact', 'historic-year']],
    [1, { lookBackMonths: 18 }, 6_667, ['historic-contact', 'historic-year']],
    [1, { lookBackMonths: 1 }, 120_000, ['historic-contact', 'historic-year']],
    [1, { factorBasisPoints: 5_000 }, 5_000, ['historic-contact', 'historic-factor']],
    [1, { factorBasisPoints: 20_000 }, 20_000, ['historic-contact', 'historic-factor']],
    [1, { factorBasisPoints: 1 }, 1, ['historic-contact', 'historic-factor']],
    [1, { factorBasisPoints: 0 }, 1, ['historic-contact', 'historic-factor', 'historic-floor']],
    [1, { floorPence: 10_000 }, 10_000, ['historic-contact']],
    [1, { floorPence: 10_001 }, 10_001, ['historic-contact', 'historic-floor']],
    [
      1,
      { lookBackMonths: 24, factorBasisPoints: 5_000, floorPence: 2_501 },
      2_501,
      ['historic-contact', 'historic-year', 'historic-factor', 'historic-floor'],
    ],
  ] as const) {
    const result = worked(scheme(more), used(['contact', units]))
    const what = JSON.stringify({ units, ...more })
    t.equal(result.amountPence, amount, what)
    t.equal(sumOf(result.steps), amount, what)
    t.same(
      result.steps.map((step) => step.rule),
      rules,
      what,
    )
  }
  for (const [units, amount] of [
    [1, 1],
    [3, 2],
    [5, 3],
  ] as const)
    t.equal(
      worked(scheme({ factorBasisPoints: 5_000 }), used(['penny', units])).amountPence,
      amount,
      `half of ${units}p`,
    )
})

t.test('the window, the factor and the floor are told', async (t) => {
  const more = { lookBackMonths: 24, factorBasisPoints: 7_550, floorPence: 99_999 }
  const [, year, factor, floor] = worked(scheme(more), used(['contact', 4])).steps
  t.match(year, {
    inputs: { from: '2026-02-28', until: '2028-02-29', months: 24 },
    amountPence: -20_000,
    sentence: 'These are 24 months, to 2028-02-29. For one year that is £200.00.',
  })
  t.match(factor, { amountPence: -4_900, sentence: 'The scheme offers 75.5 % of this, which is £151.00.' })
  t.match(floor, {
    amountPence: 84_899,
    sentence: /^No budget of this scheme is below £999\.99, .* yours is raised to that\.$/,
  })
})

t.test(
  'P3: what cannot be bought, and what is kept, is told with its cost, and neither added nor taken off',
  async (t) => {
    const result = worked(scheme(), used(['contact', 1], ['ward', 2], ['penny', 5]), keeping('penny'))
    t.match(result, { amountPence: 10_000, costOfUsePence: 10_000 + 112_800 + 5 })
    t.match(result.steps.slice(1), [
      {
        rule: 'historic-not-counted',
        operation: 'check',
        amountPence: 0,
        inputs: { costPence: 112_800 },
        sentence:
          'A day in hospital: you used 2 days. At £564.00 each (prices of 2024) that cost £1,128.00. A budget cannot buy this; it stays free to you, and nothing is taken off for it.',
      },
      {
        rule: 'historic-not-counted',
        amountPence: 0,
        sentence:
          /You keep this service, so nothing is taken off for it\. Its cost counts in what .* cost, and not in your budget\.$/,
      },
    ])
  },
)

t.test('who used only what cannot be bought has the floor, and no less', async (t) => {
  t.match(worked(scheme({ floorPence: 200_000 }), used(['ward', 300])), {
    amountPence: 200_000,
    costOfUsePence: 16_920_000,
  })
})

t.test('an unknown service, one named twice, and more units than are money are refused by their place', async (t) => {
  for (const [inputs, code, pointer] of [
    [used(['contact', 1], ['dentist', 1]), 'service-unknown', '/contacts/1/service'],
    [used(['contact', 1], ['contact', 1]), 'request-invalid', '/contacts/1/service'],
    [used(['contact', 10_000_000]), 'request-invalid', '/contacts/0/units'],
  ] as const)
    t.match(calculateBudget(scheme(), inputs, nothingKept), { refused: true, code, pointer })
  const most = { lookBackMonths: 1, factorBasisPoints: 20_000 }
  t.match(calculateBudget(scheme(most), used(['contact', 9_999_999]), nothingKept), {
    code: 'request-invalid',
    pointer: '/contacts',
  })
})

t.test('a cost of use that is more than the contract knows is refused, though the amount is small', async (t) => {
  const wards = ['a', 'b'].map((code) => aPrice(code, 99_999_999_999, { purchasable: false }))
  const rules = { ...scheme(), prices: wards }
  t.match(worked(rules, used(['a', 1])), { amountPence: 1, costOfUsePence: 99_999_999_999 })
  t.match(calculateBudget(rules, used(['a', 1], ['b', 1]), nothingKept), {
    code: 'request-invalid',
    pointer: '/contacts',
  })
})

const withoutUse = ({ costOfUsePence: _, steps, ...result }: BudgetResult) => ({
  ...result,
  steps: steps.filter((step) => step.rule !== 'historic-not-counted'),
})

t.test(
  'for any use: one more service that is kept, or that cannot be bought, changes nothing but the cost of use',
  async (t) => {
    const more = fc.record({
      unitPence: fc.integer({ min: 1, max: 100_000 }),
      units: fc.integer({ min: 1, max: 400 }),
      kept: fc.boolean(),
    })
    fc.assert(
      fc.property(givenOf['historic-cost'], more, ({ rules, inputs, facts }, { unitPence, units, kept }) => {
        if (inputs.method !== 'historic-cost') return false
        const extra = aPrice('extra', unitPence, { purchasable: kept })
        const wider = { ...rules, prices: [...rules.prices, extra] }
        const keptServices = kept ? [...facts.keptServices, 'extra'] : facts.keptServices
        const before = worked(wider, inputs, facts)
        const contacts = [...inputs.contacts, { service: 'extra', units }]
        const after = worked(wider, { ...inputs, contacts }, { ...facts, keptServices })
        t.same(withoutUse(after), withoutUse(before))
        return after.costOfUsePence === (before.costOfUsePence ?? Number.NaN) + units * unitPence
      }),
      { numRuns: 60 },
    )
  },
)

t.test('for any use: more of what counts never lowers the amount, and the floor holds', async () => {
  fc.assert(
    fc.property(givenOf['historic-cost'], fc.nat(50), ({ rules, inputs, facts }, more) => {
      if (inputs.method !== 'historic-cost' || rules.budget.method !== 'historic-cost') return false
      const before = worked(rules, inputs, facts)
      const contacts = inputs.contacts.map(({ service, units }) => ({ service, units: units + more }))
      return (
        before.amountPence >= rules.budget.floorPence &&
        worked(rules, { ...inputs, contacts }, facts).amountPence >= before.amountPence
      )
    }),
  )
})
