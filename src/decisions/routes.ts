import { readBelonging, readOfCase } from '../cases/reading.ts'
import type { Platform } from '../platform/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/route.ts'
import { ref } from '../shared/schema.ts'
import { findDecision, listDecisions } from './repository.ts'
import { Decision, DecisionPage } from './schemas.ts'

export async function decisionRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/cases/:caseId/decisions',
    operation({
      id: 'listDecisions',
      tag: 'Cases',
      summary: 'List the decisions on a case with their reasons, newest first',
      permission: 'plan:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(DecisionPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listDecisions(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/decisions/:decisionId',
    operation({
      id: 'getDecision',
      tag: 'Cases',
      summary: 'Read a decision and its reasons',
      permission: 'plan:read',
      schema: { params: idParams('decisionId'), response: { 200: ref(Decision) } },
    }),
    (request) =>
      readBelonging(platform, request.actor, 'decision', request.params.decisionId, (reads) =>
        findDecision(reads, request.actor, request.params.decisionId),
      ),
  )
}
