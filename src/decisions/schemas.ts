import { type Static, Type } from '@sinclair/typebox'
import { tiers } from '../rules/scheme-rules.ts'
import { id, instant, key, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'

const code = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,60}$',
  description: "A reason code of the scheme; the scheme's `reasons` lists them.",
  examples: ['outcome-not-clear'],
})
const whatWouldChange = words(1000, 'What would change the answer.', 'Say how the drum kit would help you sleep.')

export const ReasonInput = thing('ReasonInput', 'A reason for a decision, by its code.', {
  code,
  whatWouldChange,
  line: Type.Optional(
    nullable(key('The plan line the reason is about.', 'drum-kit'), { description: 'Null or left out: the whole.' }),
  ),
  signpost: Type.Optional(
    nullable(words(500, 'Where to go instead.', 'The music room of the recovery college is free.'), {
      description: 'Null or left out: nowhere else.',
    }),
  ),
})

export const Reason = thing('Reason', 'A reason for a decision, in plain words.', {
  code,
  sentence: Type.String({
    description: 'The reason in the words the scheme had on the day of the decision.',
    examples: ['It is not yet clear how this would help with what you want to change.'],
  }),
  line: nullable(Type.String(), {
    description: 'The plan line the reason is about; null: the whole.',
    examples: [null],
  }),
  whatWouldChange,
  signpost: nullable(Type.String(), {
    description: 'Where to go instead; null where there is nowhere.',
    examples: [null],
  }),
})

export const decisionOutcomes = ['accepted', 'declined', 'agreed', 'returned', 'refused'] as const

export const Decision = thing('Decision', 'A decision and its reasons, as they were on the day.', {
  id: id(),
  caseId: id(),
  subject: oneOf(['expression-of-interest', 'support-plan'], {
    description: 'What was decided on.',
    examples: ['support-plan'],
  }),
  subjectId: id(),
  subjectVersion: Type.Integer({ minimum: 1, description: 'Which version of it.', examples: [3] }),
  outcome: oneOf(decisionOutcomes, { description: 'What was decided.', examples: ['agreed'] }),
  tier: oneOf(['commissioner-officer', ...tiers], {
    description: 'Who decided: a tier of the sign-off policy, or the commissioner.',
    examples: ['care-coordinator'],
  }),
  reasons: Type.Array(ref(Reason), {
    description: 'Why; never empty where the decision goes against the person.',
    maxItems: 20,
  }),
  gapsAcceptedBecause: nullable(Type.String(), {
    description:
      'Why the decider accepts that nobody can be called at some of the person’s worst times; null where there are no such gaps.',
    examples: [null],
  }),
  decidedByName: Type.String({ description: 'Who decided, by name.', examples: ['Chris Coordinator'] }),
  decidedAt: instant(),
  schemeVersion: Type.Integer({
    minimum: 1,
    description: 'The version of the rules it was decided under.',
    examples: [1],
  }),
})
export const DecisionPage = pageOf(Decision)
export type Decision = Static<typeof Decision>
export const decisionSchemas = [ReasonInput, Reason, Decision, DecisionPage]
