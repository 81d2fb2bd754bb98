import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { etag, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { changeSupportPlan } from './change-support-plan.ts'
import { draftSupportPlan } from './draft-support-plan.ts'
import { toSupportPlan } from './open-plan.ts'
import { findPlan, listPlans } from './repository.ts'
import { NewSupportPlan, SupportPlan, SupportPlanPage, SupportPlanPatch } from './schemas.ts'
import { withdrawSupportPlan } from './withdraw-support-plan.ts'

const tag = 'Support plans'

export async function supportPlanRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/support-plans',
    operation({
      id: 'draftSupportPlan',
      tag,
      summary: 'Begin a support plan',
      description: 'By the case’s broker, once the person has been told the amount of the indicative budget.',
      permission: 'plan:write',
      problems: [409],
      schema: { params: idParams('caseId'), body: ref(NewSupportPlan), response: { 201: ref(SupportPlan) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        draftSupportPlan(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/support-plans',
    operation({
      id: 'listSupportPlans',
      tag,
      summary: 'List the support plans of a case, newest first',
      permission: 'plan:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(SupportPlanPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listPlans(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows.map(toSupportPlan), (row) => row.id)
    },
  )

  app.get(
    '/support-plans/:supportPlanId',
    operation({
      id: 'getSupportPlan',
      tag,
      summary: 'Read a support plan',
      permission: 'plan:read',
      schema: { params: idParams('supportPlanId'), response: { 200: ref(SupportPlan) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const plan = await readBelonging(platform, actor, 'support_plan', params.supportPlanId, (reads) =>
        findPlan(reads, actor, params.supportPlanId),
      )
      reply.header('etag', etag(plan.version))
      return toSupportPlan(plan)
    },
  )

  app.patch(
    '/support-plans/:supportPlanId',
    operation({
      id: 'changeSupportPlan',
      tag,
      summary: 'Change a plan until it is decided on',
      description: 'A change after submission takes the plan back to a draft and voids the signatures on it.',
      permission: 'plan:write',
      ifMatch: 'required',
      problems: [409],
      schema: { params: idParams('supportPlanId'), body: ref(SupportPlanPatch), response: { 200: ref(SupportPlan) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changeSupportPlan(tx, context, request.params.supportPlanId, request.body),
      ),
  )

  app.post(
    '/support-plans/:supportPlanId/withdrawal',
    operation({
      id: 'withdrawSupportPlan',
      tag,
      summary: 'Withdraw a plan that was begun and given up',
      description:
        'Until the plan is before those who decide. A plan in force goes on as it is, and another can be drafted at any time.',
      permission: 'plan:write',
      problems: [409, 412],
      schema: { params: idParams('supportPlanId'), response: { 200: ref(SupportPlan) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => withdrawSupportPlan(tx, context, request.params.supportPlanId)),
  )
}
