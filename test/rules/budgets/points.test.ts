import fc from 'fast-check'
import t from 'tap'
import type { BudgetRules } from '../../../src/rules/budgets/budget-rules.ts'
import type { RatedDomain } from '../../../src/rules/budgets/inputs.ts'
import { effectiveThirtieths } from '../../../src/rules/budgets/points.ts'
import { aScheme } from '../scheme/a-scheme.ts'
import { aDomain, anyDomain, anyPoints, anyRatings, sumOf, worked } from './a-budget.ts'

type Points = Extract<BudgetRules, { method: 'points' }>
const wide = { fromPoints: 0, floorPence: 0, ceilingPence: 99_999_999_999 }
const scheme = (more: Partial<Points> = {}) =>
  aScheme({
    budget: {
      method: 'points',
      weights: { mood: 100, sleep: 100 },
      pricePerPointPence: 18_000,
      bands: [wide],
      source: 'a scheme',
      ...more,
    },
  })
const amountOf = (rules: ReturnType<typeof scheme>, ...ratings: RatedDomain[]) =>
  worked(rules, { method: 'points' }, { ratings, keptServices: [] }).amountPence
const full = { typicalDay: 4, worstDay: 4, worstDaysPerMonth: 30, withoutCurrentSupport: 4 }

t.test('a domain counts on typical and on worst days, in exact thirtieths, as it is without support', async (t) => {
  for (const [typicalDay, worstDay, worstDaysPerMonth, withoutCurrentSupport, thirtieths] of [
    [0, 0, 0, 0, 0],
    [0, 0, 30, 0, 0],
    [4, 4, 0, 4, 120],
    [4, 4, 30, 4, 120],
    [1, 3, 0, 1, 30],
    [1, 3, 1, 1, 32],
    [1, 3, 6, 1, 42],
    [1, 3, 29, 1, 88],
    [1, 3, 30, 1, 90],
    [1, 3, 6, 2, 66],
    [1, 3, 6, 3, 90],
    [1, 3, 6, 4, 120],
    [0, 4, 1, 0, 4],
  ] as const) {
    const domain = aDomain('mood', { typicalDay, worstDay, worstDaysPerMonth, withoutCurrentSupport })
    t.equal(effectiveThirtieths(domain), thirtieths, JSON.stringify(domain))
  }
})

t.test('the points, weighted, at the price for a point: told for each domain', async (t) => {
  const rated = aDomain('mood', { typicalDay: 1, worstDay: 3, worstDaysPerMonth: 6, withoutCurrentSupport: 2 })
  const rules = scheme({ weights: { mood: 150 } })
  const { amountPence, steps } = worked(rules, { method: 'points' }, { ratings: [rated], keptServices: [] })
  t.equal(amountPence, 59_400, '2.2 points, weighted 3.3, at £180')
  t.match(steps, [
    {
      rule: 'points-domain',
      inputs: { domain: 'mood', weight: 150, pricePerPointPence: 18_000, points: '3.3' },
      amountPence: 59_400,
      sentence:
        'Domain mood: you rated a typical day (2 of 4) and a worst day (3 of 4, on 6 of 30 days). You rated them as they would be without the support you have now. That gives 2.2 points. This counts 1.5 times in this scheme, which makes 3.3 points. At £180.00 for a point that is £594.00.',
    },
    {
      rule: 'points-band',
      operation: 'check',
      amountPence: 0,
      sentence: /^Together that is 3\.3 points and £594\.00\./,
    },
  ])
})

t.test('the sentence says how much a part of life counts in the scheme, where it does not count once', async (t) => {
  const said = (weight: number) => {
    const rules = scheme({ weights: { mood: weight } })
    const facts = { ratings: [aDomain('mood', full)], keptServices: [] }
    return worked(rules, { method: 'points' }, facts).steps[0]?.sentence ?? ''
  }
  t.match(said(200), / gives 4 points\. This counts twice in this scheme, which makes 8 points\. At /)
  t.match(said(50), / gives 4 points\. This counts half in this scheme, which makes 2 points\. At /)
  t.match(said(125), / gives 4 points\. This counts 1\.25 times in this scheme, which makes 5 points\. At /)
  t.match(said(0), / gives 4 points\. This does not count in this scheme\. At .* £0\.00\.$/)
  t.match(said(100), / gives 4 points\. At /)
})

t.test(
  'the sentence gives the days that were counted: without support a worst day is no better than a typical one',
  async (t) => {
    const rated = aDomain('mood', { typicalDay: 1, worstDay: 2, worstDaysPerMonth: 6, withoutCurrentSupport: 4 })
    const { amountPence, steps } = worked(scheme(), { method: 'points' }, { ratings: [rated], keptServices: [] })
    t.equal(amountPence, 72_000)
    t.match(steps[0]?.sentence, /a typical day \(4 of 4\) and a worst day \(4 of 4, on 6 of 30 days\).* gives 4 points/)
  },
)

t.test('all ratings 0 have the floor of the first band; no weight, or a weight of 0, adds nothing', async (t) => {
  const floored = scheme({ bands: [{ ...wide, floorPence: 12_345 }] })
  t.equal(amountOf(floored, aDomain('mood'), aDomain('sleep', { worstDaysPerMonth: 30 })), 12_345)
  t.equal(amountOf(scheme(), aDomain('mood')), 0)
  t.equal(amountOf(scheme({ weights: { mood: 0, sleep: 0 } }), aDomain('mood', full), aDomain('sleep', full)), 0)
  t.equal(amountOf(scheme(), aDomain('chess', full), aDomain('constructor', full)), 0)
  t.equal(amountOf(scheme({ weights: { mood: 0, sleep: 100 } }), aDomain('mood', full), aDomain('sleep', full)), 72_000)
})

