import { orNotFound, type Platform } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { londonDate } from '../shared/dates.ts'
import { ref } from '../shared/schema.ts'
import { findScheme, listSchemes } from './repository.ts'
import { ListedSchemePage, Scheme } from './schemas.ts'

export async function schemeRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/schemes',
    operation({
      id: 'listSchemes',
      tag: 'Schemes',
      summary: 'List the schemes in force, newest first',
      description:
        'Who may write schemes (scheme:write) also finds those that have no version in force: only drafts, or a version that starts later. Their version is null.',
      permission: 'scheme:read',
      schema: { querystring: PageQuery, response: { 200: ref(ListedSchemePage) } },
    }),
    async (request, reply) => {
      const asked = pageRequest(request.query)
      const today = londonDate(platform.now())
      const rows = await platform.database.read(request.actor, (reads) =>
        listSchemes(reads, request.actor, today, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/schemes/:schemeId',
    operation({
      id: 'getScheme',
      tag: 'Schemes',
      summary: 'Read a scheme and its rules in force',
      permission: 'scheme:read',
      schema: { params: idParams('schemeId'), response: { 200: ref(Scheme) } },
    }),
    async (request) => {
      const { actor, params } = request
      return orNotFound(
        await platform.database.read(actor, (reads) =>
          findScheme(reads, actor.commissionerId, params.schemeId, londonDate(platform.now())),
        ),
      )
    },
  )
}
