import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { etag, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { instruments } from '../rules/assessment/instruments.ts'
import { ref } from '../shared/schema.ts'
import { beginNeedsAssessment } from './begin-needs-assessment.ts'
import { changeNeedsAssessment } from './change-needs-assessment.ts'
import { completeNeedsAssessment } from './complete-needs-assessment.ts'
import { withoutVersion } from './open-assessment.ts'
import { findAssessment, listAssessments } from './repository.ts'
import {
  InstrumentList,
  NeedsAssessment,
  NeedsAssessmentPage,
  NeedsAssessmentPatch,
  NewNeedsAssessment,
} from './schemas.ts'

const tag = 'Needs assessments'

export async function assessmentRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  const instrumentList = { items: structuredClone(instruments) as (typeof InstrumentList)['static']['items'] }

  app.get(
    '/needs-instruments',
    operation({
      id: 'listInstruments',
      tag,
      summary: 'List the instruments, with their domains of life',
      permission: 'scheme:read',
      schema: { response: { 200: ref(InstrumentList) } },
    }),
    async () => instrumentList,
  )

  app.post(
    '/cases/:caseId/needs-assessments',
    operation({
      id: 'beginNeedsAssessment',
      tag,
      summary: 'Begin a needs assessment',
      description:
        'With the default instrument, mental health first. It may be empty, and is filled in as the conversation goes.',
      permission: 'assessment:write',
      problems: [409],
      schema: { params: idParams('caseId'), body: ref(NewNeedsAssessment), response: { 201: ref(NeedsAssessment) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        beginNeedsAssessment(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/needs-assessments',
    operation({
      id: 'listNeedsAssessments',
      tag,
      summary: 'List the needs assessments of a case, newest first',
      permission: 'assessment:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(NeedsAssessmentPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listAssessments(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows.map(withoutVersion), (row) => row.id)
    },
  )

  app.get(
    '/needs-assessments/:needsAssessmentId',
    operation({
      id: 'getNeedsAssessment',
      tag,
      summary: 'Read a needs assessment',
      permission: 'assessment:read',
      schema: { params: idParams('needsAssessmentId'), response: { 200: ref(NeedsAssessment) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const assessment = await readBelonging(platform, actor, 'needs_assessment', params.needsAssessmentId, (reads) =>
        findAssessment(reads, actor, params.needsAssessmentId),
      )
      reply.header('etag', etag(assessment.version))
      return withoutVersion(assessment)
    },
  )

  app.patch(
    '/needs-assessments/:needsAssessmentId',
    operation({
      id: 'changeNeedsAssessment',
      tag,
      summary: 'Change a needs assessment in progress',
      permission: 'assessment:write',
      ifMatch: 'required',
      problems: [409],
      schema: {
        params: idParams('needsAssessmentId'),
        body: ref(NeedsAssessmentPatch),
        response: { 200: ref(NeedsAssessment) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changeNeedsAssessment(tx, context, request.params.needsAssessmentId, request.body),
      ),
  )

  app.post(
    '/needs-assessments/:needsAssessmentId/completion',
    operation({
      id: 'completeNeedsAssessment',
      tag,
      summary: 'Complete a needs assessment',
      permission: 'assessment:write',
      problems: [409, 412, 422],
      schema: { params: idParams('needsAssessmentId'), response: { 200: ref(NeedsAssessment) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        completeNeedsAssessment(tx, context, request.params.needsAssessmentId),
      ),
  )
}
