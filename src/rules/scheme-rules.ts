import { type Static, Type } from '@sinclair/typebox'
import { nullable, oneOf, PositivePence, ref, thing, words } from '../shared/schema.ts'

/** Who can stand on a case. A signature is given in a capacity. */
export const capacities = ['person', 'representative', 'advocate', 'care-coordinator', 'broker'] as const
export type Capacity = (typeof capacities)[number]

/** Who decides, from the lowest competent up. */
export const tiers = ['care-coordinator', 'team-manager', 'mdt-meeting', 'risk-enablement-panel'] as const
export type Tier = (typeof tiers)[number]

const days = (description: string) => Type.Integer({ minimum: 1, maximum: 365, description, examples: [10] })

export const TierRules = thing('TierRules', 'One tier of the sign-off policy.', {
  tier: oneOf(tiers, { description: 'The tier.', examples: ['care-coordinator'] }),
  limitPence: nullable(ref(PositivePence), {
    description:
      'Up to and including this amount the tier may decide. Null: the tier may not decide at all, since no limit is not infinite.',
    examples: [40000],
  }),
  workingDays: days('How many working days a plan may wait here.'),
  quorum: nullable(
    Type.Object(
      {
        members: Type.Integer({ minimum: 1, maximum: 30, description: 'Members who vote.', examples: [3] }),
        livedExperience: Type.Integer({
          minimum: 0,
          maximum: 30,
          description: 'Of these, members with lived experience.',
          examples: [1],
        }),
      },
      { additionalProperties: false, description: 'How many must vote before a meeting or a panel can decide.' },
    ),
    { description: 'Null where one person decides.', examples: [null] },
  ),
  source: words(
    300,
    'Where the limit comes from.',
    'S2: Mind, Personal health budgets: making them work in mental health (2013)',
  ),
})

export const SchemeRules = thing(
  'SchemeRules',
  "A scheme's rules, as data. A version that was published never changes.",
  {
    bases: Type.Array(
      oneOf(['local-offer', 'right-to-have'], {
        description: 'Why a budget can be offered.',
        examples: ['local-offer'],
      }),
      { description: 'The bases of the offer.', minItems: 1 },
    ),
    targetGroups: Type.Array(words(80, 'A group the offer is meant for.', 'recovery-services'), {
      description: 'Whom the local offer is meant for.',
      maxItems: 20,
    }),
    readinessQuestions: Type.Array(
      Type.Object(
        {
          key: Type.String({
            pattern: '^[a-z][a-z0-9-]{0,40}$',
            description: 'The key that an answer names.',
            examples: ['what-now'],
          }),
          question: words(
            300,
            'The question as it is put to the person.',
            'What support do you have now, and what do you want to keep?',
          ),
          required: Type.Boolean({
            description: 'Whether the expression can be sent without an answer.',
            examples: [true],
          }),
        },
        { additionalProperties: false, description: 'A question that is asked.' },
      ),
      { description: 'What a panel will ask, shown before sending.', maxItems: 20 },
    ),
    budget: Type.Object(
      {
        method: oneOf(['one-off'], { description: 'The budget method.', examples: ['one-off'] }),
        floorPence: ref(PositivePence),
        ceilingPence: ref(PositivePence),
        source: words(300, 'Where the band comes from.', 'S2'),
      },
      { additionalProperties: false, description: 'How a budget is calculated.' },
    ),
    signatures: Type.Array(oneOf(capacities, { description: 'A capacity that must sign.', examples: ['broker'] }), {
      description: 'Who must sign a plan before it is decided.',
      minItems: 1,
    }),
    tiers: Type.Array(ref(TierRules), { description: 'The tiers, lowest first.', minItems: 1 }),
    clocks: Type.Object(
      {
        expressionDecision: days('Working days to decide on an expression of interest.'),
        informationAnswer: days('Working days the person is given to answer questions.'),
      },
      { additionalProperties: false, description: 'How long each step may take.' },
    ),
    reviews: Type.Object(
      {
        firstWithinMonths: Type.Integer({
          minimum: 1,
          maximum: 3,
          description: 'The first review is due within so many months of the first payment.',
          examples: [3],
        }),
        routineEveryMonths: Type.Integer({
          minimum: 1,
          maximum: 12,
          description: 'And then at least so often.',
          examples: [12],
        }),
      },
      { additionalProperties: false, description: 'When a budget is reviewed.' },
    ),
    deployments: Type.Array(
      oneOf(['notional', 'third-party', 'direct-payment'], {
        description: 'A way to hold the money.',
        examples: ['third-party'],
      }),
      { description: 'How money can be held.', minItems: 1 },
    ),
    excluded: Type.Array(
      Type.Object(
        {
          category: Type.String({
            pattern: '^[a-z][a-z0-9-]{0,40}$',
            description: 'A category of spending.',
            examples: ['gambling'],
          }),
          sentence: words(300, 'Why it cannot be bought.', 'A budget cannot pay for gambling.'),
          signpost: words(300, 'Where to go instead.', 'GamCare gives free help: 0808 8020 133.'),
        },
        { additionalProperties: false, description: 'A category that is excluded.' },
      ),
      { description: 'What no budget of this scheme buys.', maxItems: 60 },
    ),
    reasons: Type.Array(
      Type.Object(
        {
          code: Type.String({
            pattern: '^[a-z][a-z0-9-]{0,60}$',
            description: 'The code of the reason.',
            examples: ['outcome-not-clear'],
          }),
          sentence: words(
            400,
            'The reason in plain words.',
            'It is not yet clear how this helps with what you want to change.',
          ),
        },
        { additionalProperties: false, description: 'A reason for a decision.' },
      ),
      { description: 'The reasons that a decision against the person can name.', minItems: 1, maxItems: 60 },
    ),
  },
)
export type SchemeRules = Static<typeof SchemeRules>
export type TierRules = Static<typeof TierRules>
