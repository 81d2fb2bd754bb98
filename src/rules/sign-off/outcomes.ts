/** What agrees to the whole of what was asked for: nothing is said of single lines. */
export const wholeAgreements = ['agreed', 'overturned'] as const
/** What agrees to no plan. */
export const withoutAgreement = [
  'accepted',
  'declined',
  'returned',
  'refused',
  'upheld',
  'varied',
  'not-accepted',
  'reduced',
  'ended',
  'recovered',
  'set-off',
  'left',
] as const
/** What can be decided, on whatever there is to decide. */
export const decisionOutcomes = [
  ...wholeAgreements,
  'agreed-in-part',
  'agreed-with-reduction',
  ...withoutAgreement,
] as const
export type DecisionOutcome = (typeof decisionOutcomes)[number]

/** What can be decided on. */
export const decisionSubjects = [
  'expression-of-interest',
  'support-plan',
  'review',
  'appeal',
  'case',
  'surplus-recovery',
  'off-plan-request',
  'waiting-claim',
  'health-need',
] as const
export type DecisionSubject = (typeof decisionSubjects)[number]
