import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { completeReview } from './complete-review.ts'
import { confirmFinding } from './confirm-finding.ts'
import { withoutVersion } from './finish-review.ts'
import { findReview, listReviews } from './repository.ts'
import { scheduleReview } from './schedule-review.ts'
import { FindingConfirmation, NewReview, Review, ReviewCompletion, ReviewDone, ReviewPage } from './schemas.ts'

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
  write('completeReview', 'POST /reviews/:reviewId/completion', {
    summary: 'Record what a review found, and schedule the next',
    description:
      'A finding takes nothing away by itself. One that would reduce support which holds a need back waits for the tier that the scheme names.',
    permission: 'review:write',
    key: 'required',
    problems: [409, 412, 422],
    body: ReviewCompletion,
    gives: { 201: ReviewDone },
    run: completeReview,
  }),
  write('confirmFinding', 'POST /reviews/:reviewId/confirmation', {
    summary: 'Confirm, or not, a finding against support that holds a need back',
    description: 'By the tier where the finding is, and nobody who is on the team of the case.',
    permission: 'plan:decide',
    key: 'required',
    problems: [409, 412, 422],
    body: FindingConfirmation,
    gives: { 201: ReviewDone },
    run: confirmFinding,
  }),
])
