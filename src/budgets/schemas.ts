import { type Static, Type } from '@sinclair/typebox'
import { BudgetMethod, Funder } from '../rules/budgets/budget-rules.ts'
import { Period } from '../rules/budgets/period.ts'
import { WayOfSaying } from '../rules/people/recording.ts'
import { EntryStatus } from '../rules/scheme/eligibility.ts'
import { id, instant, key, nullable, oneOf, pageOf, pence, ref, thing } from '../shared/schema.ts'
import { BudgetInputs, budgetInputSchemas } from './input-schemas.ts'

const rating = (description: string) => Type.Integer({ minimum: 0, maximum: 4, description, examples: [2] })
export const BudgetFacts = thing(
  'BudgetFacts',
  'What the case said when it was worked out, kept so that it can be run again.',
  {
    ratings: Type.Array(
      ref(
        thing('RatedDomain', 'How a domain was rated.', {
          key: key('The domain of life.', 'sleep'),
          title: Type.String({ description: 'Its title.', examples: ['Sleep and energy'] }),
          typicalDay: rating('On a typical day.'),
          worstDay: rating('On a worst day.'),
          worstDaysPerMonth: Type.Integer({
            minimum: 0,
            maximum: 30,
            description: 'Worst days in a month.',
            examples: [6],
          }),
          withoutCurrentSupport: rating('Without the support now in place.'),
        }),
      ),
      {
        description:
          'The ratings; empty where the method does not look at them, and to those who may not see the assessment.',
        maxItems: 50,
      },
    ),
    keptServices: Type.Array(Type.String({ description: 'A code of the price list.', examples: ['crisis-contact'] }), {
      description: 'The services that the person keeps; empty to those who may not see them.',
      maxItems: 100,
    }),
    entryStatus: Type.Optional(
      ref(EntryStatus, { description: 'How the person came into the case; left out where it was not asked.' }),
    ),
  },
)

export const CalculationStep = thing(
  'CalculationStep',
  'One step of a calculation. The steps add up to the amount to the penny.',
  {
    rule: Type.String({ description: 'The rule that was applied.', examples: ['one-off-item'] }),
    citation: Type.String({ description: 'Where the rule comes from.', examples: ['Mind, 2013'] }),
    inputs: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What the step used.',
      examples: [{ item: 'drum-kit' }],
    }),
    operation: ref(
      oneOf(['add', 'adjust', 'check', 'set-aside', 'share'], {
        $id: 'StepOperation',
        description: 'What the step did.',
      }),
    ),
    amountPence: Type.Integer({
      format: 'int64',
      description: 'What the step added, in whole pence; below 0 where it took away.',
      examples: [40000],
    }),
    sentence: Type.String({
      description: 'The step in plain English, as it was told. It is no part of the hash.',
      examples: ['You asked for “A drum kit”, which costs £400.00.'],
    }),
  },
)

const shares = Type.Array(
  ref(thing('FunderPart', 'The part of one funder.', { funder: ref(Funder), amountPence: pence() })),
  { description: 'Who pays which part; together the amount to the penny.', maxItems: 5 },
)
const calculated = {
  method: ref(BudgetMethod, { description: 'The budget method.' }),
  schemeVersion: Type.Integer({ minimum: 1, description: 'The version of the rules.', examples: [1] }),
  inputs: ref(BudgetInputs),
  facts: ref(BudgetFacts),
  steps: Type.Array(ref(CalculationStep), { description: 'How the amount came about, in order.', maxItems: 500 }),
  amountPence: pence(),
  costOfUsePence: nullable(pence(), {
    description:
      'What the services used have cost, where the method looks at that. Never the same figure as the amount: not all of it can be bought.',
    examples: [null],
  }),
  reservePence: pence(),
  shares,
  contentHash: Type.String({
    description:
      'SHA-256 of all of the above, without the sentences of the steps, in canonical JSON (RFC 8785): a re-run under the same version gives the same.',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
}

export const BudgetPreview = thing('BudgetPreview', 'A calculation that is stored nowhere.', calculated)
export const BudgetCalculation = thing('BudgetCalculation', 'A calculation, kept for ever as it was made.', {
  id: id(),
  caseId: id(),
  ...calculated,
  calculatedAt: instant(),
})
export const BudgetCalculationPage = pageOf(BudgetCalculation)

export const IndicativeBudgetAdoption = thing(
  'IndicativeBudgetAdoption',
  'Which calculation becomes the indicative budget.',
  {
    budgetCalculationId: id(),
  },
)
export const Disclosure = thing('Disclosure', 'How the person was told the amount and how it was worked out.', {
  how: ref(WayOfSaying, { description: 'How.' }),
})
export const IndicativeBudget = thing('IndicativeBudget', 'The amount that planning starts from.', {
  id: id(),
  caseId: id(),
  budgetCalculationId: id(),
  amountPence: pence(),
  reservePence: pence(),
  shares,
  period: ref(Period, { description: 'What it is for: all that is agreed and spent in it counts together.' }),
  adoptedAt: instant(),
  disclosedAt: nullable(instant(), {
    description: 'When the person was told; null until then. Planning opens with it.',
    examples: [null],
  }),
  disclosedHow: nullable(ref(WayOfSaying), {
    description: 'How the person was told.',
    examples: [null],
  }),
})

export type BudgetPreview = Static<typeof BudgetPreview>
export type BudgetCalculation = Static<typeof BudgetCalculation>
export type IndicativeBudget = Static<typeof IndicativeBudget>
export const budgetSchemas = [
  ...budgetInputSchemas,
  BudgetFacts,
  CalculationStep,
  BudgetPreview,
  BudgetCalculation,
  BudgetCalculationPage,
  IndicativeBudgetAdoption,
  Disclosure,
  Period,
  IndicativeBudget,
]
