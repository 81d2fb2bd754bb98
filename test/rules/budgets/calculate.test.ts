import fc from 'fast-check'
import t from 'tap'
import { calculationHash } from '../../../src/budgets/calculation-hash.ts'
import { previewBudget } from '../../../src/budgets/preview-budget.ts'
import { contentHash } from '../../../src/platform/audit/content-hash.ts'
import { defaultInstrument } from '../../../src/rules/assessment/instruments.ts'
import { calculateBudget } from '../../../src/rules/budgets/calculate.ts'
import type { BudgetFacts, BudgetInputs } from '../../../src/rules/budgets/inputs.ts'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { inPounds } from '../../../src/shared/money.ts'
import { aScheme } from '../scheme/a-scheme.ts'
import { presets } from '../scheme/presets.ts'
import { anyGiven, aSplit, layer, noAdjustments, nothingKept, sumOf, worked } from './a-budget.ts'

t.test('for any rules and inputs: the steps come to the amount, and so do the shares, to the penny', async () => {
  fc.assert(
    fc.property(anyGiven, ({ rules, inputs, facts }) => {
      const { steps, amountPence, reservePence, shares } = worked(rules, inputs, facts)
      return (
        sumOf(steps) === amountPence &&
        sumOf(shares) === amountPence &&
        reservePence >= 0 &&
        reservePence <= amountPence &&
        [...steps, ...shares].every((part) => Number.isSafeInteger(part.amountPence))
      )
    }),
    { numRuns: 400 },
  )
})

t.test(
  'for any rules and inputs: only what adds or adjusts has an amount, and every step has its source and a sentence',
  async () => {
    fc.assert(
      fc.property(anyGiven, ({ rules, inputs, facts }) =>
        worked(rules, inputs, facts).steps.every(
          ({ operation, amountPence, citation, sentence }) =>
            (['add', 'adjust'].includes(operation) || amountPence === 0) &&
            (operation !== 'add' || amountPence >= 0) &&
            citation !== '' &&
            /^[“\p{Lu}].*\.$/su.test(sentence) &&
            !/undefined|null|NaN|basis point/.test(sentence),
        ),
      ),
    )
  },
)

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
    for (const part of Object.values(Object.freeze(value))) frozen(part)
  return value
}
/** The same document, written down in another order. */
const reordered = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(reordered) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, part]) => [name, reordered(part)] as const)
  return Object.fromEntries(entries.toReversed()) as T
}

t.test(
  'for any rules and inputs: the same bytes again, nothing given is changed, and the hash is of the content',
  async () => {
    fc.assert(
      fc.property(anyGiven, ({ rules, inputs, facts }) => {
        const given = [
          frozen(structuredClone(rules)),
          frozen(structuredClone(inputs)),
          frozen(structuredClone(facts)),
        ] as const
        const first = calculateBudget(...given)
        const other = [reordered(rules), reordered(inputs), reordered(facts)] as const
        return (
          JSON.stringify(calculateBudget(...given)) === JSON.stringify(first) &&
          contentHash(calculateBudget(...other)) === contentHash(first) &&
          contentHash(reordered(first)) === contentHash(first)
        )
      }),
    )
  },
)

t.test('what is left for the plan is told of the whole amount, a social-care budget included', async (t) => {
  const rules = aScheme({
    budget: { method: 'one-off', floorPence: 1, ceilingPence: 100_000, source: 'a test' },
    adjustments: { ...noAdjustments, reserveBasisPoints: 1_000, reserveSource: 'a test' },
    split: aSplit({ kind: 'layered' }),
  })
  const inputs = { method: 'one-off' as const, items: [{ key: 'drums', title: 'Drums', amountPence: 50_000 }] }
  const { steps, amountPence, reservePence } = worked(rules, { ...inputs, ...layer })
  t.same([amountPence, reservePence], [173_457, 5_000])
  t.match(steps.at(-1), {
    rule: 'contingency-reserve',
    sentence:
      'Of £500.00, 10 %, which is £50.00, is kept for you for a crisis. In total that leaves £1,684.57 for your plan.',
  })
})

t.test(
  'for any rules: the reserve sentence says what can be planned, which is the amount without the reserve',
  async () => {
    fc.assert(
      fc.property(anyGiven, ({ rules, inputs, facts }) => {
        const { steps, amountPence, reservePence } = worked(rules, inputs, facts)
        const step = steps.find(({ rule }) => rule === 'contingency-reserve')
        return !step || step.sentence.endsWith(` leaves ${inPounds(amountPence - reservePence)} for your plan.`)
      }),
    )
  },
)

