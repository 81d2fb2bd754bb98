import { Type } from '@sinclair/typebox'
import { causesToGive, reviewCauses } from '../rules/reviews-and-appeals/reviews.ts'
import { nullable, oneOf, ref } from '../shared/schema.ts'

export const ReviewCause = oneOf(reviewCauses, {
  $id: 'ReviewCause',
  description:
    'Why a review was set that no rule set by its time. `crisis` and `appeal` are set by the service. Values may be added.',
})

/** Why somebody sets a review. */
export const givenCause = Type.Optional(
  nullable(ref(oneOf(causesToGive, { $id: 'GivenReviewCause', description: 'Why a review is set.' })), {
    description:
      'Why, for a review that is not routine. Left out or null, it is `asked` where the person, or who acts for them, sets it; anybody else says why.',
    examples: ['needs-changed'],
  }),
)
