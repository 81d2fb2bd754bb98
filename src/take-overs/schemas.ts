import { type Static, Type } from '@sinclair/typebox'
import { LineOutcome } from '../decisions/schemas.ts'
import { saidForField } from '../rules/people/recording.ts'
import { takeOverEnds } from '../rules/planning/take-overs.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import {
  called,
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  pageOf,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

export const TakeOver = thing('TakeOver', 'That somebody whom the person chose takes over while they are too unwell.', {
  id: id(),
  caseId: id(),
  supportPlanId: id(),
  actorId: Type.String({ description: 'The `sub` of who takes over.', examples: ['a-sister'] }),
  actorName: called(200, 'Their name, as the plan has it.', 'Sadia'),
  organisationId: nullable(id(), { description: 'Their organisation; null for who has none.', examples: [null] }),
  lines: Type.Array(key('A plan line.', 'gym'), { description: 'Which lines; empty: all of them.', maxItems: 50 }),
  beganAs: ref(CaseRole, { description: 'On whose word.' }),
  beganAt: instant(),
  until: date(),
  endedAt: nullable(instant(), { description: 'When it ended; null while it is on.', examples: [null] }),
  endedBecause: nullable(
    ref(
      oneOf(takeOverEnds, {
        $id: 'TakeOverEnd',
        description:
          'Why: the person said so; its last day was over; it was found that they can manage money; another plan took the place of this one; the budget ended.',
      }),
    ),
    { description: 'Null while it is on.', examples: [null] },
  ),
})
export const TakeOverPage = pageOf(TakeOver)
export const NewTakeOverEnd = thing('NewTakeOverEnd', 'That the person manages again.', {
  words: nullable(ownWords(1000, 'What they said.', 'I am well again, thank you.'), {
    description: 'Null where they say it here and no more.',
    examples: [null],
  }),
  saidFor: saidForField,
})
export const NewFallbackDecision = thing(
  'NewFallbackDecision',
  'Whether an organisation that is paid by the plan may take over.',
  {
    outcome: ref(LineOutcome, { description: 'Whether they may.' }),
    because: words(
      1000,
      'Why, for the person to read.',
      'Nobody of the family can, and the manager signs each purchase off.',
    ),
  },
)
export const FallbackDecision = thing('FallbackDecision', 'What was decided of it.', {
  supportPlanId: id(),
  ...NewFallbackDecision.properties,
  decidedByName: Type.String({ description: 'Who decided.', examples: ['Robin Manager'] }),
  decidedAt: instant(),
})
export type TakeOver = Static<typeof TakeOver>
export type FallbackDecision = Static<typeof FallbackDecision>
export const takeOverSchemas = [TakeOver, TakeOverPage, NewTakeOverEnd, NewFallbackDecision, FallbackDecision]
