import { belongingTo } from '../case-access/repository.ts'
import { get, operationsOf, write } from '../platform/http/operations.ts'
import { SupportPlan } from '../support-plans/schemas.ts'
import { decideSupportPlan, type Later } from './decide-support-plan.ts'
import { declareConflictOfInterest } from './declare-conflict-of-interest.ts'
import { escalateSupportPlan } from './escalate-support-plan.ts'
import { getSignOffRoute } from './get-sign-off-route.ts'
import { listConflictsOfInterest } from './list-conflicts-of-interest.ts'
import { SignOffRoute } from './route-schemas.ts'
import {
  ConflictDeclared,
  ConflictsOfInterest,
  NewConflictOfInterest,
  NewEscalation,
  NewSignature,
  NewVote,
  PlanDecided,
  PlanDecision,
  SupportPlanSigned,
} from './schemas.ts'
import { signSupportPlan } from './sign-support-plan.ts'
import { submitSupportPlan } from './submit-support-plan.ts'
import { voteOnSupportPlan } from './vote-on-support-plan.ts'

export const signOffOperations = (later: Later) =>
  operationsOf('Support plans', [
    write('submitSupportPlan', 'POST /support-plans/:supportPlanId/submission', {
      summary: 'Put a plan before those who must sign it',
      permission: 'plan:write',
      problems: [409, 412, 422],
      gives: { 200: SupportPlan },
      run: submitSupportPlan,
    }),
    get('getSignOffRoute', '/support-plans/:supportPlanId/sign-off-route', {
      summary: 'See who must sign, who decides and why',
      permission: 'plan:read',
      view: 'sign-off',
      gives: SignOffRoute,
      of: belongingTo('support_plan'),
      read: getSignOffRoute,
    }),
    write('signSupportPlan', 'POST /support-plans/:supportPlanId/signatures', {
      summary: 'Sign the plan as it stands',
      description:
        'The last signature that is needed sends the plan to the lowest tier that may decide. What the person signed on paper is recorded by the care coordinator.',
      permission: 'plan:sign',
      key: 'required',
      problems: [409, 412],
      body: NewSignature,
      gives: { 201: SupportPlanSigned },
      run: signSupportPlan,
    }),
    write('decideSupportPlan', 'POST /support-plans/:supportPlanId/decision', {
      summary: 'Decide on a plan at the tier where it is',
      description:
        'Agreed opens the lines of the plan for spending; agreed in part, those that are agreed, and nothing that the person has under the plan in force is taken by that: such a plan is returned. All but agreed need reasons. A meeting or panel decides as its votes carry.',
      permission: 'plan:decide',
      view: 'sign-off',
      key: 'required',
      problems: [409, 412, 422],
      body: PlanDecision,
      gives: { 201: PlanDecided },
      run: (tx, context, id, input) => decideSupportPlan(tx, context, id, input, later),
    }),
    write('escalateSupportPlan', 'POST /support-plans/:supportPlanId/escalations', {
      summary: 'Pass the decision up one tier, without fault',
      description:
        'By the one who decides alone there; a meeting or panel escalates it by its votes, once they do not agree. A conflict of interest does what its declaration does: it bars who has it, and the plan goes up where they would have decided alone.',
      permission: 'plan:decide',
      view: 'sign-off',
      key: 'required',
      problems: [409, 412],
      body: NewEscalation,
      gives: { 200: SupportPlan },
      run: escalateSupportPlan,
    }),
    write('voteOnSupportPlan', 'POST /support-plans/:supportPlanId/votes', {
      summary: 'Vote in a meeting or panel',
      permission: 'plan:decide',
      view: 'sign-off',
      key: 'required',
      problems: [409, 412, 422],
      body: NewVote,
      gives: { 201: SignOffRoute },
      run: voteOnSupportPlan,
    }),
    write('declareConflictOfInterest', 'POST /support-plans/:supportPlanId/conflicts-of-interest', {
      summary: 'Declare a conflict of interest on a plan, without fault',
      description:
        'By somebody on the team, or who sits at a tier. It bars them from deciding on the plan, and escalates the plan where the scheme says so or they would have decided alone.',
      permission: 'conflict:write',
      key: 'required',
      problems: [409, 412],
      body: NewConflictOfInterest,
      gives: { 201: ConflictDeclared },
      run: declareConflictOfInterest,
    }),
    get('listConflictsOfInterest', '/support-plans/:supportPlanId/conflicts-of-interest', {
      summary: 'List the conflicts of interest declared on a plan, and on any other of its case',
      permission: 'plan:read',
      view: 'sign-off',
      gives: ConflictsOfInterest,
      of: belongingTo('support_plan'),
      read: listConflictsOfInterest,
    }),
  ])
