import { type Platform, write } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { completeReview } from './complete-review.ts'
import { confirmFinding } from './confirm-finding.ts'
import { FindingConfirmation, ReviewCompletion, ReviewDone } from './schemas.ts'

const tag = 'Reviews'

export async function findingRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/reviews/:reviewId/completion',
    operation({
      id: 'completeReview',
      tag,
      summary: 'Record what a review found, and schedule the next',
      description:
        'A finding takes nothing away by itself. One that would reduce support which holds a need back waits for the tier that the scheme names.',
      permission: 'review:write',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params: idParams('reviewId'), body: ref(ReviewCompletion), response: { 201: ref(ReviewDone) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        completeReview(tx, context, request.params.reviewId, request.body),
      ),
  )

  app.post(
    '/reviews/:reviewId/confirmation',
    operation({
      id: 'confirmFinding',
      tag,
      summary: 'Confirm, or not, a finding against support that holds a need back',
      description: 'By the tier where the finding is, and nobody who is on the team of the case.',
      permission: 'plan:decide',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params: idParams('reviewId'), body: ref(FindingConfirmation), response: { 201: ref(ReviewDone) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        confirmFinding(tx, context, request.params.reviewId, request.body),
      ),
  )
}
