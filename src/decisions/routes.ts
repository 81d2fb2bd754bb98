import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { PageStyle, pageAnswer, sendPage } from '../platform/html/html-page.ts'
import type { Platform } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { findLetter, listLetters } from './letter-repository.ts'
import { findDecision, listDecisions } from './repository.ts'
import { Decision, DecisionPage, LetterPage } from './schemas.ts'

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

  app.get(
    '/cases/:caseId/letters',
    operation({
      id: 'listLetters',
      tag: 'Cases',
      summary: 'List the letters about the decisions on a case, newest first',
      permission: 'letter:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(LetterPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listLetters(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.decisionId)
    },
  )

  app.get(
    '/decisions/:decisionId/letter',
    operation({
      id: 'getLetter',
      tag: 'Cases',
      summary: 'Read the letter about a decision, as it was written on the day',
      description:
        'A page in plain English for the person to read and print: what was decided and why, who decided, what stays, how and by when to appeal, who can help.',
      permission: 'letter:read',
      schema: {
        params: idParams('decisionId'),
        querystring: PageStyle,
        response: { 200: pageAnswer('The letter.') },
      },
    }),
    async ({ actor, params: { decisionId }, query }, reply) => {
      const letter = await readBelonging(platform, actor, 'decision', decisionId, (reads) =>
        findLetter(reads, actor, decisionId),
      )
      return sendPage(reply, letter, query)
    },
  )
}
