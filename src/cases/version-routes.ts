import { type Platform, write } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { changeSchemeVersion } from './change-scheme-version.ts'
import { CaseSummary } from './schemas.ts'
import { SchemeVersionChange } from './version-schemas.ts'

export async function caseVersionRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/scheme-version',
    operation({
      id: 'changeSchemeVersion',
      tag: 'Cases',
      summary: 'Put a case under the version of the rules that is in force',
      description:
        'Between two steps, and only so: no case changes its rules by itself. What was done stands; a calculation that was not adopted must be made again. Refused while an appeal is open (wrong-state).',
      permission: 'budget:write',
      key: 'required',
      problems: [409, 422],
      schema: { params: idParams('caseId'), body: ref(SchemeVersionChange), response: { 200: ref(CaseSummary) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changeSchemeVersion(tx, context, request.params.caseId, request.body),
      ),
  )
}
