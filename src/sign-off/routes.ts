import { readOfCase } from '../case-access/reading.ts'
import { getRulesOfCase } from '../case-access/repository.ts'
import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { findPlan } from '../support-plans/repository.ts'
import { SupportPlan } from '../support-plans/schemas.ts'
import { decideSupportPlan } from './decide-support-plan.ts'
import { escalateSupportPlan } from './escalate-support-plan.ts'
import {
  NewEscalation,
  NewSignature,
  NewVote,
  PlanDecided,
  PlanDecision,
  SignOffRoute,
  SupportPlanSigned,
} from './schemas.ts'
import { signOffRoute } from './sign-off-route.ts'
import { signSupportPlan } from './sign-support-plan.ts'
import { submitSupportPlan } from './submit-support-plan.ts'
import { voteOnSupportPlan } from './vote-on-support-plan.ts'

const tag = 'Support plans'

export async function signOffRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  const params = idParams('supportPlanId')

  app.post(
    '/support-plans/:supportPlanId/submission',
    operation({
      id: 'submitSupportPlan',
      tag,
      summary: 'Put a plan before those who must sign it',
      permission: 'plan:write',
      problems: [409, 412, 422],
      schema: { params: idParams('supportPlanId'), response: { 200: ref(SupportPlan) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => submitSupportPlan(tx, context, request.params.supportPlanId)),
  )

  app.get(
    '/support-plans/:supportPlanId/sign-off-route',
    operation({
      id: 'getSignOffRoute',
      tag,
      summary: 'See who must sign, who decides and why',
      permission: 'plan:read',
      schema: { params, response: { 200: ref(SignOffRoute) } },
    }),
    async ({ actor, params: { supportPlanId } }) =>
      readOfCase(platform, actor, { table: 'support_plan', id: supportPlanId }, async (reads) => {
        const [rules, plan] = await Promise.all([
          getRulesOfCase(reads, actor, { table: 'support_plan', id: supportPlanId }),
          findPlan(reads, actor, supportPlanId),
        ])
        return signOffRoute(reads, actor, orNotFound(rules), orNotFound(plan))
      }),
  )

  app.post(
    '/support-plans/:supportPlanId/signatures',
    operation({
      id: 'signSupportPlan',
      tag,
      summary: 'Sign the plan as it stands',
      description:
        'The last signature that is needed sends the plan to the lowest tier that may decide. What the person signed on paper is recorded by the care coordinator.',
      permission: 'plan:sign',
      key: 'required',
      problems: [409, 412],
      schema: { params, body: ref(NewSignature), response: { 201: ref(SupportPlanSigned) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        signSupportPlan(tx, context, request.params.supportPlanId, request.body),
      ),
  )

  app.post(
    '/support-plans/:supportPlanId/decision',
    operation({
      id: 'decideSupportPlan',
      tag,
      summary: 'Decide on a plan at the tier where it is',
      description:
        'Agreed opens the lines of the plan for spending; agreed in part, those that are agreed, and nothing that the person has under the plan in force is taken by that: such a plan is returned. All but agreed need reasons. A meeting or panel decides as its votes carry.',
      permission: 'plan:decide',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params, body: ref(PlanDecision), response: { 201: ref(PlanDecided) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        decideSupportPlan(tx, context, request.params.supportPlanId, request.body),
      ),
  )

  app.post(
    '/support-plans/:supportPlanId/escalations',
    operation({
      id: 'escalateSupportPlan',
      tag,
      summary: 'Pass the decision up one tier, without fault',
      description:
        'By the one who decides alone there; a meeting or panel escalates it by its votes, once they do not agree. A conflict of interest does what its declaration does: it bars who has it, and the plan goes up where they would have decided alone.',
      permission: 'plan:decide',
      key: 'required',
      problems: [409, 412],
      schema: { params, body: ref(NewEscalation), response: { 200: ref(SupportPlan) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        escalateSupportPlan(tx, context, request.params.supportPlanId, request.body),
      ),
  )

  app.post(
    '/support-plans/:supportPlanId/votes',
    operation({
      id: 'voteOnSupportPlan',
      tag,
      summary: 'Vote in a meeting or panel',
      permission: 'plan:decide',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params, body: ref(NewVote), response: { 201: ref(SignOffRoute) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        voteOnSupportPlan(tx, context, request.params.supportPlanId, request.body),
      ),
  )
}
