import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { getRulesOfCase } from '../case-access/repository.ts'
import { etag, orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { missingFrom } from '../rules/assessment/readiness.ts'
import { ref } from '../shared/schema.ts'
import { answerInformationRequest } from './answer-information-request.ts'
import { changeExpressionOfInterest } from './change-expression-of-interest.ts'
import { decideExpressionOfInterest } from './decide-expression-of-interest.ts'
import { draftExpressionOfInterest } from './draft-expression-of-interest.ts'
import { withoutVersion } from './open-expression.ts'
import { findExpression, listExpressions } from './repository.ts'
import { requestInformation } from './request-information.ts'
import {
  ExpressionDecided,
  ExpressionDecision,
  ExpressionOfInterest,
  ExpressionOfInterestPage,
  ExpressionOfInterestPatch,
  InformationAnswers,
  NewExpressionOfInterest,
  NewInformationRequest,
  Readiness,
} from './schemas.ts'
import { submitExpressionOfInterest } from './submit-expression-of-interest.ts'
import { withdrawExpressionOfInterest } from './withdraw-expression-of-interest.ts'

const tag = 'Expressions of interest'

export async function expressionRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/expressions-of-interest',
    operation({
      id: 'draftExpressionOfInterest',
      tag,
      summary: 'Begin an expression of interest',
      description:
        'Made by the person, a representative or staff. A draft may be incomplete; ask its readiness before sending.',
      permission: 'expression:write',
      problems: [409],
      schema: {
        params: idParams('caseId'),
        body: ref(NewExpressionOfInterest),
        response: { 201: ref(ExpressionOfInterest) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        draftExpressionOfInterest(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/expressions-of-interest',
    operation({
      id: 'listExpressionsOfInterest',
      tag,
      summary: 'List the expressions of interest of a case, newest first',
      permission: 'expression:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(ExpressionOfInterestPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listExpressions(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows.map(withoutVersion), (row) => row.id)
    },
  )

  app.get(
    '/expressions-of-interest/:expressionId',
    operation({
      id: 'getExpressionOfInterest',
      tag,
      summary: 'Read an expression of interest, with what was asked and answered',
      permission: 'expression:read',
      schema: { params: idParams('expressionId'), response: { 200: ref(ExpressionOfInterest) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const expression = await readBelonging(platform, actor, 'expression_of_interest', params.expressionId, (reads) =>
        findExpression(reads, actor, params.expressionId),
      )
      reply.header('etag', etag(expression.version))
      return withoutVersion(expression)
    },
  )

  app.patch(
    '/expressions-of-interest/:expressionId',
    operation({
      id: 'changeExpressionOfInterest',
      tag,
      summary: 'Change a draft',
      permission: 'expression:write',
      ifMatch: 'required',
      problems: [409],
      schema: {
        params: idParams('expressionId'),
        body: ref(ExpressionOfInterestPatch),
        response: { 200: ref(ExpressionOfInterest) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changeExpressionOfInterest(tx, context, request.params.expressionId, request.body),
      ),
  )

  app.get(
    '/expressions-of-interest/:expressionId/readiness',
    operation({
      id: 'getReadiness',
      tag,
      summary: 'See what will be asked and what is missing, before sending',
      permission: 'expression:read',
      schema: { params: idParams('expressionId'), response: { 200: ref(Readiness) } },
    }),
    async (request) => {
      const { actor, params } = request
      const of = { table: 'expression_of_interest', id: params.expressionId } as const
      const [rules, held] = await platform.database.read(actor, (reads) =>
        Promise.all([getRulesOfCase(reads, actor, of), findExpression(reads, actor, params.expressionId)]),
      )
      const { readinessQuestions } = orNotFound(rules)
      const expression = orNotFound(held)
      const missing = missingFrom(expression, orNotFound(rules))
      const answered = new Set(expression.answers.map((answer) => answer.question))
      return {
        ready: missing.length === 0,
        questions: readinessQuestions.map((question) => ({ ...question, answered: answered.has(question.key) })),
        missing,
      }
    },
  )

  app.post(
    '/expressions-of-interest/:expressionId/submission',
    operation({
      id: 'submitExpressionOfInterest',
      tag,
      summary: 'Send an expression of interest',
      permission: 'expression:write',
      problems: [409, 412, 422],
      schema: { params: idParams('expressionId'), response: { 200: ref(ExpressionOfInterest) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        submitExpressionOfInterest(tx, context, request.params.expressionId),
      ),
  )

  app.post(
    '/expressions-of-interest/:expressionId/information-requests',
    operation({
      id: 'requestInformation',
      tag,
      summary: 'Ask for more, question by question',
      description:
        'The clock of the decision waits until the person has answered; where the care coordinator is asked, it runs on. After the last day to answer it can be decided on what there is.',
      permission: 'expression:decide',
      problems: [409, 412],
      schema: {
        params: idParams('expressionId'),
        body: ref(NewInformationRequest),
        response: { 201: ref(ExpressionOfInterest) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        requestInformation(tx, context, request.params.expressionId, request.body),
      ),
  )

  app.post(
    '/information-requests/:informationRequestId/answers',
    operation({
      id: 'answerInformationRequest',
      tag,
      summary: 'Answer what was asked',
      permission: 'expression:write',
      problems: [409, 422],
      schema: {
        params: idParams('informationRequestId'),
        body: ref(InformationAnswers),
        response: { 200: ref(ExpressionOfInterest) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        answerInformationRequest(tx, context, request.params.informationRequestId, request.body),
      ),
  )

  app.post(
    '/expressions-of-interest/:expressionId/decision',
    operation({
      id: 'decideExpressionOfInterest',
      tag,
      summary: 'Accept or decline an expression of interest, with reasons',
      permission: 'expression:decide',
      key: 'required',
      problems: [409, 412, 422],
      schema: {
        params: idParams('expressionId'),
        body: ref(ExpressionDecision),
        response: { 201: ref(ExpressionDecided) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        decideExpressionOfInterest(tx, context, request.params.expressionId, request.body),
      ),
  )

  app.post(
    '/expressions-of-interest/:expressionId/withdrawal',
    operation({
      id: 'withdrawExpressionOfInterest',
      tag,
      summary: 'Take an expression of interest back',
      permission: 'expression:write',
      problems: [409, 412],
      schema: { params: idParams('expressionId'), response: { 200: ref(ExpressionOfInterest) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        withdrawExpressionOfInterest(tx, context, request.params.expressionId),
      ),
  )
}
