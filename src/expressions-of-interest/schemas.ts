import { type Static, Type } from '@sinclair/typebox'
import { Decision, ReasonInput } from '../decisions/schemas.ts'
import { UnpaidSupport } from '../rules/assessment/unpaid-support.ts'
import { PersonOrCoordinator } from '../rules/people/person-or-coordinator.ts'
import { saidForField } from '../rules/people/recording.ts'
import { OfferBasis } from '../rules/scheme/scheme-rules.ts'
import {
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  pageOf,
  patchOf,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

export const Goal = thing('Goal', 'What the person wants to change.', {
  words: ownWords(2000, "A goal in the person's own words.", 'To sleep through the night, and to go out without fear.'),
})
export const ExpressionAnswer = thing('ExpressionAnswer', 'An answer to a question that the scheme asks.', {
  question: key('The key of the question.', 'what-now'),
  words: ownWords(
    4000,
    "The answer in the person's own words.",
    'I see my therapist once a week and want to keep her.',
  ),
})

const content = {
  goals: Type.Array(ref(Goal), {
    description: "Goals in the person's own words; a draft may have none.",
    maxItems: 20,
  }),
  basis: nullable(ref(OfferBasis), {
    description: 'On what basis a budget can be offered; a draft may leave it null.',
    examples: ['local-offer'],
  }),
  targetGroup: nullable(key('A group that the scheme names.', 'recovery-services'), {
    description: 'The group of the local offer the person belongs to; null where none is named.',
    examples: ['recovery-services'],
  }),
  answers: Type.Array(ref(ExpressionAnswer), {
    description: "Answers to the scheme's questions; a draft may have none.",
    maxItems: 40,
  }),
  unpaidSupport: Type.Optional(
    Type.Array(ref(UnpaidSupport), {
      description:
        'What others do for the person without pay, as far as they want to say it here: the assessment begins from it.',
      maxItems: 30,
    }),
  ),
}

export const NewExpressionOfInterest = thing(
  'NewExpressionOfInterest',
  'A draft of an expression of interest.',
  content,
)
export const ExpressionOfInterestPatch = patchOf(
  'ExpressionOfInterestPatch',
  'What to change of a draft (JSON Merge Patch, RFC 7396).',
  content,
)

export const expressionStatuses = [
  'draft',
  'submitted',
  'information-requested',
  'accepted',
  'declined',
  'withdrawn',
] as const

const answerBy = { description: 'Who must answer. The clock of the decision waits for the person only.' }
const questionKey = key('The key that the answer names.', 'costs')
export const InformationRequest = thing(
  'InformationRequest',
  'Questions that were asked before a decision, one by one.',
  {
    id: id(),
    items: Type.Array(
      ref(
        thing('InformationItem', 'One question, and its answer once there is one.', {
          key: questionKey,
          question: words(1000, 'What is asked.', 'How often would you use the gym?'),
          why: words(1000, 'Why it is asked.', 'The commissioner needs to see what the money would buy.'),
          answer: nullable(Type.String(), {
            description: "The answer in the person's own words; null until it is given.",
            examples: [null],
          }),
        }),
      ),
      { description: 'The questions.', minItems: 1, maxItems: 20 },
    ),
    answerBy: ref(PersonOrCoordinator, answerBy),
    askedAt: instant(),
    dueOn: date(),
    answeredAt: nullable(instant(), { description: 'When all were answered; null until then.', examples: [null] }),
  },
)

export const ExpressionOfInterest = thing('ExpressionOfInterest', 'What would help, in the words of the person.', {
  id: id(),
  caseId: id(),
  status: ref(oneOf(expressionStatuses, { $id: 'ExpressionStatus', description: 'Its status.' })),
  ...content,
  madeAs: ref(
    oneOf(['person', 'representative', 'care-coordinator', 'commissioner-officer', 'machine'], {
      $id: 'ExpressionMaker',
      description: 'Who wrote it down.',
    }),
  ),
  madeAt: instant(),
  submittedAt: nullable(instant(), { description: 'When it was first sent; null for a draft.', examples: [null] }),
  informationRequests: Type.Array(ref(InformationRequest), {
    description: 'What was asked since it was sent, oldest first.',
    maxItems: 50,
  }),
})
export const ExpressionOfInterestPage = pageOf(ExpressionOfInterest)

export const Readiness = thing('Readiness', 'What a panel will ask, and what is still missing, shown before sending.', {
  ready: Type.Boolean({ description: 'Whether it can be sent now.', examples: [false] }),
  eligibility: ref(
    thing('EligibilityTold', 'Who is likely to be eligible, and how it is checked, in sentences.', {
      likely: Type.Array(Type.String({ description: 'A sentence.', examples: ['People whose needs are critical.'] }), {
        description: 'Who is likely to be eligible; empty where the version of the scheme does not say.',
        maxItems: 20,
      }),
      checked: Type.Array(Type.String({ description: 'A sentence.', examples: ['Your GP agrees the health need.'] }), {
        description: 'How it is checked; empty where the version of the scheme does not say.',
        maxItems: 20,
      }),
    }),
  ),
  questions: Type.Array(
    ref(
      thing('QuestionReadiness', 'A question that will be asked.', {
        key: key('The key that an answer names.', 'what-now'),
        question: Type.String({
          description: 'The question as it is put to the person.',
          examples: ['What support do you have now?'],
        }),
        required: Type.Boolean({ description: 'Whether it must be answered before sending.', examples: [true] }),
        answered: Type.Boolean({ description: 'Whether the draft answers it.', examples: [false] }),
      }),
    ),
    { description: 'The questions the scheme asks.', maxItems: 40 },
  ),
  missing: Type.Array(
    ref(
      thing('MissingInExpression', 'One thing that is missing.', {
        pointer: Type.String({ description: 'The field it is about (RFC 6901).', examples: ['/goals'] }),
        code: Type.String({ description: 'What is missing, as a code.', examples: ['goal-missing'] }),
        detail: Type.String({
          description: 'What is missing, in words.',
          examples: ['Say at least one thing that would help you get better'],
        }),
      }),
    ),
    { description: 'What stands in the way; empty where it is ready.', maxItems: 100 },
  ),
})

export const NewInformationRequest = thing(
  'NewInformationRequest',
  'Questions to ask, each on its own and with its reason.',
  {
    items: Type.Array(
      ref(
        thing('InformationQuestion', 'One question.', {
          key: questionKey,
          question: words(1000, 'What is asked.', 'How often would you use the gym?'),
          why: words(1000, 'Why it is asked.', 'The commissioner needs to see what the money would buy.'),
        }),
      ),
      { description: 'The questions.', minItems: 1, maxItems: 20 },
    ),
    answerBy: Type.Optional(ref(PersonOrCoordinator, { description: `${answerBy.description} Left out: the person.` })),
  },
)

export const InformationAnswers = thing('InformationAnswers', 'The answers to an information request, all of them.', {
  answers: Type.Array(
    ref(
      thing('InformationAnswer', 'One answer.', {
        key: questionKey,
        words: ownWords(4000, "The answer in the person's own words.", 'Twice a week, on the days without therapy.'),
      }),
    ),
    { description: 'One answer for each question.', minItems: 1, maxItems: 20 },
  ),
  saidFor: saidForField,
})

export const ExpressionDecision = thing('ExpressionDecision', 'The decision on an expression of interest.', {
  outcome: ref(
    oneOf(['accepted', 'declined'], { $id: 'ExpressionOutcome', description: 'Declined needs at least one reason.' }),
  ),
  reasons: Type.Array(ref(ReasonInput), { description: 'Why.', maxItems: 20 }),
})

export const ExpressionDecided = thing('ExpressionDecided', 'An expression of interest and the decision on it.', {
  expressionOfInterest: ref(ExpressionOfInterest),
  decision: ref(Decision),
})

export type ExpressionOfInterest = Static<typeof ExpressionOfInterest>
export type InformationRequest = Static<typeof InformationRequest>
export const expressionSchemas = [
  NewExpressionOfInterest,
  ExpressionOfInterestPatch,
  InformationRequest,
  ExpressionOfInterest,
  ExpressionOfInterestPage,
  Readiness,
  NewInformationRequest,
  InformationAnswers,
  ExpressionDecision,
  ExpressionDecided,
]
