import { readOfCase } from '../case-access/reading.ts'
import { type Platform, write } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { listConflicts } from './conflicts-repository.ts'
import { declareConflictOfInterest, toConflict } from './declare-conflict-of-interest.ts'
import { ConflictDeclared, ConflictsOfInterest, NewConflictOfInterest } from './schemas.ts'

const tag = 'Support plans'

export async function conflictRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  const params = idParams('supportPlanId')

  app.post(
    '/support-plans/:supportPlanId/conflicts-of-interest',
    operation({
      id: 'declareConflictOfInterest',
      tag,
      summary: 'Declare a conflict of interest on a plan, without fault',
      description:
        'By somebody on the team, or who sits at a tier. It bars them from deciding on the plan, and escalates the plan where the scheme says so or they would have decided alone.',
      permission: 'conflict:write',
      key: 'required',
      problems: [409, 412],
      schema: { params, body: ref(NewConflictOfInterest), response: { 201: ref(ConflictDeclared) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        declareConflictOfInterest(tx, context, request.params.supportPlanId, request.body),
      ),
  )

  app.get(
    '/support-plans/:supportPlanId/conflicts-of-interest',
    operation({
      id: 'listConflictsOfInterest',
      tag,
      summary: 'List the conflicts of interest declared on a plan',
      permission: 'plan:read',
      schema: { params, response: { 200: ref(ConflictsOfInterest) } },
    }),
    async ({ actor, params: { supportPlanId } }) => {
      const conflicts = await readOfCase(platform, actor, { table: 'support_plan', id: supportPlanId }, (reads) =>
        listConflicts(reads, actor, supportPlanId),
      )
      const told = actor.permissions.has('plan:decide')
      return { items: conflicts.map(toConflict).map((one) => (told ? one : { ...one, words: null })) }
    },
  )
}
