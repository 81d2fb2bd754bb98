import type { PlanUnderWay } from './facts.ts'

export const stages = [
  'expression-of-interest',
  'needs-assessment',
  'budget-calculation',
  'support-plan',
  'sign-off',
  'spending',
  'review',
  'ended',
] as const
export type Stage = (typeof stages)[number]

/** Each step, and the stage that a case is at while this is the step it is at. What a step says is in `words/steps.ts`. */
export const stageOf = {
  'case-opened': 'expression-of-interest',
  'expression-drafted': 'expression-of-interest',
  'expression-submitted': 'expression-of-interest',
  'information-requested': 'expression-of-interest',
  'information-requested-of-coordinator': 'expression-of-interest',
  'expression-accepted': 'needs-assessment',
  'assessment-begun': 'needs-assessment',
  'assessment-completed': 'budget-calculation',
  'budget-calculated': 'budget-calculation',
  'budget-adopted': 'budget-calculation',
  'budget-disclosed': 'support-plan',
  'plan-drafted': 'support-plan',
  'plan-submitted': 'sign-off',
  'plan-signed': 'sign-off',
  'plan-returned': 'support-plan',
  'plan-refused': 'support-plan',
  'plan-agreed-in-part': 'spending',
  'plan-agreed': 'spending',
  'budget-active': 'spending',
  'review-scheduled': 'review',
  'finding-to-confirm': 'review',
  'plan-to-change': 'review',
  'review-done': 'spending',
  'expression-declined': 'ended',
  'budget-ended': 'ended',
  'case-withdrawn': 'ended',
  'person-died': 'ended',
  'moved-away': 'ended',
  'record-joined': 'ended',
} as const satisfies Record<string, Stage>

/** The step that a case is at: the one thing that the person is told first. */
export type CaseStep = keyof typeof stageOf
export const caseSteps = Object.keys(stageOf) as CaseStep[]

/** The step that a plan on its way is at. */
export const planSteps: Readonly<Record<PlanUnderWay['status'], CaseStep>> = {
  draft: 'plan-drafted',
  returned: 'plan-returned',
  'awaiting-signatures': 'plan-submitted',
  'awaiting-decision': 'plan-signed',
  'awaiting-notice': 'plan-agreed',
}

/** What can be waited for beside the way of the case. */
export const stepsBeside = [
  'broker-missing',
  'plan-without-decider',
  'appeal-to-accept',
  'appeal-to-decide',
  'step-late',
  'ending-announced',
  'objection-to-answer',
  'death-to-confirm',
  'death-error-to-confirm',
  'crisis-active',
  'request-to-answer',
  'cover-gap-opened',
  'meeting-to-set',
  'meeting-to-tell',
  'hearing-to-say',
  'taken-over',
  'provider-stopped',
  'practice-asked',
  'practice-question',
  'practice-to-tell',
  'health-need-not-agreed',
  'council-to-assess',
  'off-plan-to-decide',
  'claim-to-decide',
  'spending-to-ask',
  'letter-to-give',
  'words-to-decide',
  'vetting-to-ask',
  'payee-to-decide',
  'receipt-to-send',
  'plan-waits-for-budget',
  'account-to-give-again',
  'agreement-to-sign',
  'account-to-give',
] as const

export type Step = CaseStep | (typeof stepsBeside)[number]
export const steps: readonly Step[] = [...caseSteps, ...stepsBeside]
