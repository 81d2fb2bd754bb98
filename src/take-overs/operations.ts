import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { beginTakeOver } from './begin-take-over.ts'
import { decideOnFallback } from './decide-on-fallback.ts'
import { endTakeOver } from './end-take-over.ts'
import { findFallbackDecision, findTakeOver, listTakeOvers } from './repository.ts'
import { FallbackDecision, NewFallbackDecision, NewTakeOverEnd, TakeOver, TakeOverPage } from './schemas.ts'

export const takeOverOperations = operationsOf('Crises', [
  write('beginTakeOver', 'POST /cases/:caseId/take-overs', {
    summary: 'Say that the person is too unwell, and that whom they chose takes over',
    description:
      'On the word of those whom the plan names for it. The one who takes over spends for the person from the lines that the plan names, where the person could, and does nothing else. It ends on its last day, at the word of the person, or once it was found that they can manage money. An organisation that is paid by the plan, or somebody who is registered as staff, takes over only where that was agreed to.',
    permission: 'crisis:declare',
    view: 'plan',
    key: 'required',
    problems: [409],
    gives: { 201: TakeOver },
    run: beginTakeOver,
  }),
  list('listTakeOvers', '/cases/:caseId/take-overs', {
    summary: 'List when somebody took over, newest first',
    permission: 'plan:read',
    gives: TakeOverPage,
    of: findCase,
    read: listTakeOvers,
  }),
  get('getTakeOver', '/take-overs/:takeOverId', {
    summary: 'Read who takes over, for which lines, and until when',
    permission: 'plan:read',
    gives: TakeOver,
    of: belongingTo('take_over'),
    read: findTakeOver,
  }),
  write('endTakeOver', 'POST /take-overs/:takeOverId/end', {
    summary: 'Say that the person manages again',
    description: 'By the person, or by the care coordinator who records it in their words.',
    permission: 'crisis:declare',
    view: 'plan',
    problems: [409, 422],
    body: NewTakeOverEnd,
    gives: { 200: TakeOver },
    run: endTakeOver,
  }),
  write('decideOnFallback', 'POST /support-plans/:supportPlanId/fallback-decision', {
    summary: 'Decide whether an organisation that is paid by the plan may take over',
    description: 'By somebody who sits at the tier where the plan was decided on.',
    permission: 'plan:decide',
    key: 'required',
    problems: [403, 409],
    body: NewFallbackDecision,
    gives: { 201: FallbackDecision },
    run: decideOnFallback,
  }),
  get('getFallbackDecision', '/support-plans/:supportPlanId/fallback-decision', {
    summary: 'Read whether an organisation that is paid by the plan may take over',
    permission: 'plan:read',
    gives: FallbackDecision,
    of: belongingTo('support_plan'),
    read: findFallbackDecision,
  }),
])
