import { operationsOf, write } from '../platform/http/operations.ts'
import { completeReview } from './complete-review.ts'
import { confirmFinding } from './confirm-finding.ts'
import { FindingConfirmation, ReviewCompletion, ReviewDone } from './schemas.ts'

export const findingOperations = operationsOf('Reviews', [
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
    view: 'reviews',
    key: 'required',
    problems: [409, 412, 422],
    body: FindingConfirmation,
    gives: { 201: ReviewDone },
    run: confirmFinding,
  }),
])
