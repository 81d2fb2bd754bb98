import fc from 'fast-check'
import type { BudgetMethod, BudgetRules, Price, SplitRules } from '../../../src/rules/budgets/budget-rules.ts'
import { calculateBudget } from '../../../src/rules/budgets/calculate.ts'
import type { BudgetResult, CalculationStep } from '../../../src/rules/budgets/calculation.ts'
import type { BudgetFacts, BudgetInputs, RatedDomain } from '../../../src/rules/budgets/inputs.ts'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { budgetStepSentences, type WorkedFrom } from '../../../src/words/budget-steps.ts'
import { aScheme } from '../scheme/a-scheme.ts'

export const nothingKept: BudgetFacts = { ratings: [], keptServices: [] }
export const noAdjustments: SchemeRules['adjustments'] = {
  upliftBasisPoints: 0,
  upliftSource: 'None',
  reserveBasisPoints: 0,
  reserveSource: 'None',
}
export const layer = {
  socialCare: { reference: 'SC-2026-0417', amountPence: 123_457 },
  gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-11-02' },
} as const

export const aSplit = (more: Partial<SplitRules> = {}): SplitRules => ({
  kind: 'single',
  host: 'commissioner',
  shares: [],
  decidedAtApproval: false,
  source: 'a test',
  ...more,
})

export const aPrice = (code: string, unitPence: number, more: Partial<Price> = {}): Price => ({
  code,
  title: `A ${code}`,
  unit: 'hour',
  unitPence,
  whose: 'A test',
  year: '2024',
  purchasable: true,
  source: 'a price list',
  ...more,
})

/** A rating of 0 throughout, unless a test says otherwise. */
export const aDomain = (key: string, more: Partial<RatedDomain> = {}): RatedDomain => ({
  key,
  title: `Domain ${key}`,
  typicalDay: 0,
  worstDay: 0,
  worstDaysPerMonth: 0,
  withoutCurrentSupport: 0,
  ...more,
})

type ToldStep = CalculationStep & { readonly sentence: string }

/** What the rules give, with each step as it is told; a refusal ends the test with its words. */
export function worked(
  rules: SchemeRules,
  inputs: BudgetInputs,
  facts: BudgetFacts = nothingKept,
): Omit<BudgetResult, 'steps'> & { readonly steps: readonly ToldStep[] } {
  const result = calculateBudget(rules, inputs, facts)
  if (isRefusal(result)) throw new Error(`${result.code} ${result.pointer}: ${result.detail}`)
  return { ...result, steps: told({ rules, inputs, facts, steps: result.steps }) }
}

/** The steps with the sentence that the person is told of each. */
export function told(from: WorkedFrom): ToldStep[] {
  const sentences = budgetStepSentences(from)
  return from.steps.map((step, index) => ({ ...step, sentence: sentences[index] ?? '' }))
}

export const sumOf = (steps: readonly Pick<CalculationStep, 'amountPence'>[]) =>
  steps.reduce((sum, step) => sum + step.amountPence, 0)

export interface Given {
  readonly rules: SchemeRules
  readonly inputs: BudgetInputs
  readonly facts: BudgetFacts
}

const domains = ['mood', 'safety', 'sleep', 'work', 'home']
const rating = fc.integer({ min: 0, max: 4 })
export const anyDomain = (key: string) =>
  fc
    .record({
      typicalDay: rating,
      worstDay: rating,
      worstDaysPerMonth: fc.integer({ min: 0, max: 30 }),
      withoutCurrentSupport: rating,
    })
    .map((rated) => aDomain(key, rated))

/** Bands that follow each other, none lower than the one before. */
const anyBands = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(300_000), fc.integer({ min: 1, max: 400_000 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => {
    let [fromPoints, floorPence, ceilingPence] = [0, 0, 1]
    return parts.map(([wide, rise, room], index) => {
      fromPoints += index === 0 ? 0 : wide
      floorPence += index === 0 ? 0 : rise
      ceilingPence = Math.max(ceilingPence, floorPence) + room
      return { fromPoints, floorPence, ceilingPence }
    })
  })
export const anyPoints = fc
  .record({
    weights: fc.tuple(...domains.map(() => fc.nat(500))),
    pricePerPointPence: fc.integer({ min: 1, max: 50_000 }),
    bands: anyBands,
  })
  .map(({ weights, ...more }) => ({
    method: 'points' as const,
    source: 'a test',
    weights: Object.fromEntries(domains.map((key, index) => [key, weights[index] ?? 0])),
    ...more,
  }))
export const anyRatings = fc.tuple(...domains.map(anyDomain))

export const anyPrices = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.boolean()), { minLength: 1, maxLength: 8 })
  .map((prices) =>
    prices.map(([unitPence, purchasable], index) =>
      aPrice(`service-${index}`, unitPence, { purchasable: index === 0 || purchasable }),
    ),
  )
