import { type Static, Type } from '@sinclair/typebox'
import { toldWithCase } from '../cases/told-with-case-schemas.ts'
import { Reason } from '../decisions/schemas.ts'
import { MeasureThenAndNow, measureScores } from '../needs-assessments/measure-schemas.ts'
import { DomainRating } from '../needs-assessments/schemas.ts'
import { SaidFor } from '../rules/people/recording.ts'
import { EvidenceKind, guardedEndingField } from '../rules/planning/reductions.ts'
import { findings } from '../rules/reviews-and-appeals/reviews.ts'
import { Tier } from '../rules/sign-off/sign-off-rules.ts'
import {
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  pageOf,
  personSays,
  ref,
  thing,
  words,
} from '../shared/schema.ts'
import { givenCause, ReviewCause } from './cause-schemas.ts'

export const reviewStatuses = ['scheduled', 'awaiting-decision', 'done', 'void', 'cancelled'] as const
export const reviewKinds = ['first', 'routine', 'rapid', 'requested'] as const
const kind = ref(
  oneOf(reviewKinds, {
    $id: 'ReviewKind',
    description:
      'What kind of review. The first is set by the agreement of a plan, or by the first payment where none is set then.',
  }),
)

export const NewReview = thing('NewReview', 'A review to schedule.', {
  kind: ref(
    oneOf(['routine', 'rapid', 'requested'], { $id: 'SchedulableReviewKind', description: 'What kind of review.' }),
  ),
  dueOn: date(),
  because: givenCause,
})

const OutcomeRating = ref(
  thing('OutcomeRating', 'How far an outcome is reached.', {
    outcome: key('The key of an outcome of the plan.', 'sleep'),
    rating: Type.Integer({ minimum: 0, maximum: 10, description: "The person's own rating, 0 to 10.", examples: [7] }),
    professionalRating: Type.Optional(
      nullable(Type.Integer({ minimum: 0, maximum: 10 }), {
        description:
          'How the care coordinator sees it, beside the person’s own rating and never in its place; null or left out where they said nothing.',
        examples: [null],
      }),
    ),
    words: nullable(ownWords(2000, "In the person's own words.", 'I sleep four nights of seven.'), {
      description: 'Null where they said nothing more.',
      examples: [null],
    }),
  }),
)

export const ratings = {
  ...measureScores,
  outcomeRatings: Type.Array(OutcomeRating, {
    description: 'Every outcome of the plan, rated by the person.',
    maxItems: 30,
  }),
  domainRatings: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }), ref(DomainRating), {
    additionalProperties: false,
    description: 'The domains of the needs assessment again, so that then and now stand side by side; may be empty.',
    examples: [{}],
  }),
  words: nullable(
    ownWords(4000, 'What the person says about it, in their own words.', 'The drums are the best part of the week.'),
    { description: 'Null where they said nothing more.', examples: [null] },
  ),
}
export const personAgrees = Type.Boolean({
  description: 'Whether the person agrees with the finding.',
  examples: [true],
  ...personSays,
})
export const AgreementToEnd = thing('AgreementToEnd', 'When and how the person agreed to the end of the budget.', {
  on: date(),
  words: ownWords(2000, 'The agreement in the words of the person.', 'I do not need it any more. Thank you.'),
})
export const RecordedAgreementToEnd = thing(
  'RecordedAgreementToEnd',
  'That the person agreed to the end of the budget, as the care coordinator records it for them.',
  {
    on: date(),
    words: ownWords(2000, 'The agreement in the words of the person.', 'I do not need it any more. Thank you.'),
    saidFor: ref(SaidFor),
  },
)
export const preventiveEvidence = nullable(
  words(
    2000,
    'Evidence for reducing preventive support, other than that needs are lower while it is in place.',
    'The person has moved in with family who are there at night.',
  ),
  {
    description: 'Null where nothing preventive is reduced.',
    examples: [null],
  },
)
export const preventiveBecause = Type.Optional(
  nullable(ref(EvidenceKind), {
    description: 'What kind of evidence that is. Needed with it where something guarded is reduced.',
    examples: [null],
  }),
)
export const finding = ref(
  oneOf(findings, {
    $id: 'Finding',
    description:
      'What the review finds. A finding changes no line of the plan, but an agreed end ends the case. To reduce or to end is a decision, with a letter.',
  }),
)

export const ReviewResult = thing('ReviewResult', 'What a review found, as it was on the day.', {
  finding,
  ...ratings,
  personAgrees,
  personAgreement: Type.Optional(
    nullable(ref(AgreementToEnd), {
      description: 'Null or left out where the budget does not end, or where you may not read what the person said.',
      examples: [null],
    }),
  ),
  preventiveEvidence,
  preventiveBecause,
  preventive: guardedEndingField,
  reasons: Type.Array(ref(Reason), { description: 'Why, in the words of the scheme.', maxItems: 20 }),
})

