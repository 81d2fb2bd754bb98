import { type Static, Type } from '@sinclair/typebox'
import { key, nullable, PenceSchema, ref, thing, words } from '../../shared/schema.ts'
import { Funder } from '../budgets/budget-rules.ts'

const source = words(300, 'Where it comes from.', 'Set by the scheme: no source says it')
const share = (description: string, minimum: number) =>
  Type.Integer({ minimum, maximum: 10_000, description, examples: [1_000] })

const MoveRules = thing('MoveRules', 'How much moves between the lines of a plan without a new sign-off.', {
  ofLineBasisPoints: share(
    'The most of what was agreed for a line that others may have of it, in hundredths of a percent.',
    1,
  ),
  ofPlanBasisPoints: share(
    'The most of what was agreed for all lines that may have moved, in hundredths of a percent.',
    1,
  ),
  source,
})
const RingFence = thing('RingFence', 'Money that is given for one thing only.', {
  category: key('The category of what it is given for.', 'respite'),
  because: words(300, 'Why, for the person to read.', 'It is given for respite, and pays for nothing else.'),
  source,
})
const CarryOver = thing('CarryOver', 'What a funder leaves of its part at the end of a period.', {
  funder: ref(Funder),
  basisPoints: share(
    'The most of what it gave for a line that is carried over, in hundredths of a percent; 0: nothing is.',
    0,
  ),
  mostPence: nullable(ref(PenceSchema), {
    description: 'The most that it leaves of a line in pence; null: the share alone counts.',
    examples: [null],
  }),
})
const PeriodEndRules = thing('PeriodEndRules', 'What becomes of what is not spent when the period of a plan is over.', {
  carryOver: Type.Array(ref(CarryOver), {
    description: 'What each funder leaves. Of a funder that is not named nothing is carried over.',
    maxItems: 3,
  }),
  source,
})
export const MoneyRules = thing(
  'MoneyRules',
  'What can be done with the money of a plan without a new sign-off, and what becomes of it at the end of its period.',
  {
    moves: nullable(ref(MoveRules), {
      description: 'Null: money moves between lines by a changed plan alone.',
      examples: [null],
    }),
    ringFenced: Type.Array(ref(RingFence), {
      description: 'The categories whose money pays for nothing else. All other money of a plan is flexible.',
      maxItems: 20,
    }),
    periodEnd: nullable(ref(PeriodEndRules), {
      description: 'Null: nothing is done when a period is over, and what is there stays as it is.',
      examples: [null],
    }),
  },
)
export type MoneyRules = Static<typeof MoneyRules>
export const moneyRuleSchemas = [MoneyRules]
