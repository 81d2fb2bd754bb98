import fc from 'fast-check'
import t from 'tap'
import { reserved, uplifted } from '../../../src/rules/budgets/adjustments.ts'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { aScheme } from '../scheme/a-scheme.ts'
import { anyAdjustments, anyCrisis, noAdjustments, putAside, sumOf, worked } from './a-budget.ts'

/** What the two give, where nobody else pays a part. */
function adjusted(rules: SchemeRules, methodPence: number) {
  const { steps, amountPence } = uplifted(rules, methodPence)
  const reserve = reserved(rules, amountPence)
  return { steps: [...steps, ...reserve.steps], amountPence, reservePence: reserve.reservePence }
}
const scheme = (more: Partial<SchemeRules['adjustments']>, reserveBasisPoints = 0) =>
  aScheme({ adjustments: { ...noAdjustments, ...more }, crisis: putAside(reserveBasisPoints) })

t.test('uplift and reserve, to the penny, a half up; the reserve is of the whole with its uplift', async (t) => {
  for (const [amount, upliftBasisPoints, reserveBasisPoints, whole, reserve] of [
    [0, 5_000, 5_000, 0, 0],
    [1, 0, 0, 1, 0],
    [1, 4_999, 0, 1, 0],
    [1, 5_000, 0, 2, 0],
    [1, 0, 5_000, 1, 1],
    [100, 250, 0, 103, 0],
    [99, 250, 0, 101, 0],
    [626_200, 200, 0, 638_724, 0],
    [100_000, 1_000, 1_000, 110_000, 11_000],
    [99_999_999, 1, 1, 100_009_999, 10_001],
  ] as const) {
    const result = adjusted(scheme({ upliftBasisPoints }, reserveBasisPoints), amount)
    t.match(
      result,
      { amountPence: whole, reservePence: reserve },
      `${amount} ${upliftBasisPoints} ${reserveBasisPoints}`,
    )
  }
})

t.test('each is a step of its own, with its source; where there is none there is no step', async (t) => {
  t.same(adjusted(scheme({}), 100_000).steps, [])
  const upliftSource = 'NHS cost uplift factor'
  const rules = scheme({ upliftBasisPoints: 250, upliftSource }, 1_000)
  const items = [{ key: 'drums', title: 'Drums', amountPence: 100_000 }]
  t.same(worked(rules, { method: 'one-off', items }).steps.slice(2), [
    {
      rule: 'local-uplift',
      citation: upliftSource,
      inputs: { upliftBasisPoints: 250 },
      operation: 'adjust',
      amountPence: 2_500,
      sentence: 'The scheme adds 2.5 % for prices that have risen, which is £25.00. That makes £1,025.00.',
    },
    {
      rule: 'contingency-reserve',
      citation: 'a reserve',
      inputs: { reserveBasisPoints: 1_000, reservePence: 10_250 },
      operation: 'set-aside',
      amountPence: 0,
      sentence:
        'Of £1,025.00, 10 %, which is £102.50, is kept for you for a crisis. In total that leaves £922.50 for your plan.',
    },
  ])
})

t.test(
  'for any amount: uplift adds and never takes, a reserve takes nothing from the amount and is a part of it',
  async () => {
    fc.assert(
      fc.property(anyAdjustments, anyCrisis, fc.nat(99_999_999), (adjustments, crisis, amount) => {
        const { steps, amountPence, reservePence } = adjusted(aScheme({ adjustments, crisis }), amount)
        return (
          amountPence === amount + sumOf(steps) &&
          amountPence >= amount &&
          reservePence >= 0 &&
          reservePence <= amountPence &&
          adjusted(aScheme({ adjustments, crisis }), amount + 1).amountPence >= amountPence
        )
      }),
    )
  },
)
