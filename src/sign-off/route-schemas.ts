import { type Static, Type } from '@sinclair/typebox'
import { reductionKinds } from '../rules/planning/preventive.ts'
import { CaseRole, Tier } from '../rules/scheme/scheme-rules.ts'
import { ForcingCondition } from '../rules/sign-off/sign-off-rules.ts'
import { instant, nullable, oneOf, PositivePence, pence, ref, thing } from '../shared/schema.ts'

export const SignOffRoute = thing('SignOffRoute', 'Who must sign, who decides and why, and the way so far.', {
  signatures: Type.Array(
    ref(
      thing('NeededSignature', 'A signature that is needed.', {
        caseRole: ref(CaseRole, { description: 'Who must sign.' }),
        signedAt: nullable(instant(), {
          description: 'When they signed the present version; null while it is awaited.',
          examples: [null],
        }),
        name: nullable(Type.String(), { description: 'Who signed.', examples: [null] }),
      }),
    ),
    { description: 'The signatures that are needed.', maxItems: 10 },
  ),
  tiers: Type.Array(
    ref(
      thing('TierOnRoute', 'A tier of the sign-off policy.', {
        tier: ref(Tier, { description: 'The tier.' }),
        limitPence: nullable(ref(PositivePence), {
          description: 'Up to and including this amount it may decide; null: it may not.',
          examples: [40000],
        }),
        withinLimit: Type.Boolean({ description: 'Whether the plan lies within the limit.', examples: [true] }),
      }),
    ),
    { description: 'The tiers, lowest first.', maxItems: 10 },
  ),
  countedPence: {
    ...pence(),
    description:
      'What the plan counts as towards each limit: what it comes to, and what was spent on the person’s other plans in the period.',
  },
  decides: nullable(ref(Tier), {
    description: 'The tier that decides, or would if the plan were signed as it is; null where none may.',
    examples: ['team-manager'],
  }),
  sentence: Type.String({
    description: 'Why, in plain English.',
    examples: [
      '£400.01 is over the care coordinator’s limit of £400.00. It is within the team manager’s limit of £1,000.00, so the team manager decides.',
    ],
  }),
  forced: Type.Array(
    ref(
      thing('ForcedOnRoute', 'What forces the plan to a tier, whatever its amount.', {
        condition: ref(ForcingCondition, { description: 'What the plan meets.' }),
        tier: ref(Tier, { description: 'The lowest tier that may then decide.' }),
        sentence: Type.String({
          description: 'Why, in plain English.',
          examples: ['The plan buys something that is unusual in the scheme, so at least the team manager decides.'],
        }),
      }),
    ),
    { description: 'What forces a tier, the lowest first; empty where nothing does.', maxItems: 20 },
  ),
  reductions: Type.Array(
    ref(
      thing(
        'ReducedLine',
        'What the plan takes away of what the person has, and they have not said that they want less of.',
        {
          line: Type.String({ description: 'The key of the line in force.', examples: ['night-worker'] }),
          title: Type.String({ description: 'What it buys.', examples: ['A night worker'] }),
          what: Type.Array(ref(oneOf(reductionKinds, { $id: 'ReductionKind', description: 'What would be less.' })), {
            description: 'What would be less.',
            maxItems: 10,
          }),
          sentence: Type.String({
            description: 'The same in plain English.',
            examples: ['You would not have it any more.'],
          }),
          guarded: Type.Boolean({
            description: 'Whether it holds a need back, or the person relies on it: then it needs evidence.',
            examples: [true],
          }),
        },
      ),
    ),
    { description: 'Empty where nothing of that is taken away.', maxItems: 50 },
  ),
  arrivals: Type.Array(
    ref(
      thing('ArrivalAtTier', 'An arrival at a tier.', {
        tier: ref(Tier, { description: 'Where the plan went.' }),
        because: Type.String({ description: 'Why, as a code.', examples: ['not-comfortable'] }),
        sentence: Type.String({
          description: 'Why, in plain English.',
          examples: ['The care coordinator was not comfortable to decide, so the team manager decides.'],
        }),
        arrivedAt: instant(),
      }),
    ),
    { description: 'The way of the present version so far, oldest first.', maxItems: 20 },
  ),
  votes: nullable(
    ref(
      thing('VoteCount', 'How the meeting or panel stands.', {
        agreeing: Type.Integer({ minimum: 0, description: 'Votes for.', examples: [2] }),
        inPart: Type.Integer({ minimum: 0, description: 'Votes for a part of it.', examples: [0] }),
        against: Type.Integer({ minimum: 0, description: 'Votes against.', examples: [1] }),
        livedExperience: Type.Integer({
          minimum: 0,
          description: 'Votes of members with lived experience.',
          examples: [1],
        }),
        quorate: Type.Boolean({ description: 'Whether that is a quorum.', examples: [true] }),
        unanimous: Type.Boolean({ description: 'Whether everybody must agree.', examples: [false] }),
      }),
    ),
    { description: 'Null where one person decides.', examples: [null] },
  ),
})
export type SignOffRoute = Static<typeof SignOffRoute>
