import fc from 'fast-check'
import t from 'tap'
import { Problem } from '../../../src/platform/http/errors.ts'
import { defaultInstrument } from '../../../src/rules/assessment/instruments.ts'
import { calculateBudget } from '../../../src/rules/budgets/calculate.ts'
import type { BudgetFacts, BudgetInputs } from '../../../src/rules/budgets/inputs.ts'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { lowestCompetent } from '../../../src/rules/sign-off/lowest-competent.ts'
import { tally, type Vote } from '../../../src/rules/sign-off/panel.ts'
import { type ForcingCondition, forcingConditions, type TierRules } from '../../../src/rules/sign-off/sign-off-rules.ts'
import { checkRules } from '../../../src/schemes/check-rules.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { anyAdjustments } from '../budgets/a-budget.ts'
import { presets } from './presets.ts'

type Path = readonly (string | number)[]

/** Every place in the parts of the rules that say how much and who decides. */
function placesIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, part]) => placesIn(part, [...path, name]))]
}
const parts = [
  'budget',
  'adjustments',
  'crisis',
  'split',
  'tiers',
  'forced',
  'prices',
  'signatures',
  'brokerage',
] as const
const inPlace = (rules: unknown, path: Path) => path.reduce<unknown>((part, name) => (part as never)[name], rules)

/** Something else in the same place: a number near or far, a word from elsewhere in the rules, a list that is shorter, longer or turned round. */
function otherThan(value: unknown, words: readonly string[]): fc.Arbitrary<unknown> {
  if (Array.isArray(value))
    return fc.oneof(fc.subarray(value), fc.constant(value.toReversed()), fc.constant([...value, ...value.slice(0, 1)]))
  if (typeof value === 'number' || value === null)
    return fc.oneof(
      fc.constantFrom(null, 0, 1, 10_000, 99_999_999_999),
      fc.integer({ min: -1, max: 3_000_000 }),
      ...(value === null ? [] : [fc.constantFrom(value - 1, value + 1, value * 10, Math.ceil(value / 2))]),
    )
  if (typeof value === 'string') return fc.constantFrom(...words)
  if (typeof value === 'boolean') return fc.constant(!value)
  return fc.constant(value)
}

const anyQuorum = fc.record({
  kind: fc.constantFrom('any', 'number', 'all'),
  members: fc.integer({ min: 1, max: 4 }),
  livedExperience: fc.constantFrom(0, 0, 0, 1, 3),
})

const anyMutant = fc.constantFrom(...presets).chain(({ rules }) => {
  const places = parts.flatMap((part) => placesIn(rules[part], [part]))
  const words = [
    ...new Set(places.flatMap((path) => [inPlace(rules, path)].filter((value) => typeof value === 'string'))),
  ] as string[]
  const anyChange = fc
    .constantFrom(...places)
    .chain((path) => otherThan(inPlace(rules, path), words).map((value) => ({ path, value })))
  const uplift = anyAdjustments.map((value) => ({ path: ['adjustments'] as Path, value: value as unknown }))
  const quorum = fc
    .tuple(fc.nat(rules.tiers.length - 1), anyQuorum)
    .map(([index, value]) => ({ path: ['tiers', index, 'quorum'] as Path, value: value as unknown }))
  const anyOf = fc.oneof({ weight: 4, arbitrary: anyChange }, uplift, quorum)
  return fc.array(anyOf, { minLength: 1, maxLength: 3 }).map((changes) => {
    const mutant = structuredClone(rules) as unknown
    for (const { path, value } of changes) {
      const parent = inPlaceOrNothing(mutant, path.slice(0, -1))
      if (typeof parent === 'object' && parent !== null)
        (parent as Record<string, unknown>)[String(path.at(-1))] = structuredClone(value)
    }
    return mutant
  })
})
function inPlaceOrNothing(rules: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? (part as never)[name] : undefined),
    rules,
  )
}

/** The rules, or the names of what is wrong with them. Anything else that is thrown fails the test. */
function accepted(mutant: unknown): SchemeRules | string[] {
  try {
    return checkRules(structuredClone(mutant))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return (error.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)
  }
}

