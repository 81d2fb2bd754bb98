import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { endOrganisation } from './end-organisation.ts'
import { registerOrganisation } from './register-organisation.ts'
import { findOrganisation, listOrganisations } from './repository.ts'
import { NewOrganisation, Organisation, OrganisationPage } from './schemas.ts'

export async function organisationRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/organisations',
    operation({
      id: 'registerOrganisation',
      tag: 'Organisations',
      summary: 'Register an organisation',
      permission: 'organisation:write',
      problems: [409],
      schema: { body: ref(NewOrganisation), response: { 201: ref(Organisation) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => registerOrganisation(tx, context, request.body)),
  )

  app.get(
    '/organisations',
    operation({
      id: 'listOrganisations',
      tag: 'Organisations',
      summary: 'List organisations, newest first',
      permission: 'organisation:read',
      schema: { querystring: PageQuery, response: { 200: ref(OrganisationPage) } },
    }),
    async (request, reply) => {
      const asked = pageRequest(request.query)
      const rows = await platform.database.read(request.actor, (reads) =>
        listOrganisations(reads, request.actor.commissionerId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/organisations/:organisationId',
    operation({
      id: 'getOrganisation',
      tag: 'Organisations',
      summary: 'Read an organisation',
      permission: 'organisation:read',
      schema: { params: idParams('organisationId'), response: { 200: ref(Organisation) } },
    }),
    async (request) =>
      orNotFound(
        await platform.database.read(request.actor, (reads) =>
          findOrganisation(reads, request.actor.commissionerId, request.params.organisationId),
        ),
      ),
  )

  app.post(
    '/organisations/:organisationId/ending',
    operation({
      id: 'endOrganisation',
      tag: 'Organisations',
      summary: 'End that an organisation takes part',
      description: `A token that names it, and a machine client of it, are refused within ${mostSecondsBehind} seconds. What names it stays as it is.`,
      permission: 'organisation:write',
      problems: [409],
      schema: { params: idParams('organisationId'), response: { 200: ref(Organisation) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => endOrganisation(tx, context, request.params.organisationId)),
  )
}
