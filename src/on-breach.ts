import { reportLate } from './breaches/report-late.ts'
import type { BreachHandlers } from './breaches/sweep-breaches.ts'
import { endRepresentation } from './case-team/end-representation.ts'
import { endAnnounced } from './closing/end-announced.ts'
import { settleReplaced } from './closing/settle-before-closing.ts'
import { followAgreement } from './cover-gaps/follow-agreement.ts'
import { standDownOnLastDay } from './crisis-episodes/stand-down-crisis.ts'
import { escalateOverdueRequest } from './off-plan-requests/escalate-overdue-request.ts'
import { listPaidSince } from './payments/paid-since-repository.ts'
import { escalateOverduePlan } from './sign-off/escalate-overdue-plan.ts'
import { takeEffect } from './sign-off/take-effect.ts'
import { endOnLastDay } from './take-overs/end-take-over.ts'

/** What follows where a step is not done in time. */
export const onBreach: BreachHandlers = {
  'expression-decision': reportLate,
  'information-answer': reportLate,
  assessment: reportLate,
  calculation: reportLate,
  disclosure: reportLate,
  planning: reportLate,
  signing: reportLate,
  review: reportLate,
  'plan-decision': escalateOverduePlan,
  'first-payment': reportLate,
  'appeal-acceptance': reportLate,
  'appeal-decision': reportLate,
  'finding-decision': reportLate,
  'cooling-off': endAnnounced,
  objection: reportLate,
  'death-confirmation': reportLate,
  representation: endRepresentation,
  'reduction-notice': (tx, context, budgetCase, clock) =>
    takeEffect(tx, context, budgetCase, clock, {
      onAgreed: followAgreement,
      onReplaced: settleReplaced,
      listPaidSince,
    }),
  'stand-down': standDownOnLastDay,
  'request-answer': reportLate,
  'cover-gap': reportLate,
  'take-over': endOnLastDay,
  'provider-stop': reportLate,
  'practice-answer': reportLate,
  'off-plan-decision': escalateOverdueRequest,
  'claim-decision': reportLate,
  'spending-question': reportLate,
  'account-to-give-again': reportLate,
  'agreement-signing': reportLate,
  'account-to-give': reportLate,
  'words-decision': reportLate,
  'payee-decision': reportLate,
  vetting: reportLate,
}
