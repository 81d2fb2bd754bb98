import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { changeCurrentService, type OnServiceChanged, type PlanLines } from './change-current-service.ts'
import { confirmNoServices } from './confirm-no-services.ts'
import { getWhatStays } from './get-what-stays.ts'
import { findNoServices } from './no-services-repository.ts'
import { registerCurrentService } from './register-current-service.ts'
import { registerSocialCareBudget } from './register-social-care-budget.ts'
import { findService, listServices, withoutVersion } from './repository.ts'
import {
  CurrentService,
  CurrentServicePage,
  CurrentServicePatch,
  NewCurrentService,
  NoServices,
  WhatStays,
} from './schemas.ts'
import { listSocialCareBudgets } from './social-care-repository.ts'
import { NewSocialCareBudget, SocialCareBudget, SocialCareBudgetPage } from './social-care-schemas.ts'

export const currentServiceOperations = (plan: PlanLines, onChanged: OnServiceChanged) =>
  operationsOf('Current services', [
    write('registerCurrentService', 'POST /cases/:caseId/current-services', {
      summary: 'Register a service that the person has now',
      description:
        'By the person, who acts for them, or the care coordinator. It is kept until it is decided otherwise; an NHS crisis service is always kept.',
      permission: 'service:write',
      problems: [409, 422],
      body: NewCurrentService,
      gives: { 201: CurrentService },
      run: (tx, context, caseId, input) => registerCurrentService(tx, context, caseId, input, plan),
    }),
    write('confirmNoServices', 'POST /cases/:caseId/current-services/none', {
      summary: 'Confirm that the person has no services now',
      description:
        'By the person, who acts for them, or the care coordinator. A plan is not submitted while the register is empty and nobody has said that it is so.',
      permission: 'service:write',
      problems: [409],
      gives: { 200: NoServices, 201: NoServices },
      run: confirmNoServices,
    }),
    get('getNoServices', '/cases/:caseId/current-services/none', {
      summary: 'Read who confirmed that the person has no services now, and when',
      permission: 'service:read',
      gives: NoServices,
      of: findCase,
      read: findNoServices,
    }),
    list('listCurrentServices', '/cases/:caseId/current-services', {
      summary: 'List what the person has now, newest first',
      permission: 'service:read',
      gives: CurrentServicePage,
      of: findCase,
      read: listServices,
      tell: withoutVersion,
    }),
    get('getCurrentService', '/current-services/:currentServiceId', {
      summary: 'Read a service that the person has now',
      permission: 'service:read',
      gives: CurrentService,
      of: belongingTo('current_service'),
      read: findService,
      tell: withoutVersion,
      versioned: true,
    }),
    write('changeCurrentService', 'PATCH /current-services/:currentServiceId', {
      summary: 'Change a service that the person has now, or settle what becomes of it',
      description:
        'A replaced service names the line of the plan that replaces it. A named relationship ends or becomes less, and a service stops before its replacement starts, only with the person’s own dated agreement, given in the same request. What ends, becomes less or loses its code without it has a reason, which the person is told. NHS crisis services keep their code, and their title and provider are corrected only by who registered them, on the same day. While an appeal is open, nothing is taken away and nothing is renamed: what is changed is refused as `support-frozen`, save what makes it better. What hangs together with another service, or a line of the plan, ends or becomes less only with the word that this is known.',
      permission: 'service:write',
      ifMatch: 'required',
      problems: [409, 422],
      body: CurrentServicePatch,
      gives: { 200: CurrentService },
      run: (tx, context, id, patch) => changeCurrentService(tx, context, id, patch, { plan, onChanged }),
    }),
    write('registerSocialCareBudget', 'POST /cases/:caseId/social-care-budgets', {
      summary: 'Register the budget for social care that the person has from the council',
      description:
        'By the care coordinator, where the scheme adds a health element to it. It is the council’s own: what is decided here takes nothing from it. A newer one takes its place, and none is written over.',
      permission: 'service:write',
      problems: [409, 422],
      body: NewSocialCareBudget,
      gives: { 201: SocialCareBudget },
      run: registerSocialCareBudget,
    }),
    list('listSocialCareBudgets', '/cases/:caseId/social-care-budgets', {
      summary: 'List the budgets for social care of a case, newest first: the first is the one that counts',
      permission: 'service:read',
      gives: SocialCareBudgetPage,
      of: findCase,
      read: listSocialCareBudgets,
    }),
    get('getWhatStays', '/cases/:caseId/what-stays', {
      summary: 'Read in plain words what the person goes on having, whatever is decided about a budget',
      permission: 'service:read',
      gives: WhatStays,
      of: findCase,
      read: getWhatStays,
    }),
  ])
