import { type Static, Type } from '@sinclair/typebox'
import { id, instant, key, nullable, oneOf, PositivePence, pageOf, pence, ref, thing, words } from '../shared/schema.ts'

export const BudgetInputs = thing(
  'BudgetInputs',
  "What a budget is worked out from, by the method of the case's scheme.",
  {
    method: oneOf(['one-off'], { description: 'The budget method.', examples: ['one-off'] }),
    items: Type.Array(
      Type.Object(
        {
          key: key('A key for the item.', 'drum-kit'),
          title: words(200, 'What the person wishes for.', 'A drum kit, for co-ordination'),
          amountPence: ref(PositivePence),
        },
        { additionalProperties: false, description: 'One item of the wish.' },
      ),
      { description: 'The wish, item by item.', minItems: 1, maxItems: 50 },
    ),
  },
)

export const CalculationStep = thing(
  'CalculationStep',
  'One step of a calculation. The steps add up to the amount to the penny.',
  {
    rule: Type.String({ description: 'The rule that was applied.', examples: ['one-off-item'] }),
    citation: Type.String({ description: 'Where the rule comes from.', examples: ['S2'] }),
    inputs: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What the step used.',
      examples: [{ item: 'drum-kit' }],
    }),
    operation: oneOf(['add', 'check'], { description: 'What the step did.', examples: ['add'] }),
    amountPence: Type.Integer({ description: 'What the step added, in whole pence.', examples: [40000] }),
    sentence: Type.String({
      description: 'The step in plain English.',
      examples: ['You asked for “A drum kit”, which costs £400.00.'],
    }),
  },
)

const calculated = {
  method: oneOf(['one-off'], { description: 'The budget method.', examples: ['one-off'] }),
  schemeVersion: Type.Integer({ minimum: 1, description: 'The version of the rules.', examples: [1] }),
  inputs: ref(BudgetInputs),
  steps: Type.Array(ref(CalculationStep), { description: 'How the amount came about, in order.', maxItems: 500 }),
  amountPence: pence(),
  contentHash: Type.String({
    description:
      'SHA-256 of method, rules version, inputs, steps and amount in canonical JSON (RFC 8785): a re-run gives the same.',
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
  how: oneOf(['in-person', 'by-post', 'by-phone', 'online'], { description: 'How.', examples: ['in-person'] }),
})
export const IndicativeBudget = thing('IndicativeBudget', 'The amount that planning starts from.', {
  id: id(),
  caseId: id(),
  budgetCalculationId: id(),
  amountPence: pence(),
  adoptedAt: instant(),
  disclosedAt: nullable(instant(), {
    description: 'When the person was told; null until then. Planning opens with it.',
    examples: [null],
  }),
  disclosedHow: nullable(oneOf(['in-person', 'by-post', 'by-phone', 'online']), {
    description: 'How the person was told.',
    examples: [null],
  }),
})

export type BudgetPreview = Static<typeof BudgetPreview>
export type BudgetCalculation = Static<typeof BudgetCalculation>
export type IndicativeBudget = Static<typeof IndicativeBudget>
export const budgetSchemas = [
  BudgetInputs,
  CalculationStep,
  BudgetPreview,
  BudgetCalculation,
  BudgetCalculationPage,
  IndicativeBudgetAdoption,
  Disclosure,
  IndicativeBudget,
]
