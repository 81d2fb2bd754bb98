/**
 * The register of problems: every code the service can give, its status and its public title.
 * The code is the last part of the problem's `type` (RFC 9457) and never changes its meaning.
 */
export const problems = {
  // What was sent
  'request-invalid': [400, 'The request does not follow the contract'],
  'json-broken': [400, 'The body is not JSON'],
  'idempotency-key-required': [400, 'This operation needs an Idempotency-Key'],
  'cursor-invalid': [400, 'The cursor is not one that this list gave'],
  'nhs-number-invalid': [400, 'The NHS number fails its check digit'],
  'body-too-large': [413, 'The body is too large'],
  'media-type-unsupported': [415, 'The body must be JSON'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used before with another request'],
  'request-in-progress': [409, 'A request with this Idempotency-Key is still running'],
  'precondition-required': [428, 'This change needs If-Match'],
  'precondition-failed': [412, 'What you want to change has changed since you read it'],

  // Who asks
  unauthenticated: [401, 'A valid access token is needed'],
  'permission-missing': [403, 'You do not have the permission for this'],
  'capacity-missing': [403, 'You do not act in the capacity this needs'],
  'not-found': [404, 'There is no such thing here, or you may not see it'],
  'route-not-found': [404, 'There is no such operation'],
  'method-not-allowed': [405, 'This path has no such operation'],
  'rate-limited': [429, 'Too many requests'],

  // People, consent and cases
  'nhs-number-taken': [409, 'Another person has this NHS number'],
  'subject-taken': [409, 'Another person has this sign-in'],
  'organisation-taken': [409, 'This organisation is registered already'],
  'reference-unknown': [422, 'The request names something that does not exist'],
  'case-in-flight': [409, 'The person has a case in this scheme already'],
  'case-ended': [409, 'The case has ended'],
  'consent-missing': [409, 'The person has not agreed to share with this organisation'],
  'consent-withdrawn': [409, 'This consent was withdrawn already'],
  'member-taken': [409, 'This capacity is held on the case already'],

  // Rule versions
  'scheme-taken': [409, 'The commissioner has a scheme with this code'],
  'policy-invalid': [422, 'The rules have faults as policy'],
  'draft-published': [409, 'The draft was published, and a published version never changes'],
  'draft-outdated': [409, 'The draft is not based on the newest published version'],
  'simulation-running': [409, 'A simulation of this draft is running'],
  'simulation-missing': [409, 'The draft was not simulated as it stands'],
  'nothing-compared': [409, 'The simulation could compare no case'],
  'start-in-past': [422, 'A version starts today or later'],
  'start-too-far-ahead': [422, 'A version starts at most two years ahead'],
  'version-overlaps': [409, 'A version starts after every version that was published before it'],
  'version-not-in-force': [422, 'A case goes on under the version that is in force today'],
  'calculation-outdated': [409, 'The calculation would come out otherwise today'],

  // The road
  'wrong-state': [409, 'This cannot be done in the present state'],
  'expression-exists': [409, 'The case has an expression of interest already'],
  'expression-incomplete': [422, 'The expression of interest is not ready to send'],
  'information-unanswered': [422, 'Not every question has an answer'],
  'reason-required': [422, 'A decision against the person needs a coded reason'],
  'reason-unknown': [422, 'The scheme has no such reason code'],
  'assessment-in-progress': [409, 'A needs assessment is in progress already'],
  'assessment-incomplete': [422, 'The needs assessment is not complete'],
  'method-not-offered': [422, 'The scheme does not use this budget method'],
  'service-unknown': [422, 'The price list of the scheme has no such service'],
  'service-not-purchasable': [422, 'A budget cannot buy this service'],
  'kept-service-not-tradable': [422, 'A service that the person keeps is not traded for money'],
  'replacement-missing': [422, 'A service is replaced only by a line of the plan'],
  'end-date-missing': [422, 'A service that ends has a day on which it ends'],
  'fate-reason-missing': [422, 'What ends, becomes less or loses its code without the person’s agreement has a reason'],
  'services-full': [409, 'The case has as many services as can be looked at'],
  'own-words-missing': [422, 'What is recorded for the person says how they said it, and in which words'],
  'person-agreement-missing': [422, 'This needs the person’s own dated agreement'],
  'social-care-budget-missing': [422, 'The scheme builds on a social-care budget'],
  'gp-agreement-missing': [422, 'The GP agrees the health need first'],
  'wish-outside-band': [422, "The wish lies outside the scheme's band"],
  'budget-not-disclosed': [409, 'The person must be told the amount before planning opens'],
  'plan-exists': [409, 'The case has a support plan in flight already'],
  'plan-incomplete': [422, 'The support plan is not ready'],
  'plan-version-stale': [409, 'The plan has changed since you read it'],
  'signature-not-awaited': [409, 'No signature is awaited in this capacity'],
  'already-signed': [409, 'This capacity has signed this version'],
  'not-the-decider': [403, 'The decision is with another tier'],
  'over-limit': [403, "The amount is over this tier's limit"],
  'decision-not-independent': [403, 'You may not decide on a plan that is yours'],
  'tier-missing': [409, 'There is no higher tier'],
  'panel-decides-by-vote': [409, 'A panel decides by the votes of its members'],
  'lines-unclear': [422, 'What is decided on the lines of the plan is not clear'],
  'shares-not-decided-here': [422, 'The shares are not for this decision to set'],
  'shares-not-whole': [422, 'The shares do not come to the whole'],
  'conflict-declared': [409, 'You have declared a conflict of interest on this plan'],
  'vote-not-needed': [409, 'This tier does not vote'],
  'already-voted': [409, 'You have voted on this version'],
  'quorum-missing': [409, 'The panel has no quorum'],
  'gaps-not-accepted': [422, 'Whoever agrees to a plan with gaps in cover says why'],
  'brokerage-time-exceeded': [422, 'The scheme gives less time than this'],

  // Appeals
  'decision-not-adverse': [409, 'This decision gave the person what was asked for'],
  'late-reason-required': [422, 'A late appeal says why it is late'],
  'appeal-open': [409, 'An appeal against this decision is open'],
  'reviewer-not-independent': [403, 'Whoever took part in a decision does not review it'],
  'support-frozen': [409, 'What the person has stays as it is while an appeal is open'],

  // Money
  'line-not-active': [409, 'The plan line is not open for spending'],
  'line-overspent': [409, 'The line has less left than this'],
  'purchase-reversed': [409, 'The purchase was reversed already'],
  'receipt-held': [409, 'The purchase has its receipt already'],
  'receipt-mismatch': [422, 'The receipt is for another amount'],
  'deployment-mismatch': [422, 'This line is not paid in this way'],
  'review-done': [409, 'The review is done already'],
  'review-scheduled': [409, 'A review of this kind is scheduled already'],
  'review-incomplete': [422, 'The review is not complete'],
  'nothing-to-review': [409, 'The case has no agreed plan to review'],
  'evidence-required': [422, 'Support that holds a need back is not reduced because the need looks lower'],
  'agreement-required': [422, 'A review ends a budget only with the person’s own agreement'],

  // The service itself
  'service-unavailable': [503, 'The service cannot answer just now'],
  'headers-too-large': [431, 'The headers of the request are too large'],
  'request-timeout': [408, 'The request took too long to arrive'],
  'internal-error': [500, 'Something went wrong in the service'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/**
 * What it means when a write breaks a constraint of the database. The constraint is the last guard:
 * a rule says no first, save where two requests race.
 */
export const constraintProblems: Readonly<Record<string, ProblemCode>> = {
  organisation_one_per_code: 'organisation-taken',
  scheme_one_per_code: 'scheme-taken',
  scheme_version_one_per_start: 'version-overlaps',
  simulation_one_running: 'simulation-running',
  person_one_per_nhs_number: 'nhs-number-taken',
  person_one_per_subject: 'subject-taken',
  budget_case_one_in_flight: 'case-in-flight',
  indicative_budget_one_in_force: 'wrong-state',
  case_member_one_per_capacity: 'member-taken',
  expression_of_interest_one_per_case: 'expression-exists',
  needs_assessment_one_in_progress: 'assessment-in-progress',
  support_plan_one_in_flight: 'plan-exists',
  support_plan_one_in_force: 'plan-exists',
  signature_one_per_capacity_and_version: 'already-signed',
  vote_one_per_seat: 'already-voted',
  conflict_of_interest_one_per_plan: 'conflict-declared',
  plan_line_no_overspend: 'line-overspent',
  receipt_one_per_purchase: 'receipt-held',
  appeal_one_open_per_decision: 'appeal-open',
  current_service_frozen_by_appeal: 'support-frozen',
  review_one_scheduled_per_kind: 'review-scheduled',
}
