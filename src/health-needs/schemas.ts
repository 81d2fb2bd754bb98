import { type Static, Type } from '@sinclair/typebox'
import { BirthDate } from '../people/birth-date.ts'
import {
  HealthNeedStatus,
  PracticeActKind,
  PracticeAnswer,
  PracticeWay,
  RecordedPracticeWay,
} from '../rules/assessment/health-needs.ts'
import { called, date, id, instant, nullable, pageOf, ref, sha256, thing, words } from '../shared/schema.ts'

const hash = sha256('SHA-256 of the letter or e-mail, or of the note of the call, in small letters.')
const need = words(
  2000,
  'The health need, as the practice is asked to agree it: no more of the record than that.',
  'Panic and pain that no treatment has helped so far, which keep them at home on most days.',
)
const gpName = called(200, 'The name of the GP.', 'Dr Farah Anand')
const gpRole = called(100, 'Their role in the practice.', 'GP partner')
const why = words(2000, 'Why, or what the practice asks.', 'What has been tried since the spring?')

export const NewHealthNeed = thing('NewHealthNeed', 'A health need that a GP practice is asked to agree.', {
  organisationId: id(),
  words: need,
})
const whatWouldChange = words(
  1000,
  'What would change the answer, for the person to read.',
  'A letter of the pain clinic on what it tried.',
)
const answer = {
  outcome: ref(PracticeAnswer),
  words: nullable(why, {
    description: 'Needed with a no and with a question. The person reads a no in the letter about it, in these words.',
    examples: [null],
  }),
  whatWouldChange: Type.Optional(
    nullable(whatWouldChange, {
      description: 'Needed with a no; null or left out with any other answer.',
      examples: [null],
    }),
  ),
}
export const NewPracticeAnswer = thing('NewPracticeAnswer', 'What a GP answers by their own sign-in.', answer)
const known = {
  gpName,
  gpRole,
  way: ref(RecordedPracticeWay),
  on: date(),
  documentHash: hash,
}
export const RecordedPracticeAnswer = thing(
  'RecordedPracticeAnswer',
  'What a practice answered that does not sign in, and by what it is known.',
  { ...answer, ...known },
)
export const NewPracticeReply = thing('NewPracticeReply', 'The answer to a question of the practice.', {
  words: words(2000, 'The answer.', 'Talking therapy for six months, and a pain clinic twice.'),
})
export const NewPracticeTelling = thing('NewPracticeTelling', 'How the practice was told what was recorded for it.', {
  way: ref(RecordedPracticeWay),
  on: date(),
})
export const NewPracticeDispute = thing(
  'NewPracticeDispute',
  'That an answer which was recorded for a practice is not its own.',
  {
    words: words(2000, 'What the practice says.', 'Nobody here wrote that letter.'),
    recorded: Type.Optional(
      nullable(ref(thing('RecordedPracticeDispute', 'Who said so for the practice, and by what it is known.', known)), {
        description: 'Needed where others record it for the practice; null or left out by its own sign-in.',
        examples: [null],
      }),
    ),
  },
)

export const PracticeAct = thing(
  'PracticeAct',
  'What was said between the practice and those who work with the person.',
  {
    kind: ref(PracticeActKind),
    words: nullable(why, { description: 'Null where nothing more was said.', examples: [null] }),
    whatWouldChange: nullable(whatWouldChange, { description: 'Null where it is no refusal.', examples: [null] }),
    gpName: nullable(gpName, { description: 'Null where it was said to the practice.', examples: ['Dr Farah Anand'] }),
    gpRole: nullable(gpRole, {
      description: 'Null by their own sign-in, and where it was said to the practice.',
      examples: [null],
    }),
    way: ref(PracticeWay),
    on: date(),
    documentHash: nullable(hash, {
      description: 'Null by their own sign-in, and where it was said to the practice.',
      examples: [null],
    }),
    byName: Type.String({ description: 'Who did or recorded it, by name.', examples: ['Chris Coordinator'] }),
    at: instant(),
  },
)
export const HealthNeed = thing('HealthNeed', 'A health need, and what the GP practice says of it.', {
  id: id(),
  caseId: id(),
  needsAssessmentId: id(),
  organisationId: id(),
  practiceName: Type.String({ description: 'The name of the practice.', examples: ['Harbour Street Surgery'] }),
  personName: Type.String({ description: 'The person whose need it is.', examples: ['Sam Sample'] }),
  words: need,
  status: ref(HealthNeedStatus),
  suggestedByName: Type.String({ description: 'Who suggested it, by name.', examples: ['Chris Coordinator'] }),
  suggestedAt: instant(),
  answerBy: date(),
  counts: Type.Boolean({
    description:
      'Whether a budget can be worked out from it: the practice has agreed here, or was told of what was recorded for it.',
    examples: [true],
  }),
  acts: Type.Array(ref(PracticeAct), { description: 'What was said, in order.', maxItems: 100 }),
})
export const HealthNeedPatient = thing(
  'HealthNeedPatient',
  'Whose health need it is, for their practice to find them.',
  {
    givenName: nullable(called(100, 'Given name.', 'Sam'), {
      description: 'Null where it is not known.',
      examples: ['Sam'],
    }),
    familyName: nullable(called(100, 'Family name.', 'Example'), {
      description: 'Null where it is not known.',
      examples: ['Example'],
    }),
    bornOn: ref(BirthDate),
    nhsNumber: nullable(Type.String({ description: 'Ten digits.', examples: ['9990000018'] }), {
      description: 'Null where it is not known.',
      examples: ['9990000018'],
    }),
  },
)
export const HealthNeedPage = pageOf(HealthNeed)
export type HealthNeed = Static<typeof HealthNeed>
export type PracticeAct = Static<typeof PracticeAct>
export const healthNeedSchemas = [
  NewHealthNeed,
  NewPracticeAnswer,
  RecordedPracticeAnswer,
  NewPracticeReply,
  NewPracticeTelling,
  NewPracticeDispute,
  PracticeAct,
  HealthNeed,
  HealthNeedPage,
  HealthNeedPatient,
]
