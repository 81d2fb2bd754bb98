import fc from 'fast-check'
import t from 'tap'
import type { Price } from '../../../src/rules/budgets/budget-rules.ts'
import { calculateBudget } from '../../../src/rules/budgets/calculate.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { aScheme } from '../scheme/a-scheme.ts'
import { presetOf } from '../scheme/presets.ts'
import { anyPrices, aPrice, nothingKept, unitsOf, worked } from './a-budget.ts'

const prices = [
  aPrice('therapy', 13_900, { title: 'A session of therapy', unit: 'session' }),
  aPrice('day', 6_200, { title: 'A day of support', unit: 'day', year: '2023' }),
  aPrice('ward', 56_400, { purchasable: false }),
]
const scheme = (list: readonly Price[] = prices) =>
  aScheme({ budget: { method: 'required-services', source: 'a scheme' }, prices: [...list] })
const required = (...services: (readonly [service: string, units: number])[]) => ({
  method: 'required-services' as const,
  services: services.map(([service, units]) => ({ service, units })),
})

t.test('S3: each service at its dated unit cost, said with its units, price and year', async (t) => {
  t.same(worked(scheme(), required(['therapy', 26], ['day', 1])), {
    amountPence: 26 * 13_900 + 6_200,
    costOfUsePence: null,
    reservePence: 0,
    shares: [{ funder: 'commissioner', amountPence: 367_600 }],
    steps: [
      {
        rule: 'required-service',
        citation: 'a scheme; price: a price list',
        inputs: { service: 'therapy', units: 26, unitPence: 13_900, year: '2024' },
        operation: 'add',
        amountPence: 361_400,
        sentence: 'A session of therapy: 26 sessions in the year, at £139.00 each (prices of 2024), is £3,614.00.',
      },
      {
        rule: 'required-service',
        citation: 'a scheme; price: a price list',
        inputs: { service: 'day', units: 1, unitPence: 6_200, year: '2023' },
        operation: 'add',
        amountPence: 6_200,
        sentence: 'A day of support: 1 day in the year, at £62.00 each (prices of 2023), is £62.00.',
      },
    ],
  })
})

t.test('what cannot be priced is refused by its place', async (t) => {
  for (const [services, kept, code, pointer] of [
    [required(['therapy', 1], ['massage', 1]), [], 'service-unknown', '/services/1/service'],
    [required(['therapy', 1], ['day', 1], ['therapy', 2]), [], 'request-invalid', '/services/2/service'],
    [required(['therapy', 1], ['ward', 1]), [], 'service-not-purchasable', '/services/1/service'],
    [required(['therapy', 1], ['day', 1]), ['day'], 'kept-service-not-tradable', '/services/1/service'],
    [required(['therapy', 1], ['day', 1]), ['therapy', 'day'], 'kept-service-not-tradable', '/services/0/service'],
    [required(['ward', 1]), ['ward'], 'kept-service-not-tradable', '/services/0/service'],
    [required(['day', 1], ['therapy', 7_194_245]), [], 'request-invalid', '/services/1/units'],
  ] as const) {
    const result = calculateBudget(scheme(), services, { ratings: [], keptServices: kept })
    t.match(result, { refused: true, code, pointer }, `${code} ${pointer}`)
  }
})

t.test('P3: the refusal of a kept service says that it is neither priced nor taken off', async (t) => {
  t.match(calculateBudget(scheme(), required(['day', 1]), { ratings: [], keptServices: ['day'] }), {
    detail: 'The person keeps this service, so it is not priced and nothing is taken off for it',
  })
})

t.test('P3: a kept service that is not asked for changes nothing', async (t) => {
  const inputs = required(['therapy', 26])
  t.same(worked(scheme(), inputs, { ratings: [], keptServices: ['day', 'ward'] }), worked(scheme(), inputs))
})

t.test('the most that the contract knows is the most that a budget comes to, to the penny', async (t) => {
  const rules = scheme([aPrice('all', 99_999_999_999), aPrice('more', 1)])
  t.equal(worked(rules, required(['all', 1])).amountPence, 99_999_999_999)
  t.match(calculateBudget(rules, required(['all', 1], ['more', 1]), nothingKept), {
    code: 'request-invalid',
    detail: 'No budget is above £999,999,999.99',
    pointer: '/services',
  })
  const most = Array.from({ length: 100 }, (_, index) => aPrice(`all-${index}`, 99_999_999_999))
  const everything = required(...most.map(({ code }) => [code, 1] as const))
  t.match(calculateBudget(scheme(most), everything, nothingKept), { code: 'request-invalid', pointer: '/services' })
})

t.test('for any price list: each unit counts at its price, and the order of the services does not matter', async () => {
  const any = anyPrices.chain((list) =>
    fc.record({ list: fc.constant(list), services: unitsOf(list.filter((price) => price.purchasable)) }),
  )
  fc.assert(
    fc.property(any, ({ list, services }) => {
      const expected = services.reduce(
        (sum, { service, units }) => sum + units * (list.find(({ code }) => code === service)?.unitPence ?? Number.NaN),
        0,
      )
      const backwards = { method: 'required-services' as const, services: services.toReversed() }
      const result = worked(scheme(list), { method: 'required-services', services })
      return (
        result.amountPence === expected &&
        result.steps.length === services.length &&
        worked(scheme(list.toReversed()), backwards).amountPence === expected
      )
    }),
  )
})

t.test('for any price list: exactly what is barred or kept is refused, and the first of them is named', async () => {
  const any = anyPrices.chain((list) =>
    fc.record({
      list: fc.constant(list),
      services: unitsOf(list),
      keptServices: fc.subarray(list.map(({ code }) => code)),
    }),
  )
  fc.assert(
    fc.property(any, ({ list, services, keptServices }) => {
      const result = calculateBudget(
        scheme(list),
        { method: 'required-services', services },
        { ratings: [], keptServices },
      )
      const kept = services.findIndex(({ service }) => keptServices.includes(service))
      const barred = services.findIndex(({ service }) => !list.find(({ code }) => code === service)?.purchasable)
      const expected =
        kept >= 0
          ? `kept-service-not-tradable /services/${kept}/service`
          : barred >= 0
            ? `service-not-purchasable /services/${barred}/service`
            : 'worked'
      return (isRefusal(result) ? `${result.code} ${result.pointer}` : 'worked') === expected
    }),
  )
})

t.test(
  'the scheme of the seeds: a ward, the GP and emergency care have a price for comparison, and are never sold',
  async (t) => {
    const rules = presetOf('northamptonshire')
    for (const service of ['inpatient-day', 'gp-appointment', 'emergency-attendance', 'crisis-contact'])
      t.match(calculateBudget(rules, required([service, 1]), nothingKept), { code: 'service-not-purchasable' }, service)
  },
)
