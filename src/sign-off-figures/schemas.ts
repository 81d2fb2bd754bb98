import { type Static, Type } from '@sinclair/typebox'
import { escalationReasons } from '../rules/sign-off/sign-off.ts'
import { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, nullable, oneOf, ref, thing } from '../shared/schema.ts'

const count = (description: string, example: number) => Type.Integer({ minimum: 0, description, examples: [example] })

const day = (description: string, example: string) =>
  Type.String({ format: 'date', maxLength: 10, description, examples: [example] })

export const FiguresQuery = Type.Object(
  {
    schemeId: Type.Optional(
      Type.String({
        format: 'uuid',
        maxLength: 36,
        description: 'The scheme; left out: all of them together.',
        examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
      }),
    ),
    from: Type.Optional(day('The first day; left out: a year before the last.', '2026-01-01')),
    until: Type.Optional(day('The last day, included; left out: today.', '2026-11-24')),
  },
  { additionalProperties: false },
)

export const TierFigures = thing('TierFigures', 'What became of the plans at one tier.', {
  tier: ref(Tier, { description: 'The tier.' }),
  decisions: count('Decisions that were made here.', 12),
  agreed: count('Of these, agreed.', 9),
  agreedInPart: count('Of these, agreed in part.', 1),
  returned: count('Of these, returned.', 1),
  refused: count('Of these, refused.', 1),
  medianWorkingDays: nullable(Type.Number({ minimum: 0 }), {
    description:
      'Half of the plans that were decided on and came by here left within so many working days; null where none came by.',
    examples: [2.5],
  }),
})

export const SignOffFigures = thing(
  'SignOffFigures',
  'How plans are decided on: by which tier, how fast, and how many go to a panel.',
  {
    schemeId: nullable(id(), { description: 'The scheme; null for all of them together.', examples: [null] }),
    from: date(),
    until: date(),
    decisions: count('Decisions on plans in the period.', 40),
    wentToPanel: count('Of these, on plans that had come to a panel.', 3),
    panelShare: nullable(Type.Number({ minimum: 0, maximum: 1 }), {
      description: 'The share that went to a panel, 0 to 1; null where nothing was decided.',
      examples: [0.075],
    }),
    tiers: Type.Array(ref(TierFigures), { description: 'Each tier where a plan came by, lowest first.', maxItems: 6 }),
    escalations: Type.Array(
      ref(
        thing('EscalationCount', 'The plans that were escalated for one reason.', {
          because: ref(oneOf(escalationReasons, { $id: 'EscalationReason', description: 'Why.' })),
          plans: count('The plans that were escalated for it, each counted once.', 4),
        }),
      ),
      { description: 'How many plans were escalated in the period, by reason, decided on or not.', maxItems: 3 },
    ),
  },
)
export type SignOffFigures = Static<typeof SignOffFigures>
export const signOffFigureSchemas = [TierFigures, SignOffFigures]
