import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { askForOffPlanSpending } from './ask-for-off-plan-spending.ts'
import { decideOffPlanRequest } from './decide-off-plan-request.ts'
import { escalateOffPlanRequest } from './escalate-off-plan-request.ts'
import { findRequest, listRequests, told } from './repository.ts'
import {
  NewOffPlanDecision,
  NewOffPlanRequest,
  NewOffPlanVote,
  OffPlanDecided,
  OffPlanRequest,
  OffPlanRequestPage,
  OffPlanTally,
} from './schemas.ts'
import { voteOnOffPlanRequest } from './vote-on-off-plan-request.ts'
import { withdrawOffPlanRequest } from './withdraw-off-plan-request.ts'

export const offPlanOperations = operationsOf('Spending', [
  write('askForOffPlanSpending', 'POST /cases/:caseId/off-plan-requests', {
    summary: 'Ask to spend on what is not in the plan, or more than a line has',
    description:
      'By the person, who acts for them, or their broker; or recorded for the person in their own words. It goes to the lowest tier that may decide on the plan with it: what else was agreed and asked for counts together. What no budget buys is refused, with where to go instead.',
    permission: 'spending:write',
    key: 'required',
    problems: [409, 422],
    body: NewOffPlanRequest,
    gives: { 201: OffPlanRequest },
    run: askForOffPlanSpending,
  }),
  list('listOffPlanRequests', '/cases/:caseId/off-plan-requests', {
    summary: 'List what was asked for that is not in the plan, newest first',
    permission: 'spending:read',
    gives: OffPlanRequestPage,
    of: findCase,
    read: listRequests,
    tell: told,
  }),
  get('getOffPlanRequest', '/off-plan-requests/:offPlanRequestId', {
    summary: 'Read what was asked for that is not in the plan, who decides, and what was decided',
    permission: 'spending:read',
    gives: OffPlanRequest,
    of: belongingTo('off_plan_request'),
    read: findRequest,
    tell: told,
  }),
  write('withdrawOffPlanRequest', 'POST /off-plan-requests/:offPlanRequestId/withdrawal', {
    summary: 'Say that it is not asked for any more',
    description: 'By the person, or who acts for them; and by the broker who asked.',
    permission: 'spending:write',
    problems: [409],
    gives: { 200: OffPlanRequest },
    run: withdrawOffPlanRequest,
  }),
  write('escalateOffPlanRequest', 'POST /off-plan-requests/:offPlanRequestId/escalations', {
    summary: 'Pass a request up one tier, since you are not comfortable to decide',
    description: 'By who could decide on it; a meeting or panel does so by its votes. Nobody is at fault.',
    permission: 'plan:decide',
    view: 'money',
    problems: [409],
    gives: { 200: OffPlanRequest },
    run: escalateOffPlanRequest,
  }),
  write('voteOnOffPlanRequest', 'POST /off-plan-requests/:offPlanRequestId/votes', {
    summary: 'Vote on a request in the meeting or panel that decides on it',
    permission: 'plan:decide',
    view: 'money',
    problems: [409, 422],
    body: NewOffPlanVote,
    gives: { 201: OffPlanTally },
    run: voteOnOffPlanRequest,
  }),
  write('decideOffPlanRequest', 'POST /off-plan-requests/:offPlanRequestId/decision', {
    summary: 'Decide on what was asked for: all of it, a part or none',
    description:
      'At the tier where it is, and never by who asked, in whatever account. What is agreed is a line, or more of one, that can be bought from at once; less than was asked for needs a reason, and can be appealed. Words that may name what no budget buys, of it or of who would be paid, are looked at first: each is named in the refusal, and listed (`listSpendingChecks`).',
    permission: 'plan:decide',
    view: 'money',
    key: 'required',
    problems: [409, 422],
    body: NewOffPlanDecision,
    gives: { 201: OffPlanDecided },
    run: decideOffPlanRequest,
  }),
])
