import { found, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { nameDeputy } from './delegate-sign-off.ts'
import { endDeputyship } from './end-delegation.ts'
import { findDeputyship, listDeputyships } from './repository.ts'
import { Deputyship, DeputyshipPage, NewDeputyship } from './schemas.ts'

const tag = 'Deputies'

export async function deputyshipRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/deputyships',
    operation({
      id: 'nameDeputy',
      tag,
      summary: 'Name who stands in for a holder of a tier',
      description:
        'By the holder, their team manager or the commissioner. The deputy sees what waits for the holder and may decide on it, never on a plan that they wrote, signed or that is their own, nor on a case on whose team they are.',
      permission: 'deputy:write',
      problems: [409, 422],
      schema: { body: ref(NewDeputyship), response: { 201: ref(Deputyship) } },
    }),
    (request, reply) => write(platform, request, reply, (tx, context) => nameDeputy(tx, context, request.body)),
  )

  app.get(
    '/deputyships',
    operation({
      id: 'listDeputyships',
      tag,
      summary: 'List who stands in for whom, newest first',
      permission: 'deputy:read',
      schema: { querystring: PageQuery, response: { 200: ref(DeputyshipPage) } },
    }),
    async (request, reply) => {
      const { actor } = request
      const asked = pageRequest(request.query)
      const rows = await platform.database.read(actor, (reads) => listDeputyships(reads, actor, asked))
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/deputyships/:deputyshipId',
    operation({
      id: 'getDeputyship',
      tag,
      summary: 'Read who stands in for whom',
      permission: 'deputy:read',
      schema: { params: idParams('deputyshipId'), response: { 200: ref(Deputyship) } },
    }),
    async ({ actor, params }) =>
      found(await platform.database.read(actor, (reads) => findDeputyship(reads, actor, params.deputyshipId))),
  )

  app.post(
    '/deputyships/:deputyshipId/ending',
    operation({
      id: 'endDeputyship',
      tag,
      summary: 'End a deputyship before its last day',
      permission: 'deputy:write',
      problems: [409],
      schema: { params: idParams('deputyshipId'), response: { 200: ref(Deputyship) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => endDeputyship(tx, context, request.params.deputyshipId)),
  )
}
