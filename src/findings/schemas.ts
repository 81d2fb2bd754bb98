import { Type } from '@sinclair/typebox'
import { Decision, ReasonInput } from '../decisions/schemas.ts'
import { finding, found, Review } from '../reviews/schemas.ts'
import { nullable, ref, thing, words } from '../shared/schema.ts'

export const ReviewCompletion = thing('ReviewCompletion', 'What a review found.', {
  finding,
  ...found,
  reasons: Type.Array(ref(ReasonInput), { description: 'Why; needed to reduce or to end.', maxItems: 20 }),
})

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
