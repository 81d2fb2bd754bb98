import { type Static, Type } from '@sinclair/typebox'
import {
  Recorded,
  recordersForPerson,
  SaidFor,
  saidForFields,
  saidForKinds,
  WayOfSaying,
} from '../rules/people/recording.ts'
import {
  date,
  id,
  instant,
  nullable,
  oneOf,
  ownWords,
  pageOf,
  personSays,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

const whatTheySay = ownWords(2000, 'What they say about it.', 'I was in hospital that day, and nobody rang me.')
export const objectionAnswers = ['was-not-said', 'was-said'] as const
const Answered = oneOf(objectionAnswers, {
  $id: 'ObjectionAnswerOutcome',
  description:
    'Whether the person said it. `was-not-said` keeps undone what the objection undid; `was-said` lets money be spent again that was stopped, and brings nothing else back: it is said again, by the person. Of a removal, `was-said` says that there was reason for it: they can be removed again.',
})

export const NewObjection = thing(
  'NewObjection',
  '“That was not me”: what was recorded for the person was not said by them.',
  {
    words: nullable(whatTheySay, { description: 'Null where they say no more.', examples: [null] }),
  },
)
export const ObjectionAnswer = thing('ObjectionAnswer', 'What somebody who did not record it finds.', {
  outcome: ref(Answered),
  words: words(
    2000,
    'What was looked at, and what follows, for the person to read.',
    'I listened to the call. It was not you.',
  ),
})

export const SaidForPerson = thing('SaidForPerson', 'Something that was recorded for the person.', {
  id: id(),
  caseId: id(),
  kind: ref(oneOf(saidForKinds, { $id: 'SaidForKind', description: 'What was recorded.' })),
  subjectId: id(),
  words: nullable(Type.String(personSays), {
    description: 'Their words; null where there are none to it. Of a removal, why it was done, for the person alone.',
    examples: [null],
  }),
  ...saidForFields,
  evidence: nullable(saidForFields.evidence, {
    description: 'By what it is known. Of a removal, for the person alone, and null for who acts or speaks for them.',
    examples: ['A note of the call, made while we spoke.'],
  }),
  how: nullable(ref(WayOfSaying), {
    description: 'Null where they said nothing: somebody else did it.',
    examples: ['by-phone'],
  }),
  present: nullable(Type.String(), { description: 'Who was there; null where they said nothing.', examples: [null] }),
  recordedAs: ref(
    oneOf(recordersForPerson, { $id: 'SaidForRecorder', description: 'In which role it was recorded for them.' }),
  ),
  recordedAt: instant(),
  objectionBy: date(),
  notice: Type.String({
    description: 'What the person is told, in plain words.',
    examples: ['Your care coordinator wrote down that you said no to a budget.'],
  }),
  objection: nullable(
    ref(
      thing('Objection', 'That it was not them, and what was found.', {
        at: instant(),
        words: nullable(Type.String(personSays), { description: 'What was said about it.', examples: [null] }),
        outcome: nullable(ref(Answered), { description: 'Null while it is looked at.', examples: [null] }),
        answerWords: nullable(Type.String(), { description: 'What was found, in words.', examples: [null] }),
        answeredAt: nullable(instant(), { description: 'When.', examples: [null] }),
      }),
    ),
    { description: 'Null where nobody has said that it was not them.', examples: [null] },
  ),
})
export const Removal = thing('Removal', 'Why somebody no longer acts or speaks for the person.', {
  reason: words(2000, 'Why, for the person to read.', 'The court has ended their order.'),
  evidence: saidForFields.evidence,
})
export const RecordedSigning = thing(
  'RecordedSigning',
  'Whether the person has asked that their signature is written down for them.',
  { caseId: id(), asked: Type.Boolean({ description: 'Whether they have.', examples: [true] }) },
)
export type RecordedSigning = Static<typeof RecordedSigning>

export const SaidForPersonPage = pageOf(SaidForPerson)
export type SaidForPerson = Static<typeof SaidForPerson>
export const saidForSchemas = [
  SaidFor,
  Recorded,
  NewObjection,
  ObjectionAnswer,
  SaidForPerson,
  SaidForPersonPage,
  Removal,
  RecordedSigning,
]