export const FindingRoute = thing(
  'FindingRoute',
  'Where a finding went that a higher tier looks at, and what it said.',
  {
    tier: ref(Tier, { description: 'The tier that confirms it, or not.' }),
    because: Type.String({ description: 'Why, as a code.', examples: ['preventive-reduction'] }),
    sentence: Type.String({
      description: 'Why, in plain English.',
      examples: ['Support that holds a need back would be reduced, so at least the team manager decides.'],
    }),
    confirmed: nullable(Type.Boolean(), {
      description: 'Whether the finding was confirmed; null while it waits.',
      examples: [null],
    }),
    words: nullable(Type.String(), { description: 'What the tier said to it; null: nothing.', examples: [null] }),
    byName: nullable(Type.String(), { description: 'Who said so.', examples: [null] }),
  },
)

export const Review = thing('Review', 'A look at how it is going.', {
  id: id(),
  caseId: id(),
  supportPlanId: id(),
  kind,
  status: ref(
    oneOf(reviewStatuses, {
      $id: 'ReviewStatus',
      description:
        'Its status. A finding against support that holds a need back waits for a higher tier; one that did not hold on appeal is void. A review that was still open when its case ended is cancelled.',
    }),
  ),
  dueOn: date(),
  because: nullable(ref(ReviewCause), { description: 'Null for the first and for routine ones.', examples: [null] }),
  scheduledAt: instant(),
  result: nullable(ref(ReviewResult), { description: 'Null until it is done.', examples: [null] }),
  route: nullable(ref(FindingRoute), {
    description: 'Where the finding went; null where it needed no higher tier.',
    examples: [null],
  }),
  doneAt: nullable(instant(), { description: 'When it was done.', examples: [null] }),
})
export const ReviewPage = pageOf(Review)

export const DueReview = thing('DueReview', 'A review that is to be held.', {
  reviewId: id(),
  caseId: id(),
  kind,
  dueOn: date(),
  ...toldWithCase,
})
export const DueReviewPage = pageOf(DueReview)

const ownRating = thing('OwnRating', 'A rating of the person, and the day it is of.', {
  rating: Type.Integer({ minimum: 0, maximum: 10, description: "The person's own rating, 0 to 10.", examples: [3] }),
  on: date(),
})
const rated = thing('DomainThen', 'How a domain was, and the day it is of.', { rating: ref(DomainRating), on: date() })
export const OutcomeProgress = thing('OutcomeProgress', 'Then and now, side by side.', {
  outcomes: Type.Array(
    ref(
      thing('OutcomeThenAndNow', 'How far an outcome was reached, and is.', {
        outcome: key('The key of an outcome of the plan.', 'sleep'),
        baseline: nullable(ref(ownRating), {
          description: 'As the plan says it was, or else as the first review found it; null where nobody rated it.',
          examples: [null],
        }),
        now: nullable(ref(ownRating), {
          description: 'As the last review found it; null where it was rated once at the most.',
          examples: [null],
        }),
        change: nullable(Type.Integer({ minimum: -10, maximum: 10 }), {
          description: 'By how much it went up; null where there are no two ratings.',
          examples: [4],
        }),
      }),
    ),
    { description: 'The outcomes of the plan in force, in its order.', maxItems: 30 },
  ),
  domains: Type.Array(
    ref(
      thing('DomainThenAndNow', 'How a domain of life was when it was assessed, and is.', {
        domain: key('A domain of the assessment.', 'sleep'),
        baseline: nullable(ref(rated), { description: 'As it was assessed.', examples: [null] }),
        now: nullable(ref(rated), {
          description: 'As the last review found it; null where none looked at it.',
          examples: [null],
        }),
      }),
    ),
    { description: 'The domains of the assessment in force.', maxItems: 50 },
  ),
  measures: Type.Array(ref(MeasureThenAndNow), {
    description: 'Each scale of a standard measure that was scored at the assessment or a review.',
    maxItems: 100,
  }),
})

export type Review = Static<typeof Review>
export type DueReview = Static<typeof DueReview>
export type ReviewResult = Static<typeof ReviewResult>
export type FindingRoute = Static<typeof FindingRoute>
export const reviewSchemas = [
  NewReview,
  ReviewResult,
  FindingRoute,
  Review,
  ReviewPage,
  DueReview,
  DueReviewPage,
  OutcomeProgress,
]
