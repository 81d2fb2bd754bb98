import { type Static, Type } from '@sinclair/typebox'
import { Party } from '../rules/people/consent.ts'
import { date, id, instant, nullable, oneOf, ownWords, pageOf, ref, thing, words } from '../shared/schema.ts'
import { told } from './kept.ts'

const kind = () => Type.String({ description: 'The kind of record.', examples: ['support-plan'] })
const because = () => Type.String({ description: 'Why.', examples: ['It is about somebody else.'] })

const WithheldField = thing('WithheldField', 'A field that is not told.', {
  field: Type.String({ description: 'Its name.', examples: ['reason'] }),
  because: because(),
})
const RecordSection = thing('RecordSection', 'What is kept of one kind.', {
  record: kind(),
  title: Type.String({ description: 'What it is.', examples: ['Your support plans'] }),
  withheld: Type.Array(ref(WithheldField), { description: 'Fields that are not told, and why.', maxItems: 50 }),
  items: Type.Array(
    Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'One record, by the names under which it is kept.',
      examples: [{ version: 1 }],
    }),
    { description: 'All of them.' },
  ),
})
const LeftOutRecords = thing('LeftOutRecords', 'Records that are not told.', { record: kind(), because: because() })

export const PersonRecord = thing(
  'PersonRecord',
  'Everything that is kept about one person, as it was at one moment.',
  {
    personId: id(),
    readAt: instant(),
    sections: Type.Array(ref(RecordSection), { description: 'In the order of the pathway.', maxItems: 200 }),
    leftOut: Type.Array(ref(LeftOutRecords), {
      description: 'What else the service keeps, and why it is not told.',
      maxItems: 200,
    }),
  },
)

export const NewRecordRequest = thing('NewRecordRequest', 'A request of a person for everything about them.', {
  reason: words(
    1000,
    'How the person asked, and how it is known that it is them.',
    'By letter; their identity was checked.',
  ),
  receivedOn: date(),
})
export const RecordRequest = thing('RecordRequest', 'A request for everything about a person.', {
  id: id(),
  personId: id(),
  ...NewRecordRequest.properties,
  dueOn: date(),
  recordedBy: Type.String({ description: 'Who recorded it.', examples: ['sandbox-commissioner-officer'] }),
  recordedAt: instant(),
})

export const NewCorrectionRequest = thing('NewCorrectionRequest', 'What is wrong in the record.', {
  record: oneOf(
    told.map(({ record }) => record),
    { description: 'The kind of record, as `getPersonRecord` names it.', examples: ['needs-assessment'] },
  ),
  recordId: nullable(id(), { description: 'Which one; null where it is the person’s own details.', examples: [null] }),
  words: words(4000, 'What is wrong, and what would be right.', 'I have never lived in Preston.'),
})
export const CorrectionAnswer = thing('CorrectionAnswer', 'What came of the request.', {
  outcome: oneOf(['corrected', 'refused'], { description: 'Whether the record was corrected.' }),
  reason: words(4000, 'What was done, or why not. The person reads it.', 'The address is corrected.'),
})
export const NewStatement = thing(
  'NewDisagreement',
  'What the person says about a refusal, to be kept with the record.',
  {
    words: ownWords(4000, 'Their words.', 'I still say that this is wrong.'),
  },
)
export const CorrectionRequest = thing('CorrectionRequest', 'A request to correct what is recorded, and its answer.', {
  id: id(),
  personId: id(),
  record: kind(),
  recordId: nullable(id(), { description: 'Which one.', examples: [null] }),
  words: nullable(NewCorrectionRequest.properties.words, {
    description: 'What is wrong; null where you may not read the words of the person.',
    examples: ['I have never lived in Preston.'],
  }),
  askedBy: Type.String({ description: 'Who asked.', examples: ['sandbox-person'] }),
  askedAs: ref(Party),
  askedAt: instant(),
  dueOn: date(),
  status: oneOf(['open', 'corrected', 'refused'], { description: 'What came of it so far.' }),
  reason: nullable(CorrectionAnswer.properties.reason, { description: 'Why.', examples: [null] }),
  answeredByName: nullable(Type.String({ description: 'Who answered.', examples: ['Noor Officer'] }), {
    description: 'Who answered.',
    examples: [null],
  }),
  answeredAt: nullable(instant(), { description: 'When it was answered.', examples: [null] }),
  statement: nullable(NewStatement.properties.words, {
    description: 'The statement of disagreement of the person.',
    examples: [null],
  }),
})
export const CorrectionRequestPage = pageOf(CorrectionRequest)

export const FormerDetails = thing('FormerDetails', 'What was recorded of a person before a change.', {
  id: id(),
  former: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    additionalProperties: true,
    description: 'The values before, of what was changed.',
    examples: [{ family_name: 'Example' }],
  }),
  version: Type.Integer({ minimum: 1, description: 'The version that had them.', examples: [1] }),
  changedBy: Type.String({ description: 'Who changed them.', examples: ['sandbox-care-coordinator'] }),
  changedAt: instant(),
})
export const FormerDetailsPage = pageOf(FormerDetails)

export type RecordRequest = Static<typeof RecordRequest>
export type CorrectionRequest = Static<typeof CorrectionRequest>
export type FormerDetails = Static<typeof FormerDetails>
export const subjectAccessSchemas = [
  PersonRecord,
  NewRecordRequest,
  RecordRequest,
  NewCorrectionRequest,
  CorrectionAnswer,
  NewStatement,
  CorrectionRequest,
  CorrectionRequestPage,
  FormerDetails,
  FormerDetailsPage,
]
