import { etag, orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { changeSchemeDraft } from './change-scheme-draft.ts'
import { createScheme } from './create-scheme.ts'
import {
  NewScheme,
  NewSchemeDraft,
  SchemeDraft,
  SchemeDraftPage,
  SchemeDraftPatch,
  SchemeHeading,
} from './draft-schemas.ts'
import { draftSchemeVersion } from './draft-scheme-version.ts'
import { findDraft, findSchemeHeading, listDrafts, toSchemeDraft } from './drafts-repository.ts'

const tag = 'Schemes'

/** How a commissioner writes a version of a scheme. */
export async function schemeDraftRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/schemes',
    operation({
      id: 'createScheme',
      tag,
      summary: 'Begin a scheme of your own',
      description: 'It has a code and a title. Its first version is drafted, simulated and published like every other.',
      permission: 'scheme:write',
      problems: [409, 422],
      schema: { body: ref(NewScheme), response: { 201: ref(SchemeHeading) } },
    }),
    (request, reply) => write(platform, request, reply, (tx, context) => createScheme(tx, context, request.body)),
  )

  app.post(
    '/schemes/:schemeId/drafts',
    operation({
      id: 'draftSchemeVersion',
      tag,
      summary: 'Begin a draft of a version',
      description:
        'From the rules given, or from those of the newest published version, also where it starts later. Rules with a fault as policy are refused, and each fault is named by its field.',
      permission: 'scheme:write',
      problems: [409, 422],
      schema: { params: idParams('schemeId'), body: ref(NewSchemeDraft), response: { 201: ref(SchemeDraft) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        draftSchemeVersion(tx, context, request.params.schemeId, request.body),
      ),
  )

  app.get(
    '/schemes/:schemeId/drafts',
    operation({
      id: 'listSchemeDrafts',
      tag,
      summary: 'List the drafts of a scheme, newest first',
      permission: 'scheme:write',
      schema: { params: idParams('schemeId'), querystring: PageQuery, response: { 200: ref(SchemeDraftPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const [scheme, rows] = await platform.database.read(actor, (reads) =>
        Promise.all([
          findSchemeHeading(reads, actor, params.schemeId),
          listDrafts(reads, actor, params.schemeId, asked),
        ]),
      )
      orNotFound(scheme)
      return page(request, reply, asked, rows.map(toSchemeDraft), (row) => row.id)
    },
  )

  app.get(
    '/scheme-drafts/:schemeDraftId',
    operation({
      id: 'getSchemeDraft',
      tag,
      summary: 'Read a draft',
      permission: 'scheme:write',
      schema: { params: idParams('schemeDraftId'), response: { 200: ref(SchemeDraft) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const draft = orNotFound(
        await platform.database.read(actor, (reads) => findDraft(reads, actor, params.schemeDraftId)),
      )
      reply.header('etag', etag(draft.version))
      return toSchemeDraft(draft)
    },
  )

  app.patch(
    '/scheme-drafts/:schemeDraftId',
    operation({
      id: 'changeSchemeDraft',
      tag,
      summary: 'Change a draft',
      description:
        'A change that would leave a fault in the rules is refused whole, and each fault is named by its field. Where a version was published after the draft was begun, the draft is brought onto it here.',
      permission: 'scheme:write',
      ifMatch: 'required',
      problems: [409, 422],
      schema: { params: idParams('schemeDraftId'), body: ref(SchemeDraftPatch), response: { 200: ref(SchemeDraft) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changeSchemeDraft(tx, context, request.params.schemeDraftId, request.body),
      ),
  )
}
