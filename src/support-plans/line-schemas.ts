import { Type } from '@sinclair/typebox'
import { Period } from '../rules/budgets/period.ts'
import { Element } from '../rules/planning/elements.ts'
import { LineSchedule } from '../rules/planning/line-schedule.ts'
import { namedSupportFields } from '../rules/planning/named-support.ts'
import { CategoryGroup } from '../rules/scheme/categories.ts'
import { CaseRole, Deployment } from '../rules/scheme/scheme-rules.ts'
import {
  called,
  DateSchema,
  id,
  key,
  nullable,
  oneOf,
  PenceSchema,
  PositivePence,
  pence,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

export const PaymentInstrument = oneOf(['bank-account', 'pre-paid-card', 'broker-held-card', 'invoice'], {
  $id: 'PaymentInstrument',
  description: 'How it is paid.',
})
/** What a line says of itself, whoever wrote it: all but what it comes to. */
const lineContent = {
  key: key('A key for the line.', 'drum-kit'),
  title: words(200, 'What is bought.', 'A drum kit, for co-ordination'),
  category: key('A category of the scheme; some are excluded.', 'equipment'),
  schedule: Type.Optional(
    nullable(ref(LineSchedule), {
      description: 'How much, how often and when. Null or left out: bought once, for the amount of the line.',
      examples: [null],
    }),
  ),
  element: Type.Optional(
    nullable(ref(Element), {
      description: 'Needed where the scheme adds a health element to a social-care budget; null or left out elsewhere.',
      examples: [null],
    }),
  ),
  ownPence: Type.Optional(
    ref(PenceSchema, {
      description:
        'What the person pays of it with their own money, in whole pence; left out: nothing. The NHS pays for support over time as a whole, and so does a scheme of aftercare: a plan in which they add to a line with a schedule is not ready there. A line without a schedule counts as bought once.',
    }),
  ),
  needs: Type.Optional(
    Type.Array(key('A domain of the assessment.', 'sleep'), {
      description: 'The assessed needs that it meets, by the domains of the assessment.',
      maxItems: 20,
      uniqueItems: true,
    }),
  ),
  provider: Type.Optional(
    nullable(called(200, 'Who provides it, or is paid for it.', 'Riverside Drum School'), {
      description: 'Null or left out: not chosen yet.',
      examples: [null],
    }),
  ),
  fallbackLine: Type.Optional(
    nullable(key('Another line of the plan.', 'night-on-call'), {
      description:
        'The line that the person falls back on where who gives this one stops; null or left out: none is named.',
      examples: [null],
    }),
  ),
  checkedBy: Type.Optional(
    nullable(ref(CaseRole), {
      description: 'Who checks that it is given and does what it is for. What is bought more than once needs somebody.',
      examples: ['care-coordinator'],
    }),
  ),
  risk: Type.Optional(
    nullable(
      words(
        1000,
        'What can go wrong, and what is done about it.',
        'If I am too tired to go, the hour is kept for the week after.',
      ),
      {
        description: 'Null or left out: nothing that needs saying.',
        examples: [null],
      },
    ),
  ),
  ...namedSupportFields,
  outcomes: Type.Array(key('The key of an outcome.', 'sleep'), {
    description: 'The outcomes it serves, at least one.',
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
  }),
  deployment: ref(Deployment, { description: 'How the money is held.' }),
  instrument: ref(PaymentInstrument, { description: 'How it is paid.' }),
  holderId: nullable(id(), {
    description: 'The organisation that holds the money for the person; null where none does.',
    examples: [null],
  }),
  preventive: Type.Boolean({
    description: 'Whether the line holds a need back, so that needs look lower while it is in place.',
    examples: [false],
  }),
  holdsBack: nullable(words(500, 'The need that it holds back.', 'Nights in crisis'), {
    description: 'Null where the line is not preventive.',
    examples: [null],
  }),
}
export const PlanLine = thing(
  'PlanLine',
  'What is bought, and for which outcomes. Odd purchases are fine when the outcome is said.',
  { amountPence: ref(PositivePence, { description: 'What the budget pays for it, in whole pence.' }), ...lineContent },
)
export const PlanLineInput = thing('PlanLineInput', 'A line as it is sent.', {
  amountPence: Type.Optional(
    ref(PositivePence, {
      description:
        'What the budget pays for it, in whole pence. Left out where there is a schedule: it is what the schedule comes to, less the person’s own money.',
    }),
  ),
  ...lineContent,
})

export const PlanCostsQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({
        format: 'date',
        pattern: DateSchema.pattern ?? '',
        maxLength: 10,
        description: 'The first day; left out: the first day of the plan.',
        examples: ['2026-12-01'],
      }),
    ),
    until: Type.Optional(
      Type.String({
        format: 'date',
        pattern: DateSchema.pattern ?? '',
        maxLength: 10,
        description: 'The last day; left out: the last day of the plan.',
        examples: ['2026-12-31'],
      }),
    ),
  },
  { additionalProperties: false },
)
export const PlanCosts = thing('PlanCosts', 'What a plan takes of the budget on the days of a period.', {
  period: ref(Period),
  lines: Type.Array(
    ref(
      thing('PlanLineCost', 'What a line takes of the budget in the period.', {
        line: key('The key of the line.', 'drum-kit'),
        category: key('Its category.', 'equipment'),
        amountPence: pence(),
      }),
    ),
    {
      description:
        'Each line of the plan. What has no schedule is bought on the first day of the plan. Periods that follow one another add up to the amount of the line.',
      maxItems: 50,
    },
  ),
  categories: Type.Array(
    ref(
      thing('CategoryCost', 'What a category takes of the budget in the period.', {
        category: key('The category.', 'equipment'),
        name: called(100, 'Its name in the scheme, in plain words.', 'Equipment and materials'),
        group: ref(CategoryGroup, { description: 'Its group in reports.' }),
        amountPence: pence(),
      }),
    ),
    { description: 'The lines by their category, in the order of the plan.', maxItems: 50 },
  ),
  groups: Type.Array(
    ref(
      thing('CategoryGroupCost', 'What a group of categories takes of the budget in the period.', {
        group: ref(CategoryGroup, { description: 'The group.' }),
        name: called(100, 'Its name, in plain words.', 'Interests, holidays and company'),
        amountPence: pence(),
      }),
    ),
    { description: 'The categories by their group, which is the same in every scheme.', maxItems: 20 },
  ),
  totalPence: pence(),
})

export const planLineSchemas = [LineSchedule, PlanLine, PlanLineInput, PlanCosts]
