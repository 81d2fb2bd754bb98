import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { findReview, listReviews, withoutVersion } from './repository.ts'
import { scheduleReview } from './schedule-review.ts'
import { NewReview, Review, ReviewPage } from './schemas.ts'

export const reviewOperations = operationsOf('Reviews', [
  write('scheduleReview', 'POST /cases/:caseId/reviews', {
    summary: 'Schedule a review',
    description:
      'The person can ask for one at any time. The first review is set by the first payment. A review is due today or later, and no later than a routine review that is counted from today in the months of the scheme.',
    permission: 'review:write',
    problems: [409],
    body: NewReview,
    gives: { 201: Review },
    run: scheduleReview,
  }),
  list('listReviews', '/cases/:caseId/reviews', {
    summary: 'List the reviews of a case, newest first',
    permission: 'review:read',
    gives: ReviewPage,
    of: findCase,
    read: listReviews,
    tell: withoutVersion,
  }),
  get('getReview', '/reviews/:reviewId', {
    summary: 'Read a review',
    permission: 'review:read',
    gives: Review,
    of: belongingTo('review'),
    read: findReview,
    tell: withoutVersion,
    versioned: true,
  }),
])
