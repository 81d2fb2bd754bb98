import { type Static, Type } from '@sinclair/typebox'
import { SaidFor } from '../rules/people/recording.ts'
import { CrisisContingency, crisisContingencySchemas, time } from '../rules/planning/crisis-contingency.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { id, instant, nullable, ownWords, patchOf, ref, thing } from '../shared/schema.ts'

export const Cover = thing('Cover', 'The 168-hour week of a plan: gaps, and who can be called at one minute of it.', {
  gaps: Type.Array(
    ref(
      thing('CoverGap', 'A part of the week that nobody covers.', {
        day: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday, 7 is Sunday.', examples: [6] }),
        from: time('When the gap begins.', '02:00'),
        to: time('When it ends.', '06:00'),
        worstTime: Type.Boolean({ description: "Whether it touches the person's own worst times.", examples: [true] }),
      }),
    ),
    { description: 'What is not covered, from Monday on.', maxItems: 2000 },
  ),
  at: Type.String({
    format: 'date-time',
    description: 'The minute that was asked for.',
    examples: ['2026-11-24T02:00:00.000Z'],
  }),
  call: Type.Array(
    ref(
      thing('PersonToCall', 'Somebody to call.', {
        name: Type.String({ description: 'Who it is.', examples: ['Crisis line'] }),
        contact: Type.String({ description: 'How to reach it.', examples: ['111, option 2'] }),
      }),
    ),
    { description: 'Who can be called at that minute.', maxItems: 50 },
  ),
})
/** What is asked of a week. */
export const CoverQuery = Type.Object(
  {
    at: Type.Optional(
      Type.String({
        format: 'date-time',
        // A leap second is a date-time and no instant that a clock here can hold.
        pattern: '^.{17}[0-5]',
        maxLength: 35,
        description: 'The minute to ask for; left out: now.',
        examples: ['2026-11-24T02:00:00Z'],
      }),
    ),
  },
  { additionalProperties: false },
)

const { tiers: _, ifTooUnwell: __, ...own } = CrisisContingency.properties
export const CrisisContingencyPatch = patchOf(
  'CrisisContingencyPatch',
  'What to change of the crisis contingency in force (JSON Merge Patch, RFC 7396). Crisis tiers, and who takes over, are agreed with a plan.',
  own,
)
export const RecordedCrisisContingency = thing(
  'RecordedCrisisContingency',
  'What the person wants to happen in a crisis, recorded for them.',
  {
    change: ref(CrisisContingencyPatch),
    words: ownWords(4000, 'What they said, in their words.', 'My sister has moved. Ring my neighbour first.'),
    saidFor: ref(SaidFor),
  },
)
export const CrisisContingencyInForce = thing(
  'CrisisContingencyInForce',
  'What is to happen in a crisis, as it stands.',
  {
    caseId: id(),
    supportPlanId: id(),
    version: Type.Integer({
      minimum: 1,
      description: 'The text as it was agreed with the plan is 1; each change of it since is one more.',
      examples: [1],
    }),
    inForceSince: instant(),
    changedAs: nullable(ref(CaseRole), {
      description: 'In what role it was changed; null where it stands as it was agreed with the plan.',
      examples: [null],
    }),
    crisisContingency: ref(CrisisContingency),
    gaps: Cover.properties.gaps,
  },
)
export const CrisisContingencyHistory = thing('CrisisContingencyHistory', 'The texts of a crisis contingency.', {
  items: Type.Array(ref(CrisisContingencyInForce), {
    description: 'The newest hundred, newest first.',
    maxItems: 100,
  }),
})

export const WhoToCall = thing('WhoToCall', 'Who can be called at an instant.', {
  at: instant(),
  call: Type.Array(
    ref(
      thing('CallNow', 'Somebody who can be called at that instant.', {
        name: Type.String({ description: 'Who it is.', examples: ['Crisis line'] }),
        contact: Type.String({ description: 'How to reach them.', examples: ['111, option 2'] }),
        until: nullable(instant(), {
          description: 'Until when, without a break; null where it is always.',
          examples: [null],
        }),
      }),
    ),
    {
      description: 'Those who cover that instant. A source that a plan line pays for counts while the line is open.',
      maxItems: 50,
    },
  ),
  contacts: Type.Array(CrisisContingency.properties.contacts.items, {
    description: 'Whom else to call, in order: those who answer at that instant.',
    maxItems: 20,
  }),
  nextFrom: nullable(instant(), {
    description: 'Where nobody can be called: from when somebody can; null where somebody can, or nobody ever can.',
    examples: [null],
  }),
})

export type CrisisContingencyInForce = Static<typeof CrisisContingencyInForce>
export type Cover = Static<typeof Cover>
export const crisisSchemas = [
  ...crisisContingencySchemas,
  Cover,
  CrisisContingencyPatch,
  RecordedCrisisContingency,
  CrisisContingencyInForce,
  CrisisContingencyHistory,
  WhoToCall,
]
