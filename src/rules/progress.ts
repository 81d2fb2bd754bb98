import type { Capacity, TierHolder } from './sign-off-rules.ts'

/** Who can be waited for: a capacity on the case, or a role that is not tied to one case. */
export type Waited = Capacity | TierHolder

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

/**
 * The moments of a case, in the order of the journey: where it is, who holds the ball, and what happens next,
 * in words for the person (P1: nobody knew the answers). `waitingFor` is set by the scheme where it is empty here.
 */
export const moments = {
  'case-opened': {
    stage: 'expression-of-interest',
    waitingFor: ['person', 'care-coordinator'],
    next: 'Say in your own words what would help you get better, and send it.',
  },
  'expression-drafted': {
    stage: 'expression-of-interest',
    waitingFor: ['person', 'care-coordinator'],
    next: 'Finish your expression of interest and send it.',
  },
  'expression-submitted': {
    stage: 'expression-of-interest',
    waitingFor: ['commissioner-officer'],
    next: 'The commissioner decides on your expression of interest, or asks you for more.',
  },
  'information-requested': {
    stage: 'expression-of-interest',
    waitingFor: ['person'],
    next: 'Answer the questions that were asked. The clock waits for you.',
  },
  'information-requested-of-coordinator': {
    stage: 'expression-of-interest',
    waitingFor: ['care-coordinator'],
    next: 'Your care coordinator answers the questions that were asked. The clock runs on.',
  },
  'expression-accepted': {
    stage: 'needs-assessment',
    waitingFor: ['care-coordinator'],
    next: 'Your care coordinator goes through your needs with you.',
  },
  'assessment-begun': {
    stage: 'needs-assessment',
    waitingFor: ['care-coordinator', 'person'],
    next: 'Go through each part of life together: a typical day and a worst day.',
  },
  'assessment-completed': {
    stage: 'budget-calculation',
    waitingFor: ['care-coordinator'],
    next: 'Your care coordinator works out your budget and shows you how.',
  },
  'budget-calculated': {
    stage: 'budget-calculation',
    waitingFor: ['care-coordinator'],
    next: 'One calculation is adopted as your indicative budget.',
  },
  'budget-adopted': {
    stage: 'budget-calculation',
    waitingFor: ['care-coordinator'],
    next: 'You are told the amount and how it was worked out, before planning starts.',
  },
  'budget-disclosed': {
    stage: 'support-plan',
    waitingFor: ['broker'],
    next: 'You make your support plan with your broker, or with your care coordinator where you have none.',
  },
  'plan-drafted': {
    stage: 'support-plan',
    waitingFor: ['broker'],
    next: 'You finish your support plan with your broker, or with your care coordinator where you have none.',
  },
  'plan-submitted': { stage: 'sign-off', waitingFor: [], next: 'Those who must sign your plan sign it.' },
  'plan-signed': { stage: 'sign-off', waitingFor: [], next: 'Your plan is decided on.' },
  'plan-returned': {
    stage: 'support-plan',
    waitingFor: ['broker'],
    next: 'You change the plan with whoever helps you plan; the reasons say what is missing.',
  },
  'plan-refused': {
    stage: 'support-plan',
    waitingFor: ['person'],
    next: 'You can appeal, or start a new plan. What you have now stays.',
  },
  'plan-agreed-in-part': {
    stage: 'spending',
    waitingFor: ['broker'],
    next: 'What was agreed can be bought now. The reasons say why the rest was not; you can appeal about it.',
  },
  'plan-agreed': { stage: 'spending', waitingFor: ['broker'], next: 'What your plan says can be bought now.' },
  'budget-active': {
    stage: 'spending',
    waitingFor: ['broker', 'care-coordinator'],
    next: 'What your plan says can be bought. You and your care coordinator look at how it is going at your first review.',
  },
  'review-scheduled': {
    stage: 'review',
    waitingFor: ['care-coordinator'],
    next: 'You and your care coordinator look at how it is going.',
  },
  'finding-to-confirm': {
    stage: 'review',
    waitingFor: [],
    next: 'Somebody above your team looks at what the review found. Until then, and after it, what you have stays as it is.',
  },
  'plan-to-change': {
    stage: 'review',
    waitingFor: ['broker'],
    next: 'The review found that your plan should change. You change it with your broker, or with your care coordinator where you have none. What you have goes on until a changed plan is agreed.',
  },
  'review-done': {
    stage: 'spending',
    waitingFor: ['care-coordinator'],
    next: 'Your budget goes on as the review found; the next review is set.',
  },
  'expression-declined': { stage: 'ended', waitingFor: [], next: 'You can appeal. What you have now stays.' },
  'budget-ended': {
    stage: 'ended',
    waitingFor: [],
    next: 'Your budget has ended, as you agreed. What you have besides it stays, and you can come back at any time.',
  },
  'case-withdrawn': {
    stage: 'ended',
    waitingFor: [],
    next: 'You said no to a budget. What you have now stays, and you can come back at any time.',
  },
} as const satisfies Record<string, { stage: Stage; waitingFor: readonly Waited[]; next: string }>

export type Moment = keyof typeof moments

/** The moments that wait for somebody by themselves, whatever the scheme says. */
export function momentsOf(waited: Waited): Moment[] {
  return Object.entries<{ waitingFor: readonly Waited[] }>(moments)
    .filter(([, { waitingFor }]) => waitingFor.includes(waited))
    .map(([moment]) => moment as Moment)
}

const planningStages: ReadonlySet<Stage> = new Set([
  'needs-assessment',
  'budget-calculation',
  'support-plan',
  'sign-off',
])

/** Whether the case is on its way to a plan, or to a changed one. A plan that was refused is not: whether there is to be another is open. */
export const isPlanning = (moment: Moment): boolean =>
  planningStages.has(moments[moment].stage) && moment !== 'plan-refused'

/** Whether somebody has the ball whom nothing that happens beside takes it from: on the way to a plan, or while a finding is looked at. */
export const isHeld = (moment: Moment): boolean => isPlanning(moment) || moment === 'finding-to-confirm'

/** Where a plan, or a changed plan, can be begun: once the person knows the amount, after a refusal, and beside a plan that was agreed. */
export const planningOpensAt = [
  'budget-disclosed',
  'plan-refused',
  'plan-agreed',
  'plan-agreed-in-part',
  'budget-active',
  'review-scheduled',
  'plan-to-change',
  'review-done',
] as const satisfies readonly Moment[]

/** Where a budget can be worked out: before planning opens, after a plan was turned down over its amount, and where a review asks for a change. */
export const budgetingOpensAt = [
  'budget-calculated',
  'budget-adopted',
  'budget-disclosed',
  'plan-returned',
  'plan-refused',
  'plan-to-change',
] as const satisfies readonly Moment[]
