import { Type } from '@sinclair/typebox'
import { contentHash } from '../platform/audit/content-hash.ts'
import { orNotFound, type Platform } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { londonDate } from '../shared/dates.ts'
import { ref } from '../shared/schema.ts'
import { SchemeTransparency, SchemeVersionRules, SchemeVersions } from './draft-schemas.ts'
import { findSchemeHeading } from './drafts-repository.ts'
import { findScheme } from './repository.ts'
import { transparencyOf } from './transparency-of.ts'
import { findVersionRules, listVersions } from './versions-repository.ts'

const tag = 'Schemes'
const versionParams = Type.Object(
  {
    ...idParams('schemeId').properties,
    schemeVersion: Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'The number of the version.',
      examples: [1],
    }),
  },
  { additionalProperties: false },
)

/** What was published of a scheme, and what everybody is told of it. */
export async function schemeVersionRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/schemes/:schemeId/versions',
    operation({
      id: 'listSchemeVersions',
      tag,
      summary: 'List the published versions of a scheme, with their dates',
      permission: 'scheme:read',
      schema: { params: idParams('schemeId'), response: { 200: ref(SchemeVersions) } },
    }),
    async ({ actor, params }) => {
      const today = londonDate(platform.now())
      const [scheme, items] = await platform.database.read(actor, (reads) =>
        Promise.all([
          findSchemeHeading(reads, actor, params.schemeId),
          listVersions(reads, actor, params.schemeId, today),
        ]),
      )
      orNotFound(scheme)
      return { items }
    },
  )

  app.get(
    '/schemes/:schemeId/versions/:schemeVersion',
    operation({
      id: 'getSchemeVersion',
      tag,
      summary: 'Read a published version with its rules, as it will always be',
      permission: 'scheme:read',
      schema: { params: versionParams, response: { 200: ref(SchemeVersionRules) } },
    }),
    async ({ actor, params }) => {
      const today = londonDate(platform.now())
      const [versions, held] = await platform.database.read(actor, (reads) =>
        Promise.all([
          listVersions(reads, actor, params.schemeId, today),
          findVersionRules(reads, actor, params.schemeId, params.schemeVersion),
        ]),
      )
      const rules = orNotFound(held)
      const version = orNotFound(versions.find((each) => each.version === params.schemeVersion))
      return { ...version, contentHash: contentHash(rules), rules }
    },
  )

  app.get(
    '/schemes/:schemeId/transparency',
    operation({
      id: 'getSchemeTransparency',
      tag,
      summary: 'Read what a commissioner must tell everybody of a scheme',
      description:
        'In plain English, from the rules in force: who is likely to have a budget and who decides on that; how it is worked out; what help there is; what a decision goes by; who can sign off; what you are told if you are turned down; how to appeal.',
      permission: 'scheme:read',
      schema: { params: idParams('schemeId'), response: { 200: ref(SchemeTransparency) } },
    }),
    async ({ actor, params }) =>
      transparencyOf(
        orNotFound(
          await platform.database.read(actor, (reads) =>
            findScheme(reads, actor.commissionerId, params.schemeId, londonDate(platform.now())),
          ),
        ),
      ),
  )
}