t.test('a band begins on its whole point, and not a 3,000th below it', async (t) => {
  const bands = [
    { fromPoints: 0, floorPence: 1_000, ceilingPence: 200_000 },
    { fromPoints: 15, floorPence: 300_000, ceilingPence: 400_000 },
  ]
  const rules = scheme({ weights: { mood: 374, sleep: 1 }, bands, pricePerPointPence: 10_000 })
  const sleep = (worstDaysPerMonth: number) =>
    aDomain('sleep', { typicalDay: 3, worstDay: 4, worstDaysPerMonth, withoutCurrentSupport: 3 })
  t.equal(amountOf(rules, aDomain('mood', full), sleep(30)), 300_000, '15 points: £1,500.00 is raised to the floor')
  t.equal(amountOf(rules, aDomain('mood', full), sleep(29)), 149_997, '14 points and 2,999 of 3,000: as it is')
})

t.test('floor and ceiling of a band are inclusive, and what they change is a step', async (t) => {
  const rules = (floorPence: number, ceilingPence: number) =>
    scheme({ bands: [{ fromPoints: 0, floorPence, ceilingPence }] })
  for (const [floorPence, ceilingPence, amount, operation, sentence] of [
    [72_000, 72_000, 72_000, 'check', /so nothing changes\.$/],
    [72_001, 80_000, 72_001, 'adjust', /offers £720\.01 to £800\.00, so it becomes £720\.01\.$/],
    [0, 71_999, 71_999, 'adjust', /so it becomes £719\.99\.$/],
  ] as const) {
    const { amountPence, steps } = worked(
      rules(floorPence, ceilingPence),
      { method: 'points' },
      { ratings: [aDomain('mood', full)], keptServices: [] },
    )
    t.equal(amountPence, amount)
    t.equal(sumOf(steps), amount)
    t.match(steps.at(-1), { rule: 'points-band', operation, sentence, amountPence: amount - 72_000 })
  }
})

t.test('the exact score is rounded once: a third of a penny in each of three domains is a penny', async (t) => {
  const rules = scheme({ weights: { a: 100, b: 100, c: 100 }, pricePerPointPence: 1 })
  const third = { worstDay: 1, worstDaysPerMonth: 10 }
  const ratings = ['a', 'b', 'c'].map((key) => aDomain(key, third))
  const { amountPence, steps } = worked(rules, { method: 'points' }, { ratings, keptServices: [] })
  t.equal(amountPence, 1)
  t.same(
    steps.map((step) => step.amountPence),
    [1, 0, 0, 0],
    'equal remainders: the first domain has it',
  )
})

const anyPointsScheme = anyPoints.map((budget) => aScheme({ budget }))
const worse = (domain: RatedDomain, more: Partial<RatedDomain>): RatedDomain => ({
  ...domain,
  typicalDay: Math.max(domain.typicalDay, more.typicalDay ?? 0),
  worstDay: Math.max(domain.worstDay, more.worstDay ?? 0),
  worstDaysPerMonth: Math.max(domain.worstDaysPerMonth, more.worstDaysPerMonth ?? 0),
  withoutCurrentSupport: Math.max(domain.withoutCurrentSupport, more.withoutCurrentSupport ?? 0),
})

t.test('for any scheme: a rating that is worse, in any domain and way, never lowers the amount', async () => {
  fc.assert(
    fc.property(anyPointsScheme, anyRatings, fc.nat(4), anyDomain('any'), (rules, ratings, place, more) => {
      const after = ratings.map((domain, index) => (index === place ? worse(domain, more) : domain))
      return amountOf(rules, ...after) >= amountOf(rules, ...ratings)
    }),
  )
})

t.test(
  'for any scheme: support that is in place never makes a budget smaller than it was without a word of it',
  async () => {
    fc.assert(
      fc.property(anyPointsScheme, anyRatings, (rules, ratings) => {
        const unsaid = ratings.map((domain) => ({ ...domain, withoutCurrentSupport: 0 }))
        return amountOf(rules, ...ratings) >= amountOf(rules, ...unsaid)
      }),
    )
  },
)

t.test('for any scheme: the amount is the exact score at its price within half a penny, held to a band', async () => {
  fc.assert(
    fc.property(anyPointsScheme, anyRatings, (rules, ratings) => {
      if (rules.budget.method !== 'points') return false
      const { weights, pricePerPointPence, bands } = rules.budget
      const score = ratings.reduce((sum, domain) => sum + effectiveThirtieths(domain) * (weights[domain.key] ?? 0), 0)
      const { steps, amountPence } = worked(rules, { method: 'points' }, { ratings, keptServices: [] })
      const priced = sumOf(steps.slice(0, -1))
      const band = bands.filter(({ fromPoints }) => fromPoints * 3_000 <= score).at(-1) ?? wide
      return (
        Math.abs(priced * 3_000 - score * pricePerPointPence) <= 1_500 &&
        amountPence === Math.min(Math.max(priced, band.floorPence), band.ceilingPence) &&
        steps.slice(0, -1).every((step) => step.amountPence >= 0)
      )
    }),
  )
})
