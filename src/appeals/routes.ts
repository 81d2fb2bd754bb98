import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { etag, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { acceptAppeal } from './accept-appeal.ts'
import { decideAppeal } from './decide-appeal.ts'
import { lodgeAppeal } from './lodge-appeal.ts'
import { withoutVersion } from './open-appeal.ts'
import { findAppeal, listAppeals } from './repository.ts'
import { Appeal, AppealAcceptance, AppealDecided, AppealDecision, AppealPage, NewAppeal } from './schemas.ts'
import { withdrawAppeal } from './withdraw-appeal.ts'

const tag = 'Appeals'

export async function appealRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/decisions/:decisionId/appeals',
    operation({
      id: 'lodgeAppeal',
      tag,
      summary: 'Appeal against a decision, in one call',
      description:
        'By the person, a representative or an advocate, against any decision that goes against the person; or recorded for them, in their own words, by the care coordinator or the commissioner. What the person has stays as it is until it is decided.',
      permission: 'appeal:write',
      problems: [409, 422],
      schema: { params: idParams('decisionId'), body: ref(NewAppeal), response: { 201: ref(Appeal) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        lodgeAppeal(tx, context, request.params.decisionId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/appeals',
    operation({
      id: 'listAppeals',
      tag,
      summary: 'List the appeals of a case, newest first',
      permission: 'appeal:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(AppealPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listAppeals(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows.map(withoutVersion), (row) => row.id)
    },
  )

  app.get(
    '/appeals/:appealId',
    operation({
      id: 'getAppeal',
      tag,
      summary: 'Read an appeal, with the day it is due',
      permission: 'appeal:read',
      schema: { params: idParams('appealId'), response: { 200: ref(Appeal) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const appeal = await readBelonging(platform, actor, 'appeal', params.appealId, (reads) =>
        findAppeal(reads, actor, params.appealId),
      )
      reply.header('etag', etag(appeal.version))
      return withoutVersion(appeal)
    },
  )

  app.post(
    '/appeals/:appealId/acceptance',
    operation({
      id: 'acceptAppeal',
      tag,
      summary: 'Say whether a further appeal within six months is heard',
      description:
        'By a reviewer who took no part in the decision. One that is not heard has reasons and a letter, and can be complained about.',
      permission: 'appeal:decide',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params: idParams('appealId'), body: ref(AppealAcceptance), response: { 200: ref(Appeal) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        acceptAppeal(tx, context, request.params.appealId, request.body),
      ),
  )

  app.post(
    '/appeals/:appealId/decision',
    operation({
      id: 'decideAppeal',
      tag,
      summary: 'Decide an appeal, by a reviewer who took no part in the decision',
      permission: 'appeal:decide',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params: idParams('appealId'), body: ref(AppealDecision), response: { 201: ref(AppealDecided) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        decideAppeal(tx, context, request.params.appealId, request.body),
      ),
  )

  app.post(
    '/appeals/:appealId/withdrawal',
    operation({
      id: 'withdrawAppeal',
      tag,
      summary: 'Take an appeal back',
      permission: 'appeal:write',
      problems: [409, 412],
      schema: { params: idParams('appealId'), response: { 200: ref(Appeal) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => withdrawAppeal(tx, context, request.params.appealId)),
  )
}