/** What a scheme is asked with, by its method: first with little, then with much. */
function asked({ budget, prices }: SchemeRules): [BudgetInputs, BudgetFacts][] {
  const codes = prices.filter((price) => price.purchasable).map(({ code }) => code)
  const units = (each: number) => codes.map((service, index) => ({ service, units: each + index }))
  const ratings = (typicalDay: number) =>
    defaultInstrument.domains.map(({ key, title }, index) => ({
      key,
      title,
      typicalDay,
      worstDay: 4,
      worstDaysPerMonth: (index * 7) % 31,
      withoutCurrentSupport: typicalDay + (index % 2),
    }))
  switch (budget.method) {
    case 'one-off':
      return [budget.floorPence, budget.ceilingPence].map((amountPence) => [
        { method: 'one-off', items: [{ key: 'drums', title: 'Drums', amountPence }], ...layer },
        nothingKept,
      ])
    case 'required-services':
      return [1, 29].map((each) => [{ method: 'required-services', services: units(each), ...layer }, nothingKept])
    case 'historic-cost':
      return [1, 29].map((each) => [
        { method: 'historic-cost', until: '2028-02-29', contacts: units(each), ...layer },
        { ratings: [], keptServices: codes.slice(0, 1) },
      ])
    case 'points':
      return [0, 3].map((typical) => [
        { method: 'points', ...layer },
        { ratings: ratings(typical), keptServices: [] },
      ])
  }
}

t.test(
  'every scheme of the seeds: what was kept of a calculation gives the same bytes again, after rules have changed',
  async (t) => {
    t.same(new Set(presets.map(({ rules }) => rules.budget.method)).size, 4, 'all four methods')
    for (const { name, rules } of presets)
      for (const [inputs, facts] of asked(rules)) {
        const made = previewBudget(rules, 1, structuredClone(inputs) as never, facts)
        const { contentHash: hash, ...content } = made
        t.equal(calculationHash(content), hash, `${name}: the hash is of the facts`)
        // As the database keeps them: text.
        const kept = JSON.parse(JSON.stringify({ made, rules })) as { made: typeof made; rules: SchemeRules }
        const changed = {
          ...rules,
          prices: rules.prices.map((price) => ({ ...price, unitPence: price.unitPence + 1 })),
        }
        const uplifted = {
          ...changed,
          adjustments: { ...rules.adjustments, upliftBasisPoints: 4_321, upliftSource: 'Later' },
        }
        t.not(
          previewBudget(uplifted, 1, kept.made.inputs, kept.made.facts).contentHash,
          hash,
          `${name}: other rules, another hash`,
        )
        t.not(previewBudget(rules, 2, kept.made.inputs, kept.made.facts).contentHash, hash, `${name}: another version`)
        const again = previewBudget(kept.rules, kept.made.schemeVersion, kept.made.inputs, kept.made.facts)
        t.equal(JSON.stringify(again), JSON.stringify(made), `${name}: the same bytes`)
      }
  },
)

t.test('every scheme of the seeds: the amounts, worked out by hand', async (t) => {
  const amounts = Object.fromEntries(
    presets.map(({ name, rules }) => [
      name.split(' ')[0],
      asked(rules).map(([inputs, facts]) => worked(rules, inputs, facts).amountPence),
    ]),
  )
  const few = 27_500 + 2 * 13_900 + 3 * 6_200 + 4 * 16_000 + 5 * 22_200
  const many = 29 * 27_500 + 30 * 13_900 + 31 * 6_200 + 32 * 16_000 + 33 * 22_200
  // Where social care has no price: three services that the NHS gives.
  const health = (first: number) => first * 27_500 + (first + 1) * 13_900 + (first + 2) * 22_200
  t.same(amounts, {
    'kent-peer-brokerage': [10_000, 150_000],
    'lambeth-integrated': [few, many],
    'local-pilot-historic': [200_000, health(29) - 29 * 27_500],
    'merseyside-one-off': [40_000, 100_000],
    northamptonshire: [health(1), health(29)],
    'section-117': [few * 1.02, many * 1.02],
    'south-kent-coast': [123_457 + health(1), 123_457 + health(29)],
    // 983 and 1,682 thirtieths of a point.
    'west-sussex-pooled': [(983 * 18_000) / 30, (1_682 * 18_000) / 30],
  })
})
