import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { etag, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { londonDate } from '../shared/dates.ts'
import { ref } from '../shared/schema.ts'
import { changeCurrentService, type PlanLinesOf } from './change-current-service.ts'
import { registerCurrentService } from './register-current-service.ts'
import { findService, findServicesContext, listServices, listServicesOf, withoutVersion } from './repository.ts'
import { CurrentService, CurrentServicePage, CurrentServicePatch, NewCurrentService, WhatStays } from './schemas.ts'
import { whatStays } from './what-stays.ts'

const tag = 'Current services'

export async function currentServiceRoutes(
  app: TypedApp,
  { platform, planLinesOf }: { platform: Platform; planLinesOf: PlanLinesOf },
) {
  app.post(
    '/cases/:caseId/current-services',
    operation({
      id: 'registerCurrentService',
      tag,
      summary: 'Register a service that the person has now',
      description:
        'By the person, who acts for them, or the care coordinator. It is kept until it is decided otherwise; an NHS crisis service is always kept.',
      permission: 'service:write',
      problems: [409, 422],
      schema: { params: idParams('caseId'), body: ref(NewCurrentService), response: { 201: ref(CurrentService) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        registerCurrentService(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/current-services',
    operation({
      id: 'listCurrentServices',
      tag,
      summary: 'List what the person has now, newest first',
      permission: 'service:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(CurrentServicePage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listServices(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows.map(withoutVersion), (row) => row.id)
    },
  )

  app.get(
    '/current-services/:currentServiceId',
    operation({
      id: 'getCurrentService',
      tag,
      summary: 'Read a service that the person has now',
      permission: 'service:read',
      schema: { params: idParams('currentServiceId'), response: { 200: ref(CurrentService) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const service = await readBelonging(platform, actor, 'current_service', params.currentServiceId, (reads) =>
        findService(reads, actor, params.currentServiceId),
      )
      reply.header('etag', etag(service.version))
      return withoutVersion(service)
    },
  )

  app.patch(
    '/current-services/:currentServiceId',
    operation({
      id: 'changeCurrentService',
      tag,
      summary: 'Change a service that the person has now, or settle what becomes of it',
      description:
        'A replaced service names the line of the plan that replaces it. A named relationship ends or becomes less, and a service stops before its replacement starts, only with the person’s own dated agreement, given in the same request. What ends, becomes less or loses its code without it has a reason, which the person is told. NHS crisis services keep their code, and their title and provider are corrected only by who registered them, on the same day. While an appeal is open, nothing is taken away and nothing is renamed: what is changed is refused as `support-frozen`, save what makes it better.',
      permission: 'service:write',
      ifMatch: 'required',
      problems: [409, 422],
      schema: {
        params: idParams('currentServiceId'),
        body: ref(CurrentServicePatch),
        response: { 200: ref(CurrentService) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changeCurrentService(tx, context, request.params.currentServiceId, request.body, planLinesOf),
      ),
  )

  app.get(
    '/cases/:caseId/what-stays',
    operation({
      id: 'getWhatStays',
      tag,
      summary: 'Read in plain words what the person goes on having, whatever is decided about a budget',
      permission: 'service:read',
      schema: { params: idParams('caseId'), response: { 200: ref(WhatStays) } },
    }),
    async ({ actor, params: { caseId } }) => {
      const [services, servicesContext] = await readOfCase(platform, actor, caseId, (reads) =>
        Promise.all([listServicesOf(reads, actor, caseId), findServicesContext(reads, actor, caseId)]),
      )
      return whatStays(services, servicesContext, londonDate(platform.now()))
    },
  )
}
