import { Type } from '@sinclair/typebox'
import { belongingTo, findCase } from '../case-access/repository.ts'
import { rowTold } from '../case-access/visible-repository.ts'
import { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { changeSupportPlan } from './change-support-plan.ts'
import { PlanChecks } from './check-schemas.ts'
import { checkSupportPlan } from './check-support-plan.ts'
import { draftSupportPlan } from './draft-support-plan.ts'
import { getPlanCosts } from './get-plan-costs.ts'
import { toSupportPlan } from './in-force.ts'
import { listPlansKnownAs } from './known-as-repository.ts'
import { PlanCosts, PlanCostsQuery } from './line-schemas.ts'
import { findPlanToTell, listPlansToTell, type PlanToTell } from './plans-told.ts'
import {
  NewSupportPlan,
  PlanIdentifier,
  SupportPlan,
  SupportPlanFilter,
  SupportPlanPage,
  SupportPlanPatch,
  SupportPlanVersion,
} from './schemas.ts'
import { setSupportPlanIdentifiers } from './set-support-plan-identifiers.ts'
import { findPlanVersion } from './versions-repository.ts'
import { withdrawSupportPlan } from './withdraw-support-plan.ts'

const toldPlan = ({ identifiers, ...plan }: PlanToTell): SupportPlan => ({ ...toSupportPlan(plan), identifiers })

export const supportPlanOperations = operationsOf('Support plans', [
  write('draftSupportPlan', 'POST /cases/:caseId/support-plans', {
    summary: 'Begin a support plan',
    description:
      'By the person, whoever acts for them, or the case’s broker, once the person has been told the amount of the indicative budget.',
    permission: 'plan:write',
    problems: [409],
    body: NewSupportPlan,
    gives: { 201: SupportPlan },
    run: draftSupportPlan,
  }),
  list('listSupportPlans', '/cases/:caseId/support-plans', {
    summary: 'List the support plans of a case, newest first',
    permission: 'plan:read',
    gives: SupportPlanPage,
    filter: SupportPlanFilter,
    of: findCase,
    read: listPlansToTell,
    tell: toldPlan,
  }),
  list('listSupportPlansByIdentifier', '/support-plans', {
    summary: 'Find the support plan that another system knows by an identifier',
    description:
      'One at most: no two plans have the same identifier of one system. None where you do not see the plan.',
    permission: 'plan:read',
    gives: SupportPlanPage,
    filter: PlanIdentifier,
    tellsOf: rowTold,
    read: listPlansKnownAs,
    tell: ({ of: _, ...plan }) => toldPlan(plan),
  }),
  get('getSupportPlan', '/support-plans/:supportPlanId', {
    summary: 'Read a support plan',
    permission: 'plan:read',
    gives: SupportPlan,
    of: belongingTo('support_plan'),
    read: findPlanToTell,
    tell: toldPlan,
    versioned: true,
  }),
  write('changeSupportPlan', 'PATCH /support-plans/:supportPlanId', {
    summary: 'Change a plan until it is decided on',
    description: 'A change after submission takes the plan back to a draft and voids the signatures on it.',
    permission: 'plan:write',
    ifMatch: 'required',
    problems: [409],
    body: SupportPlanPatch,
    gives: { 200: SupportPlan },
    run: changeSupportPlan,
  }),
  write('withdrawSupportPlan', 'POST /support-plans/:supportPlanId/withdrawal', {
    summary: 'Withdraw a plan that was begun and given up',
    description:
      'Until the plan is before those who decide. A plan in force goes on as it is, and another can be drafted at any time.',
    permission: 'plan:write',
    problems: [409, 412],
    gives: { 200: SupportPlan },
    run: withdrawSupportPlan,
  }),
  write('setSupportPlanIdentifiers', 'POST /support-plans/:supportPlanId/identifiers', {
    summary: 'Set what another system knows a plan by',
    description:
      'By the care coordinator, an officer of the commissioner or a system that sees the case. The plan and what was signed stay as they are. Sent again, it changes nothing. No two plans have the same identifier of one system. What reads as an NHS number, or has that of the person in it, is refused. That one is taken counts as a search that you made (`rate-limited`).',
    permission: 'identifier:write',
    view: 'plan',
    problems: [409, 422],
    body: SystemIdentifiers,
    gives: { 200: Identifiers },
    run: setSupportPlanIdentifiers,
  }),
  get('checkSupportPlan', '/support-plans/:supportPlanId/checks', {
    summary: 'Check whether a plan is ready to submit',
    permission: 'plan:read',
    gives: PlanChecks,
    of: belongingTo('support_plan'),
    read: checkSupportPlan,
  }),
  get('getPlanCosts', '/support-plans/:supportPlanId/costs', {
    summary: 'See what a plan takes of the budget in a period, by line and by category',
    permission: 'plan:read',
    query: PlanCostsQuery,
    gives: PlanCosts,
    of: belongingTo('support_plan'),
    read: getPlanCosts,
  }),
  get('getSupportPlanVersion', '/support-plans/:supportPlanId/versions/:version', {
    summary: 'Read a plan as it stood when it was submitted',
    permission: 'plan:read',
    gives: SupportPlanVersion,
    params: {
      version: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'The version.', examples: [3] }),
    },
    of: belongingTo('support_plan'),
    read: findPlanVersion,
  }),
])