const worst = { typicalDay: 4, worstDay: 4, worstDaysPerMonth: 30, withoutCurrentSupport: 4 }
const everyDomain = defaultInstrument.domains.map(({ key, title }) => ({ key, title, ...worst }))
const layer = {
  socialCare: { reference: 'SC-1', amountPence: 1 },
  gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-11-02' },
}

/** The most that the method can give; where there is no most, one unit of the dearest service, or the least that anybody is given. */
function asksForMost({ budget, prices }: SchemeRules): [BudgetInputs, BudgetFacts] {
  const none = { ratings: [], keptServices: [] }
  const dearest = prices.filter((price) => price.purchasable).sort((a, b) => b.unitPence - a.unitPence)[0]
  const least = [{ service: dearest?.code ?? '', units: 1 }]
  switch (budget.method) {
    case 'one-off':
      return [{ method: 'one-off', items: [{ key: 'all', title: 'All', amountPence: budget.ceilingPence }] }, none]
    case 'points':
      return [{ method: 'points' }, { ratings: everyDomain, keptServices: [] }]
    case 'required-services':
      return [{ method: 'required-services', services: least }, none]
    case 'historic-cost':
      return [
        { method: 'historic-cost', until: '2026-10-31', contacts: least },
        { ...none, keptServices: [least[0]?.service ?? ''] },
      ]
  }
}
function mostOf(rules: SchemeRules): number {
  const [inputs, facts] = asksForMost(rules)
  const result = calculateBudget(rules, { ...inputs, ...layer }, facts)
  if (isRefusal(result)) throw new Error(`accepted, and refuses the most it offers: ${result.code} ${result.detail}`)
  // What the council gives already is no part of what the scheme gives.
  return result.amountPence - (rules.split.kind === 'layered' ? layer.socialCare.amountPence : 0)
}

/** Everybody who can sit at a tier votes: the one care coordinator, and as many of each role as are asked for. */
function everybodyVotes({ heldBy, quorum }: TierRules): Vote[] {
  return heldBy.flatMap((tierRole) =>
    Array.from({ length: tierRole === 'care-coordinator' ? 1 : (quorum?.members ?? 1) }, () => ({
      agrees: true,
      exceptLines: [],
      livedExperience: tierRole === 'lived-experience-member',
      tierRole,
    })),
  )
}

const seen = { refused: 0, accepted: 0 }
t.test(
  'any change of a scheme of the seeds is refused by name, or everything that the scheme can give is decided by somebody',
  async (t) => {
    fc.assert(
      fc.property(
        anyMutant,
        fc.subarray([...forcingConditions]),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (mutant, conditions, share) => {
          const rules = accepted(mutant)
          if (Array.isArray(rules)) {
            seen.refused += 1
            return rules.length > 0 && rules.every((name) => /^\/rules(\/[^ ]+)+ [a-zA-Z-]+$/.test(name))
          }
          seen.accepted += 1
          const most = mostOf(rules)
          return [1, Math.max(1, Math.round(most * share)), most].every(
            (total) => decidedBySomebody(rules, total, []) && decidedBySomebody(rules, total, conditions),
          )
        },
      ),
      { numRuns: 1_000 },
    )
    t.comment(JSON.stringify(seen))
    t.ok(seen.refused > 100 && seen.accepted > 100, 'both are tried')
  },
)

function decidedBySomebody(rules: SchemeRules, total: number, conditions: readonly ForcingCondition[]): boolean {
  const route = lowestCompetent(rules, total, new Map(), conditions)
  if (isRefusal(route)) return false
  const tier = rules.tiers.find((known) => known.tier === route.tier)
  return tier !== undefined && tier.heldBy.length > 0 && tally(tier, everybodyVotes(tier)).quorate
}

t.test(
  'a change that the shape lets in and policy does not is a fault of policy, under the same pointers',
  async (t) => {
    const [first] = presets
    const rules = structuredClone(first?.rules) as SchemeRules
    rules.tiers = rules.tiers.map((tier) => ({ ...tier, limitPence: null }))
    t.throws(() => checkRules(rules), { code: 'policy-invalid' })
    t.match(accepted(rules), [/^\/rules\/tiers tier-missing$/, /^\/rules\/forced\/0\/tier tier-may-not-decide$/])
  },
)
