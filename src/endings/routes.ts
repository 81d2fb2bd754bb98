import { type Platform, write } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { endCase } from './end-case.ts'
import { CaseEnded, CaseEnding, CaseWithdrawal, CaseWithdrawn } from './schemas.ts'
import { withdrawCase } from './withdraw-case.ts'

export async function endingRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/withdrawal',
    operation({
      id: 'withdrawCase',
      tag: 'Cases',
      summary: 'The person says no to a budget, at any time and without penalty',
      description:
        'By the person or who acts for them, or recorded for them, in their own words, by the care coordinator or the commissioner. Open appeals are taken back with it; the person can appeal again. The plan and its lines close, and what was not spent is released.',
      permission: 'expression:write',
      key: 'required',
      problems: [403, 409, 422],
      schema: { params: idParams('caseId'), body: ref(CaseWithdrawal), response: { 200: ref(CaseWithdrawn) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => withdrawCase(tx, context, request.params.caseId, request.body)),
  )

  app.post(
    '/cases/:caseId/ending',
    operation({
      id: 'endCase',
      tag: 'Cases',
      summary: 'Record that a case has ended because the person died, moved away or was recorded twice',
      description:
        'Needs no words and no agreement of the person. The plan and its lines close, what was not spent is released, drafts are withdrawn and clocks stop. Appeals and accounts stay open to those who may.',
      permission: 'case:end',
      key: 'required',
      problems: [403, 409, 422],
      schema: { params: idParams('caseId'), body: ref(CaseEnding), response: { 200: ref(CaseEnded) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => endCase(tx, context, request.params.caseId, request.body)),
  )
}