export const unitsOf = (prices: readonly Price[]) =>
  fc
    .uniqueArray(
      fc.record({
        service: fc.constantFrom(...prices.map(({ code }) => code)),
        units: fc.integer({ min: 1, max: 400 }),
      }),
      {
        selector: ({ service }) => service,
        minLength: 1,
      },
    )
    .map((units) => units as readonly { readonly service: string; readonly units: number }[])
export const anyHistoric = fc.record({
  method: fc.constant('historic-cost' as const),
  lookBackMonths: fc.integer({ min: 1, max: 36 }),
  factorBasisPoints: fc.nat(20_000),
  floorPence: fc.integer({ min: 1, max: 500_000 }),
  source: fc.constant('a test'),
})

export const anyAdjustments = fc.record({
  upliftBasisPoints: fc.nat(5_000),
  upliftSource: fc.constant('an uplift'),
  reserveBasisPoints: fc.nat(5_000),
  reserveSource: fc.constant('a reserve'),
})
export const anySplit: fc.Arbitrary<SplitRules> = fc.oneof(
  fc.constantFrom('single' as const, 'unattributed' as const, 'layered' as const).map((kind) => aSplit({ kind })),
  fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([one, two]) => {
    const [low, high] = one < two ? [one, two] : [two, one]
    return aSplit({
      kind: 'percentage',
      shares: [
        { funder: 'commissioner', basisPoints: low },
        { funder: 'local-authority', basisPoints: high - low },
        { funder: 'pool', basisPoints: 10_000 - high },
      ],
    })
  }),
)

const anyWish = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 6 }).map((amounts) => ({
  budget: { method: 'one-off', floorPence: 1, ceilingPence: 540_000, source: 'a test' } as BudgetRules,
  inputs: {
    method: 'one-off' as const,
    items: amounts.map((amountPence, index) => ({ key: `item-${index}`, title: `Thing ${index}`, amountPence })),
  },
}))

/** Rules of a method, with what they accept; any uplift, reserve and split. */
function given(method: BudgetMethod): fc.Arbitrary<Given> {
  const around = fc.record({ adjustments: anyAdjustments, split: anySplit })
  const made = (budget: BudgetRules, inputs: BudgetInputs, facts: BudgetFacts, prices: Price[] = []) =>
    around.map((more) => ({ rules: aScheme({ budget, prices, ...more }), inputs: { ...inputs, ...layer }, facts }))
  switch (method) {
    case 'one-off':
      return anyWish.chain(({ budget, inputs }) => made(budget, inputs, nothingKept))
    case 'points':
      return fc
        .tuple(anyPoints, anyRatings)
        .chain(([budget, ratings]) => made(budget, { method }, { ratings, keptServices: [] }))
    case 'required-services':
      return anyPrices.chain((prices) =>
        unitsOf(prices.filter((price) => price.purchasable)).chain((services) =>
          made({ method, source: 'a test' }, { method, services }, nothingKept, prices),
        ),
      )
    case 'historic-cost':
      return fc
        .tuple(anyPrices, anyHistoric)
        .chain(([prices, budget]) =>
          fc
            .tuple(unitsOf(prices), fc.subarray(prices.map(({ code }) => code)))
            .chain(([contacts, keptServices]) =>
              made(budget, { method, until: '2026-10-31', contacts }, { ratings: [], keptServices }, prices),
            ),
        )
  }
}

export const givenOf: Readonly<Record<BudgetMethod, fc.Arbitrary<Given>>> = {
  'one-off': given('one-off'),
  'required-services': given('required-services'),
  'historic-cost': given('historic-cost'),
  points: given('points'),
}
export const anyGiven = fc.oneof(...Object.values(givenOf))
