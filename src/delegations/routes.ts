import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { delegateSignOff } from './delegate-sign-off.ts'
import { endDelegation } from './end-delegation.ts'
import { findDelegation, listDelegations } from './repository.ts'
import { Delegation, DelegationPage, NewDelegation } from './schemas.ts'

const tag = 'Delegations'

export async function delegationRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/delegations',
    operation({
      id: 'delegateSignOff',
      tag,
      summary: 'Delegate the sign-off of a tier',
      description:
        'By the holder, their team manager or the commissioner. The delegate sees what waits for the holder and may decide on it, never on a plan that they wrote, signed or that is their own, nor on a case on whose team they are.',
      permission: 'delegation:write',
      problems: [409, 422],
      schema: { body: ref(NewDelegation), response: { 201: ref(Delegation) } },
    }),
    (request, reply) => write(platform, request, reply, (tx, context) => delegateSignOff(tx, context, request.body)),
  )

  app.get(
    '/delegations',
    operation({
      id: 'listDelegations',
      tag,
      summary: 'List who stands in for whom, newest first',
      permission: 'delegation:read',
      schema: { querystring: PageQuery, response: { 200: ref(DelegationPage) } },
    }),
    async (request, reply) => {
      const { actor } = request
      const asked = pageRequest(request.query)
      const rows = await platform.database.read(actor, (reads) => listDelegations(reads, actor, asked))
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/delegations/:delegationId',
    operation({
      id: 'getDelegation',
      tag,
      summary: 'Read who stands in for whom',
      permission: 'delegation:read',
      schema: { params: idParams('delegationId'), response: { 200: ref(Delegation) } },
    }),
    async ({ actor, params }) =>
      orNotFound(await platform.database.read(actor, (reads) => findDelegation(reads, actor, params.delegationId))),
  )

  app.post(
    '/delegations/:delegationId/ending',
    operation({
      id: 'endDelegation',
      tag,
      summary: 'End a delegation before its last day',
      permission: 'delegation:write',
      problems: [409],
      schema: { params: idParams('delegationId'), response: { 200: ref(Delegation) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => endDelegation(tx, context, request.params.delegationId)),
  )
}
