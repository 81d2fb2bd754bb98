/** What can be decided, on whatever there is to decide. */
export const decisionOutcomes = [
  'accepted',
  'declined',
  'agreed',
  'agreed-in-part',
  'agreed-with-reduction',
  'returned',
  'refused',
  'upheld',
  'varied',
  'overturned',
  'not-accepted',
  'reduced',
  'ended',
] as const
export type DecisionOutcome = (typeof decisionOutcomes)[number]

/** What can be decided on. */
export const decisionSubjects = ['expression-of-interest', 'support-plan', 'review', 'appeal', 'case'] as const
export type DecisionSubject = (typeof decisionSubjects)[number]
