import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { etag, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { findReview, listReviews, withoutVersion } from './repository.ts'
import { scheduleReview } from './schedule-review.ts'
import { NewReview, Review, ReviewPage } from './schemas.ts'

const tag = 'Reviews'

export async function reviewRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/reviews',
    operation({
      id: 'scheduleReview',
      tag,
      summary: 'Schedule a review',
      description:
        'The person can ask for one at any time. The first review is set by the first payment. A review is due today or later, and no later than a routine review that is counted from today in the months of the scheme.',
      permission: 'review:write',
      problems: [409],
      schema: { params: idParams('caseId'), body: ref(NewReview), response: { 201: ref(Review) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        scheduleReview(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/reviews',
    operation({
      id: 'listReviews',
      tag,
      summary: 'List the reviews of a case, newest first',
      permission: 'review:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(ReviewPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listReviews(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows.map(withoutVersion), (row) => row.id)
    },
  )

  app.get(
    '/reviews/:reviewId',
    operation({
      id: 'getReview',
      tag,
      summary: 'Read a review',
      permission: 'review:read',
      schema: { params: idParams('reviewId'), response: { 200: ref(Review) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const review = await readBelonging(platform, actor, 'review', params.reviewId, (reads) =>
        findReview(reads, actor, params.reviewId),
      )
      reply.header('etag', etag(review.version))
      return withoutVersion(review)
    },
  )
}
