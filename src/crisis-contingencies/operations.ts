import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, operationsOf, printable, write } from '../platform/http/operations.ts'
import { changeCrisisContingency } from './change-crisis-contingency.ts'
import { getCover } from './get-cover.ts'
import { crisisPageOf } from './get-crisis-page.ts'
import { getWhoToCall } from './get-who-to-call.ts'
import { findContingency, listContingencies } from './in-force.ts'
import { recordCrisisContingency } from './record-crisis-contingency.ts'
import {
  Cover,
  CoverQuery,
  CrisisContingencyHistory,
  CrisisContingencyInForce,
  CrisisContingencyPatch,
  RecordedCrisisContingency,
  WhoToCall,
} from './schemas.ts'

export const crisisContingencyOperations = operationsOf('Crises', [
  get('getCover', '/support-plans/:supportPlanId/cover', {
    summary: 'See the gaps of the week, and who can be called at a minute of it',
    permission: 'plan:read',
    view: 'crisis',
    query: CoverQuery,
    gives: Cover,
    of: belongingTo('support_plan'),
    read: getCover,
  }),
  get('getCrisisContingency', '/cases/:caseId/crisis-contingency', {
    summary: 'Read what is to happen in a crisis, as it stands',
    permission: 'plan:read',
    view: 'crisis',
    gives: CrisisContingencyInForce,
    of: findCase,
    read: findContingency,
    tell: (found) => found,
    versioned: true,
  }),
  get('listCrisisContingencies', '/cases/:caseId/crisis-contingencies', {
    summary: 'List the texts of what is to happen in a crisis, newest first',
    permission: 'plan:read',
    gives: CrisisContingencyHistory,
    of: findCase,
    read: listContingencies,
  }),
  write('changeCrisisContingency', 'PATCH /cases/:caseId/crisis-contingency', {
    summary: 'Change what is to happen in a crisis, between plans',
    description:
      'By the person, or whoever acts for them. It stands at once and needs no sign-off, since no money moves by it. Crisis tiers, and who takes over, are agreed with a plan.',
    permission: 'crisis:declare',
    ifMatch: 'required',
    problems: [409, 422],
    body: CrisisContingencyPatch,
    gives: { 200: CrisisContingencyInForce },
    run: changeCrisisContingency,
  }),
  write('recordCrisisContingency', 'POST /cases/:caseId/crisis-contingency/recorded-changes', {
    summary: 'Record for the person a change of what is to happen in a crisis',
    description:
      'By the care coordinator, in the words of the person, for one who does not write it here themself. It stands at once, as what the person changes does. They are told of it, and until `objectionBy` they, or who acts for them, can say that it was not them: then what stood before stands again, where nobody has changed it since.',
    permission: 'crisis:declare',
    ifMatch: 'required',
    problems: [409, 422],
    body: RecordedCrisisContingency,
    gives: { 200: CrisisContingencyInForce },
    run: recordCrisisContingency,
  }),
  printable('getCrisisPage', '/cases/:caseId/crisis-contingency/page', {
    summary: 'Read what is to happen in a crisis, as one page to print',
    description:
      'For the person, for those on call, and for a stranger at night: who to call now, what helps, what not to do, the signs, the wishes, home, children and pets.',
    permission: 'plan:read',
    view: 'crisis',
    gives: 'The page.',
    read: crisisPageOf,
  }),
  get('getWhoToCall', '/cases/:caseId/who-to-call', {
    summary: 'See who can be called now, or at any instant',
    description: 'From what stood at that instant, by the clock in England.',
    permission: 'plan:read',
    view: 'crisis',
    query: CoverQuery,
    gives: WhoToCall,
    of: findCase,
    read: getWhoToCall,
  }),
])
