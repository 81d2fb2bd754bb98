import { type Static, Type } from '@sinclair/typebox'
import { Decision, ReasonInput } from '../decisions/schemas.ts'
import {
  personAgrees,
  preventiveBecause,
  preventiveEvidence,
  RecordedAgreementToEnd,
  Review,
  ratings,
} from '../reviews/schemas.ts'
import { SaidFor } from '../rules/people/recording.ts'
import { dependenceKnownField } from '../rules/planning/dependences.ts'
import { guardedEndingField } from '../rules/planning/reductions.ts'
import type { Finding } from '../rules/reviews-and-appeals/reviews.ts'
import { nullable, oneOf, oneOfThings, ref, thing, words } from '../shared/schema.ts'

const completed = <const F extends readonly [Finding, ...Finding[]]>(found: F, reasons: string) => ({
  finding: oneOf(found, { description: 'What the review finds.', examples: [found[0]] }),
  ...ratings,
  reasons: Type.Array(ref(ReasonInput), { description: reasons, maxItems: 20 }),
})
const said = {
  saidFor: ref(SaidFor, {
    description: 'How it is known what the person said at the review: the ratings, the words, and whether they agree.',
  }),
}
const adverse = 'Why: at least one.'
export const ReviewCompletion = oneOfThings(
  'ReviewCompletion',
  'finding',
  [
    thing('ReviewTakesNothing', 'A finding that takes nothing from the person.', {
      ...completed(['continue', 'change', 'increase'], 'Why; may be empty.'),
      personAgrees,
      ...said,
    }),
    thing('ReviewReduces', 'A finding that the support is to be reduced: a decision, with a letter.', {
      ...completed(['reduce'], adverse),
      personAgrees,
      preventiveEvidence,
      preventiveBecause,
      ...said,
    }),
    thing(
      'ReviewEnds',
      'A finding that the budget ends, as the person wants: a decision, with a letter. It ends ten working days later, or after the notice of what they rely on, unless the person calls that off.',
      {
        ...completed(['end'], adverse),
        personAgreement: ref(RecordedAgreementToEnd),
        preventive: guardedEndingField,
        dependenceKnown: dependenceKnownField,
      },
    ),
  ],
  'What a review found. Which fields there are depends on the finding.',
)
export type ReviewCompletion = Static<typeof ReviewCompletion>

export const FindingConfirmation = thing('FindingConfirmation', 'Whether a finding against preventive support holds.', {
  confirmed: Type.Boolean({
    description: 'Whether it does. One that does not goes back: the review is to be done again.',
    examples: [false],
  }),
  words: nullable(words(2000, 'Why.', 'Nights are better because of the support; that is no reason to reduce it.'), {
    description: 'Needed where it is not confirmed.',
    examples: [null],
  }),
})

export const ReviewDone = thing('ReviewDone', 'A review that is done, and the next one.', {
  review: ref(Review),
  nextReview: nullable(ref(Review), {
    description:
      'The routine review that was scheduled; null where one was scheduled already, the finding waits, or the budget ended.',
    examples: [null],
  }),
  decision: nullable(ref(Decision), {
    description: 'The decision, where the finding reduces or ends; null otherwise, or while it waits.',
    examples: [null],
  }),
})

export const findingSchemas = [ReviewCompletion, FindingConfirmation, ReviewDone]
