import fc from 'fast-check'
import t from 'tap'
import { checkPlan } from '../../../src/rules/planning/plan-checks.ts'
import { type Circumstances, conditionsOf } from '../../../src/rules/sign-off/conditions.ts'
import { aCrisisContingency, aPlan, aPlanLine } from '../../support/pathway-builders.ts'
import { aScheme, merseyside } from '../scheme/a-scheme.ts'

const plain: Circumstances = { budgetPence: 40_000, conflictDeclared: false, reductions: [] }
const period = { from: '2026-11-24', until: '2027-11-23' }
const withGap = aCrisisContingency({ cover: [], gapsAccepted: 'I know, and I agree.' })

t.test('a plan within its budget, with its week covered and usual lines, meets no condition', async (t) => {
  t.same(conditionsOf(merseyside, aPlan(), plain), [])
})

t.test('each condition is met by what it is about, and by that alone', async (t) => {
  t.same(conditionsOf(merseyside, aPlan(undefined, { crisisContingency: withGap }), plain), ['crisis-gaps-accepted'])
  t.same(conditionsOf(merseyside, aPlan(), { ...plain, conflictDeclared: true }), ['conflict-of-interest'])
  t.same(conditionsOf(merseyside, aPlan(), { ...plain, budgetPence: 39_999 }), ['over-indicative-budget'])
  const reductions = [{ line: 'sitter', title: 'A sitter', what: 'gone', from: 100, to: null }] as const
  t.same(conditionsOf(merseyside, aPlan(), { ...plain, reductions }), ['preventive-reduction'])
  t.same(conditionsOf(aScheme({ catalogue: ['home'] }), aPlan(), plain), ['off-catalogue'])
})

t.test('the budget is inclusive, and a scheme without a catalogue finds nothing unusual', async (t) => {
  t.same(conditionsOf(merseyside, aPlan(), { ...plain, budgetPence: 40_000 }), [])
  t.same(conditionsOf(merseyside, aPlan(), { ...plain, budgetPence: undefined }), [])
  t.same(conditionsOf(aScheme({ catalogue: null }), aPlan(), plain), [])
  t.same(conditionsOf(aScheme({ catalogue: ['equipment'] }), aPlan(), plain), [])
})

t.test('a plan over the indicative budget is refused, unless the scheme says which tier may agree to it', async (t) => {
  const over = (rules = merseyside) =>
    checkPlan(aPlan(), rules, { leftPence: 39_999, reservePence: 0, period }).map(({ code }) => code)
  t.same(over(), ['budget-exceeded'])
  t.same(
    over(aScheme({ forced: [{ condition: 'over-indicative-budget', tier: 'mdt-meeting', source: 'a test' }] })),
    [],
  )
  t.same(over(aScheme({ forced: [{ condition: 'off-catalogue', tier: 'mdt-meeting', source: 'a test' }] })), [
    'budget-exceeded',
  ])
})

t.test(
  'for any plan: a penny more of budget never adds a condition, and a penny of cost never takes one away',
  async () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (cost, budgetPence) => {
        const of = (amountPence: number, budget: number) =>
          conditionsOf(merseyside, aPlan(undefined, { lines: [aPlanLine({ amountPence })] }), {
            ...plain,
            budgetPence: budget,
          })
        const here = of(cost, budgetPence)
        return (
          of(cost, budgetPence + 1).every((condition) => here.includes(condition)) &&
          here.every((condition) => of(cost + 1, budgetPence).includes(condition))
        )
      }),
    )
  },
)
